"""One cell of a table that a spreadsheet opens: words of devices and people are shown there, never calculated.

A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-` or `@`, some also behind blanks, and
some in the wide forms of East Asian scripts. Such a text gets an apostrophe before it, as a person would type it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from netmaintd.model.plain_values import number_or_text

Cell = str | int | float | bool | date | datetime | None
_FORMULA = frozenset("=+-@−")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
"""What a spreadsheet reads as a number and as nothing else."""


def cell(value: Cell, decimal: str = ".", zone: ZoneInfo | None = None) -> str:
    """Return what stands in a cell.

    Args:
        value: a number stays one; a text is neutralised, and its control characters are shown.
        decimal: what parts a number.
        zone: in which instants are told, as a spreadsheet reads them; ISO 8601 in UTC without one.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower() if zone is None else "ya" if value else "tidak"
    if isinstance(value, float):
        value = number_or_text(value)
    if isinstance(value, int | float):
        return str(value).replace(".", decimal)
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}" if zone else f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat() if isinstance(value, date) else _harmless(_shown(str(value)))


def _shown(text: str) -> str:
    """Return a text in one line: what does not print, but spaces, as an escape."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or unicodedata.category(one) == "Zs" else one.encode("unicode_escape").decode()
        for one in text
    )


def _harmless(text: str) -> str:
    begins = unicodedata.normalize("NFKC", text.lstrip()[:1])
    if begins in _FORMULA and begins and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
