"""Photos of the sample, drawn here."""

from __future__ import annotations

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
