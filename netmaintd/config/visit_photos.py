"""Photos that a visit's file names: read from beside it, and refused with a sentence when they are no pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Keep = Callable[[bytes], str]
"""Stores the bytes of a photo and returns their sha256."""
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_MOST_BYTES = 16 * 1024 * 1024


def photo(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a photo and what is wrong with it, empty when nothing is."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return b"", "the photo is larger than 16 MiB; make it smaller"
        content = path.read_bytes()
    except OSError as error:
        return b"", f"{error.strerror}; the photo is looked for beside the visit's file"
    return content, "" if content.startswith(_STARTS) else "neither JPEG nor PNG; convert the photo"
