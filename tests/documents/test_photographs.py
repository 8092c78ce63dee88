"""Photos as they arrive: what is kept of them, what is read from them, and what is refused at once."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image

from netmaintd.documents.photographs import MOST_BYTES, read_photograph
from netmaintd.documents.scans import read_scan
from netmaintd.errors import UploadRefused
from netmaintd.model.dossier import Place
from sample_pictures import NO_PICTURES, png

ZONE = ZoneInfo("Asia/Jakarta")
PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"


def camera_exif(*, orientation: int = 1, offset: str | None = None) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = "2026:12:03 09:15:30"
    if offset:
        camera[ExifTags.Base.OffsetTimeOriginal] = offset
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps |= {
        ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (1.0, 7.0, 30.0),
        ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: (104.0, 3.0, 0.0),
    }  # fmt: skip
    return exif


def photo(kind: str = "JPEG", size: tuple[int, int] = (400, 300), **options: object) -> bytes:
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1] // 2))
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def test_place_and_time_are_read_and_are_in_no_copy() -> None:
    original = photo(exif=camera_exif())

    read = read_photograph(original, ZONE)

    assert read.taken_at == datetime(2026, 12, 3, 9, 15, 30, tzinfo=ZONE)
    assert read.place == Place(1.125, 104.05)
    assert read.original_sha256 == hashlib.sha256(original).hexdigest()
    assert b"Exif" not in read.jpeg
    assert not opened(read.jpeg).getexif()


def test_a_camera_that_names_its_zone_is_believed() -> None:
    read = read_photograph(photo(exif=camera_exif(offset="+09:00")), ZONE)

    assert read.taken_at is not None
    assert read.taken_at.isoformat() == "2026-12-03T09:15:30+09:00"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_what_the_phone_sends_beside_a_smaller_picture_counts() -> None:
    read = read_photograph(photo(), ZONE, exif=camera_exif(orientation=6).tobytes())

    assert read.place == Place(1.125, 104.05)
    assert opened(read.jpeg).size == (400, 300)
    for odd in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"x" * 100, b"Exif\0\0MM\0*" + b"\xff" * 5000):
        assert read_photograph(photo(), ZONE, exif=odd).taken_at is None


def test_a_photo_is_turned_upright_and_made_smaller() -> None:
    read = opened(read_photograph(photo(size=(3000, 2000), exif=camera_exif(orientation=6)), ZONE).jpeg)

    assert read.size == (1067, 1600)
    assert read.getpixel((1000, 50))[2] > 200, "the blue corner is at the upper right now"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_phones_make_becomes_a_jpeg(kind: str) -> None:
    assert opened(read_photograph(photo(kind), ZONE).jpeg).format == "JPEG"


def test_pictures_of_other_modes_become_plain_ones() -> None:
    for mode in ("L", "LA", "P", "RGBA", "1", "I;16"):
        written = io.BytesIO()
        Image.new(mode, (40, 30)).save(written, "PNG")
        assert opened(read_photograph(written.getvalue(), ZONE).jpeg).mode == "RGB"


def test_a_photo_with_damaged_words_beside_it_is_still_a_photo() -> None:
    broken = photo(exif=b"Exif\0\0garbage and more garbage")

    assert read_photograph(broken, ZONE).place is None


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("x.html", "<b>x</b>")
    return packed.getvalue()


def many_scans() -> bytes:
    whole = photo("JPEG", (5000, 5000), progressive=True)
    at = whole.rindex(b"\xff\xda")
    return whole[:at] + whole[at:-2] * 2000 + whole[-2:]


HOSTILE = {
    "20 MB": lambda: photo() + b"\0" * 20 * 1024 * 1024,
    "a bomb of PNG": lambda: bomb(60_000, 60_000),
    "a smaller bomb of PNG": lambda: bomb(9_000, 9_000),
    "a JPEG of endless passes": many_scans,
    "a ZIP behind a photo": lambda: photo() + zipped(),
    "a page behind a photo": lambda: photo() + b"<script>alert(1)</script>",
    "a page in a comment": lambda: photo(comment=b"<html><body onload=alert(1)>"),
    "a program": lambda: b"MZ" + b"\0" * 5000,
    "SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "GIF": lambda: photo("GIF"),
    "TIFF": lambda: photo("TIFF"),
    "PDF": lambda: PDF,
    "a PDF in a photo": lambda: photo(comment=PDF),
    "nothing": lambda: b"",
    **{name: (lambda content=content: content) for name, content in NO_PICTURES.items()},
}


def bomb(width: int, height: int) -> bytes:
    small = bytearray(png(64, 64))
    small[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    small[29:33] = __import__("zlib").crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_photo_is_refused_at_once_with_a_sentence(name: str) -> None:
    content = HOSTILE[name]()
    began = time.process_time()

    with pytest.raises(UploadRefused, match=r"^\S.*\.$"):
        read_photograph(content, ZONE)
    assert time.process_time() - began < 1


def test_scans_are_paper_and_nothing_else() -> None:
    assert read_scan(PDF, ZONE).content == PDF
    assert read_scan(photo(exif=camera_exif()), ZONE).media_type == "image/jpeg"
    for bad in (
        PDF + b"<html>",
        PDF[:-7],
        PDF.replace(b"/Type", b"/JavaScript"),
        b"PK\x03\x04",
        PDF + b"\0" * MOST_BYTES,
    ):
        with pytest.raises(UploadRefused, match=r"\.$"):
            read_scan(bad, ZONE)
