"""Numbers of documents by the office's format."""

from __future__ import annotations

import re
import string
from datetime import date

from netmaintd.documents.words import ROMAN
from netmaintd.errors import DocumentError

TOKENS = ("derajat", "klasifikasi", "urut", "jenis", "unit", "bulan_romawi", "bulan", "tahun")
_PADDING = re.compile(r"(0?[1-9])?")
"""`{urut:03}` and no other format: a wide one would fill the memory."""


def formatted(pattern: str, sequence: int, day: date, words: dict[str, str] | None = None) -> str:
    """Return a number such as `800.1.11.1/004/ST/KOMINFO/2026`.

    Args:
        words: what stands for `derajat`, `klasifikasi`, `jenis` and `unit`.

    Raises:
        DocumentError: the pattern cannot be read, asks for something else, or for a word that is not given.
    """
    values: dict[str, object] = {
        **(words or {}),
        "urut": sequence,
        "bulan_romawi": ROMAN[day.month - 1],
        "bulan": f"{day.month:02}",
        "tahun": day.year,
    }
    asked = _asked(pattern)
    unknown = [name or "nothing" for name in asked if name not in TOKENS]
    if unknown:
        raise DocumentError(f"number format {pattern!r} asks for {', '.join(unknown)}; known: {', '.join(TOKENS)}")
    missing = [name for name in asked if name not in values]
    if missing:
        raise DocumentError(f"number format {pattern!r} needs a word for {', '.join(missing)}; none is set")
    return pattern.format_map(values)


def _asked(pattern: str) -> list[str]:
    """Return the names between braces; DocumentError for anything but `{name}` and `{urut:03}`."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError as error:
        raise DocumentError(f"number format {pattern!r} cannot be read: {error}") from error
    for _, name, padding, conversion in parts:
        if conversion or (padding and (name != "urut" or not _PADDING.fullmatch(padding))):
            raise DocumentError(f"number format {pattern!r}: only {{urut}} may be padded, as {{urut:03}}")
    return [name for _, name, _, _ in parts if name is not None]
