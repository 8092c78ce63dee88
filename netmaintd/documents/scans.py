"""Scans of paper: a PDF that is only paper is kept as it came, a picture of paper as a photo is."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from netmaintd.documents.photographs import MOST_BYTES, SCAN_LONGEST_PX, read_photograph
from netmaintd.errors import UploadRefused

_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
_END = b"%%EOF"


@dataclass(frozen=True, slots=True)
class ReadScan:
    """What is kept of a scan."""

    content: bytes
    media_type: str
    original_sha256: str


def read_scan(content: bytes, zone: ZoneInfo) -> ReadScan:
    """Return a scan fit to be kept.

    Raises:
        UploadRefused: neither PDF nor picture, too large, or a PDF that does more than show pages.
    """
    if not content.startswith(b"%PDF-"):
        photograph = read_photograph(content, zone, longest_px=SCAN_LONGEST_PX)
        return ReadScan(photograph.jpeg, "image/jpeg", photograph.original_sha256)
    if len(content) > MOST_BYTES:
        raise UploadRefused(f"Pindaian lebih besar dari {MOST_BYTES >> 20} MB; pindai dengan mutu lebih rendah.")
    _, found, after = content.rpartition(_END)
    if not found or after.strip(b"\r\n \0"):
        raise UploadRefused("PDF ini rusak atau berisi berkas lain; pindai kertasnya sekali lagi.")
    if _ACTIVE.search(content):
        raise UploadRefused("PDF ini memuat program atau lampiran; kirim hasil pindaian saja.")
    return ReadScan(content, "application/pdf", hashlib.sha256(content).hexdigest())
