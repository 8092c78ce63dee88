"""Photos as cameras make them: checked by content, turned upright, made smaller, and freed of place and time.

Beside `drawings.py` the only file that imports Pillow. A file is opened only by the three decoders named here; its
size in pixels is known before a pixel is decoded. What comes out is a JPEG that was written anew, so nothing that
hides in a file beside its picture comes along.
"""

from __future__ import annotations

import hashlib
import re
import struct
import threading
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageOps

from netmaintd.errors import UploadRefused
from netmaintd.model.dossier import Place

MOST_BYTES = 15 * 1024 * 1024
LONGEST_PX, SCAN_LONGEST_PX = 1600, 2400
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 110_000_000
"""Of a JPEG in one pass, which is decoded at a fraction of its size. A phone's camera makes 12 to 108 million."""
_MOST_PIXELS_WHOLE = 25_000_000
"""Of what can only be decoded whole: PNG, WebP, and JPEG in several passes."""
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
_MOST_SCANS = 40
"""Passes over a JPEG: cameras need ten, and each costs a pass over all pixels."""
_MOST_EXIF_BYTES = 65_536
_FAULTS = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, struct.error,
           ZeroDivisionError, EOFError, MemoryError, Image.DecompressionBombError,
           Image.DecompressionBombWarning)  # fmt: skip
"""What Pillow raises on files that are damaged or made to harm."""
_TWO_FACED = re.compile(rb"<script|<\?php|<!doctype|<html[\s>]|<svg[\s>]", re.IGNORECASE)
_one_by_one = threading.Semaphore(2)
"""A photo needs up to 100 MB while it is decoded; twenty phones must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """The copy that is kept and shown, and what the camera wrote beside the picture."""

    jpeg: bytes
    original_sha256: str
    taken_at: datetime | None
    """As the camera's clock had it; office time where the camera names no zone."""
    place: Place | None


def read_photograph(content: bytes, zone: ZoneInfo, *, exif: bytes = b"", longest_px: int = LONGEST_PX) -> Photograph:
    """Return a photo fit to be kept.

    Args:
        content: JPEG, PNG or WebP; nothing else.
        zone: of cameras that do not name theirs.
        exif: what the camera wrote, where a phone made the picture smaller and it is no longer in `content`.
        longest_px: of the copy's longer side.

    Raises:
        UploadRefused: it is no such picture, too large, or something else besides.
    """
    _refuse_what_is_no_photo(content)
    with _one_by_one:
        try:
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                _refuse_bombs(image, content)
                image.draft("RGB", (longest_px, longest_px))  # a JPEG is decoded at a fraction of its size already
                image.load()  # a damaged picture is told only to the first who decodes it
                jpeg = _copy(image, longest_px)
                told = _told(image, exif)
        except _FAULTS as error:
            raise UploadRefused("Foto ini rusak atau bukan foto; ambil sekali lagi dengan kamera.") from error
    taken_at, place = _when(told, zone), _where(told)
    return Photograph(jpeg, hashlib.sha256(content).hexdigest(), taken_at, place)


def _refuse_what_is_no_photo(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UploadRefused(f"Foto lebih besar dari {MOST_BYTES >> 20} MB; kecilkan dahulu, lalu kirim lagi.")
    jpeg, png = content.startswith(b"\xff\xd8\xff"), content.startswith(b"\x89PNG\r\n\x1a\n")
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    if not (jpeg or png or webp):
        raise UploadRefused("Hanya foto JPEG, PNG, atau WebP yang diterima; pilih berkas foto.")
    packed = b"PK\x05\x06" in content[-66_000:] and b"PK\x01\x02" in content
    if packed or b"%PDF-" in content[:1024] or _TWO_FACED.search(content):
        raise UploadRefused("Berkas ini bukan hanya foto; ambil foto langsung dengan kamera, lalu kirim lagi.")


def _refuse_bombs(image: Image.Image, content: bytes) -> None:
    in_one_pass = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    if image.width * image.height > (_MOST_PIXELS if in_one_pass else _MOST_PIXELS_WHOLE):
        raise UploadRefused(
            f"Foto terlalu besar: {image.width} × {image.height} titik; pakai resolusi kamera yang lebih rendah."
        )
    if content.count(b"\xff\xda") > _MOST_SCANS:
        raise UploadRefused("Foto ini dibuat tidak wajar; ambil foto langsung dengan kamera, lalu kirim lagi.")


def _copy(image: Image.Image, longest_px: int) -> bytes:
    image.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    upright = _upright(image)
    shown = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    flat = Image.new("RGB", shown.size, "white")
    flat.paste(shown, mask=shown.getchannel("A") if shown.mode == "RGBA" else None)
    written = BytesIO()
    flat.save(written, "JPEG", quality=82)
    return written.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _FAULTS:  # a picture is worth more than what was written beside it
        return image


def _told(image: Image.Image, beside: bytes) -> Image.Exif:
    """Return what the camera wrote: in the file, else what the phone sent beside it; empty where both are damaged."""
    found = Image.Exif()
    try:
        found = image.getexif()
        if not found and 0 < len(beside) < _MOST_EXIF_BYTES:
            found = Image.Exif()
            found.load(beside)
    except _FAULTS:
        return Image.Exif()
    return found


def _when(exif: Image.Exif, zone: ZoneInfo) -> datetime | None:
    try:
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        text = str(camera.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or "")
        offset = str(camera.get(ExifTags.Base.OffsetTimeOriginal) or "")
        taken = datetime.strptime(text.strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=zone)
        if re.fullmatch(r"[+-](0\d|1[0-4]):[0-5]\d", offset.strip("\0 ")):
            taken = taken.replace(tzinfo=datetime.fromisoformat(f"2000-01-01T00:00{offset.strip(chr(0) + ' ')}").tzinfo)
    except _FAULTS:
        return None
    return taken if taken.year >= 2000 else None


def _where(exif: Image.Exif) -> Place | None:
    try:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        north = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        east = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except _FAULTS:
        return None
    return Place(north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def _degrees(parts: tuple[float, float, float], side: str, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if str(side).strip("\0 ").upper() == negative else value, 6)
