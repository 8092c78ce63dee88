"""Numbers of documents by the office's format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from netmaintd.documents.words import ROMAN
from netmaintd.errors import DocumentError
from netmaintd.model.number_format import asked


def formatted(pattern: str, sequence: int, day: date, words: Mapping[str, str] | None = None) -> str:
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
    try:
        missing = [name for name in asked(pattern) if name not in values]
    except ValueError as error:
        raise DocumentError(str(error)) from error
    if missing:
        raise DocumentError(
            f"number format {pattern!r} needs a word for {', '.join(missing)}; set it in [office.number_words]"
        )
    return pattern.format_map(values)
