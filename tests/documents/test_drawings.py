"""Drawn signatures: what is kept of one, and what is refused with a sentence."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from drawing import drawn
from netmaintd.documents.drawings import DAMAGED, EMPTY, MOST_BYTES, TOO_LARGE, read_drawing
from netmaintd.documents.render import decodes
from netmaintd.errors import UploadRefused


def png(image: Image.Image, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", **options)
    return written.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it is very large; its few bytes would fill the memory."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    lines = zlib.compress(bytes(1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def test_a_signature_is_kept_black_on_white_cut_to_what_was_drawn_and_paper_can_show_it() -> None:
    kept = read_drawing(drawn((1200, 500)))

    image = Image.open(io.BytesIO(kept))
    assert (image.format, image.mode) == ("PNG", "L")
    assert image.width < 1000
    assert image.getpixel((0, 0)) == 255
    assert image.getextrema()[0] < 100
    assert decodes("signature.png", kept)
    assert read_drawing(drawn((1200, 500))) == kept


def test_nothing_that_hides_beside_the_picture_comes_along() -> None:
    hidden = drawn() + b"<script>alert(1)</script>"

    assert b"script" not in read_drawing(hidden)


def test_an_animated_or_oversized_picture_is_refused() -> None:
    frames = [Image.new("L", (200, 100), shade) for shade in (0, 90, 200)]

    for content in (
        png(frames[0], save_all=True, append_images=frames[1:]), bomb(9000, 9000), bomb(2001, 10),
        b"\x89PNG" + bytes(MOST_BYTES),
    ):  # fmt: skip
        with pytest.raises(UploadRefused, match=TOO_LARGE):
            read_drawing(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        drawn(kind="JPEG"),
        drawn()[:300],
        bomb(900, 900),
        bomb(60_000, 60_000),
        b"%PDF-1.7",
        b"<svg xmlns='x'/>",
        b"\x89PNG",
    ],
)
def test_what_is_no_whole_png_is_refused(content: bytes) -> None:
    with pytest.raises(UploadRefused, match=DAMAGED):
        read_drawing(content)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGBA", (600, 240), (0, 0, 0, 0)), Image.new("RGB", (600, 240), "white"),
        Image.new("RGBA", (600, 240), (0, 0, 0, 20)),
    ],
)  # fmt: skip
def test_an_empty_box_is_no_signature(image: Image.Image) -> None:
    with pytest.raises(UploadRefused, match="masih kosong"):
        read_drawing(png(image))


def test_a_dot_is_no_signature() -> None:
    image = Image.new("L", (600, 240), 255)
    image.paste(0, (100, 100, 112, 112))

    with pytest.raises(UploadRefused) as caught:
        read_drawing(png(image))
    assert str(caught.value) == EMPTY
