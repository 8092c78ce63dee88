"""Text for paper: what a font cannot show is made visible instead of breaking the document."""

from __future__ import annotations

import unicodedata
from typing import Any

REPLACEMENT = "□"
_SHOWN = set(range(0x20, 0x250)) | set(range(0x370, 0x530)) | set(range(0x1E00, 0x1F00)) | {
    0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC, 0x2122, 0x2190,
    0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A1, 0x25A0, 0x0A,
}  # fmt: skip
"""Code points that Liberation Sans has and that do not change the direction of a line."""
_HIDDEN = {0x7F, 0xAD} | set(range(0x80, 0xA0)) | set(range(0x300, 0x370))


def clean(value: Any) -> Any:
    """Return JSON-safe data in which every text can be printed; structure and numbers stay."""
    if isinstance(value, str):
        return "".join(_printable(character) for character in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item) for item in value]
    return value


def _printable(character: str) -> str:
    if character in "\t\r" or unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    shown = code in _SHOWN and code not in _HIDDEN and (character.isprintable() or character == "\n")
    return character if shown else REPLACEMENT
