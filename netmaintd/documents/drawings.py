"""Signatures that a finger drew on a screen: a small PNG, written anew, black on white, cut to what was drawn.

Beside `photographs.py` the only file that imports Pillow. Its size in pixels is known before a pixel is decoded.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

from netmaintd.errors import UploadRefused

MOST_BYTES = 200_000
MOST_PX = 2000
_LEAST_PX = 24
"""Of what was drawn, in one direction at least: a dot is no signature."""
_INK = 128
_MARGIN_PX = 8
_KEPT_PX = (900, 450)
_FAULTS = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, struct.error, zlib.error,
           EOFError, MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning)  # fmt: skip
"""What Pillow raises on files that are damaged or made to harm."""
EMPTY = "Kotak tanda tangan masih kosong; tanda tangani dengan jari, atau pakai nama yang diketik."
DAMAGED = "Gambar tanda tangan rusak; hapus kotaknya, lalu tanda tangani sekali lagi."
TOO_LARGE = "Gambar tanda tangan terlalu besar; hapus kotaknya, lalu tanda tangani lebih sederhana."


def read_drawing(content: bytes) -> bytes:
    """Return a drawn signature fit to be kept, as PNG.

    Raises:
        UploadRefused: it is no PNG, too large, or nothing is drawn on it; the sentence is for the one who signs.
    """
    if len(content) > MOST_BYTES:
        raise UploadRefused(TOO_LARGE)
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as image:
            if max(image.size) > MOST_PX or getattr(image, "n_frames", 1) != 1:
                raise UploadRefused(TOO_LARGE)
            flat = _on_white(image)
    except _FAULTS as error:
        raise UploadRefused(DAMAGED) from error
    return _written(flat)


def _on_white(image: Image.Image) -> Image.Image:
    image.load()  # a damaged picture is told only to the first who decodes it
    shown = image.convert("RGBA")
    white = Image.new("RGBA", shown.size, "white")
    return Image.alpha_composite(white, shown).convert("L")


def _written(flat: Image.Image) -> bytes:
    box = flat.point([255 if value < _INK else 0 for value in range(256)]).getbbox()
    if box is None or max(box[2] - box[0], box[3] - box[1]) < _LEAST_PX:
        raise UploadRefused(EMPTY)
    left, top, right, bottom = box
    cut = flat.crop((
        max(left - _MARGIN_PX, 0), max(top - _MARGIN_PX, 0), min(right + _MARGIN_PX, flat.width),
        min(bottom + _MARGIN_PX, flat.height),
    ))  # fmt: skip
    cut.thumbnail(_KEPT_PX, Image.Resampling.LANCZOS)
    written = BytesIO()
    cut.save(written, "PNG", optimize=True)
    return written.getvalue()
