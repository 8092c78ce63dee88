"""Pictures for the sample: photos that the test draws itself, a small JPEG, arms, and files that are none of these."""

from __future__ import annotations

import base64
import struct
import zlib


def png(width: int = 320, height: int = 240, colour: tuple[int, int, int] = (70, 90, 110)) -> bytes:
    """Return a picture of a rack: shelves in one colour, with a bright lamp on each."""
    rows = []
    for y in range(height):
        shelf = colour if y % 40 < 30 else (30, 30, 30)
        lamp = (60, 220, 90) if 10 <= y % 40 < 16 else shelf
        rows.append(b"\0" + bytes(shelf) * (width - 20) + bytes(lamp) * 6 + bytes(shelf) * 14)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H/"
    "///6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAAR"
    "CAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA"
    "AgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQFQf/2Q=="
)
ARMS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 70"><path d="M5 5h50v30q0 20-25 30q-25-10-25-30z" '
    b'fill="#14532d" stroke="#b58900" stroke-width="3"/><path d="M30 14l5 14h14l-11 9 4 14-12-8-12 8 4-14-11-9h14z" '
    b'fill="#fde047"/></svg>'
)
NO_PICTURES = {
    "PNG that ends after its first bytes": png()[:60],
    "PNG with a damaged middle": png()[:200] + b"\0" * 80 + png()[280:],
    "JPEG of three bytes": b"\xff\xd8\xff",
    "JPEG start and then text": b"\xff\xd8\xff\xe0" + b"not a picture" * 40,
    "HTML page": b"<html><script>alert(1)</script></html>",
    "nothing": b"",
}
"""What a phone, a broken upload or an attacker may leave under the name of a photo."""
