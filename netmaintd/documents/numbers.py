"""Numbers of documents by the office's format."""

from __future__ import annotations

import string
from datetime import date

from netmaintd.documents.words import ROMAN
from netmaintd.errors import DocumentError

TOKENS = ("derajat", "klasifikasi", "urut", "jenis", "unit", "bulan_romawi", "bulan", "tahun")


def formatted(pattern: str, sequence: int, day: date, words: dict[str, str] | None = None) -> str:
    """Return a number such as `800.1.11.1/004/ST/KOMINFO/2026`.

    Args:
        words: what stands for `derajat`, `klasifikasi`, `jenis` and `unit`.

    Raises:
        DocumentError: the pattern asks for something else, or for a word that is not given.
    """
    values: dict[str, object] = {
        **(words or {}),
        "urut": sequence,
        "bulan_romawi": ROMAN[day.month - 1],
        "bulan": f"{day.month:02}",
        "tahun": day.year,
    }
    asked = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    unknown = [name for name in asked if name not in values]
    if unknown:
        raise DocumentError(f"number format {pattern!r} asks for {', '.join(unknown)}; known: {', '.join(TOKENS)}")
    return pattern.format_map(values)
