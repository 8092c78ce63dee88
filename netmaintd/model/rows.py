"""By what the text of an answer is read, and the rows that come of it: between profiles and parsers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Cell = str | tuple[str, ...]
"""A column holds a text, or the texts of all lines that gave it one."""
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text is read: by a TextFSM template, or by a regular expression of which every match is a row.

    Attributes:
        template: name of a template, of ntc-templates or our own.
        lines: regular expression with named groups, `^` and `$` at the ends of lines.
        within: only in what this one matches; its named groups are columns of each row there.
    """

    template: str = ""
    lines: str = ""
    within: str = ""


class Unreadable(StrEnum):
    """Why a text gave no rows."""

    NOT_UNDERSTOOD = "not_understood"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    """The device does not know the command, or does not allow it."""
    CUT = "cut"
    """The answer is not whole."""
    BROKEN = "broken"
    """The process that reads texts ended, or could not be begun."""

    @property
    def reason(self) -> str:
        """For people, Indonesian."""
        return _REASONS[self]


_REASONS = {
    Unreadable.NOT_UNDERSTOOD: "bentuk jawaban perangkat tidak dikenal",
    Unreadable.TOO_SLOW: "jawaban perangkat tidak terurai dalam batas waktu",
    Unreadable.TOO_LARGE: "jawaban perangkat terlalu besar untuk diurai",
    Unreadable.REFUSED: "perangkat menolak perintahnya",
    Unreadable.CUT: "jawaban perangkat tidak lengkap",
    Unreadable.BROKEN: "proses pengurai jawaban terhenti",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows of one text; `why_not` says why there are none, and is None also where the text has none."""

    rows: tuple[Row, ...] = ()
    why_not: Unreadable | None = None
    detail: str = ""
    """For the log, English; no part of the device's text."""


Readings = Mapping[tuple[str, Recipe], Parsed]
"""Command and recipe to what was read."""
