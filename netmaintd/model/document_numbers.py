"""Numbers of the office's register: reserved, given, cancelled with a reason, and none of them used twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netmaintd.model.documents import DocumentKind

MOST_CHARACTERS = 100
MOST_OF_A_REASON = 500


class NumberState(StrEnum):
    """Where a number stands. Values are stable: they are stored."""

    RESERVED = "dicadangkan"
    """Kept for a document; it is not printed yet."""
    GIVEN = "bernomor"
    CANCELLED = "dibatalkan"
    """It stays in the register with its reason, and is never used again."""


@dataclass(frozen=True, slots=True)
class NumberAct:
    """What somebody did with a number. `day` is the date that the register shows for it."""

    state: NumberState
    day: date
    actor: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One number of the register and the document that it is for.

    `sequence` is None for a number that was written by hand; `acts` are empty for one from before they were kept.
    """

    number: str
    kind: DocumentKind
    round_id: str
    site: str | None
    year: int
    sequence: int | None
    state: NumberState
    acts: tuple[NumberAct, ...] = ()


def printable_number(text: str) -> str | None:
    """Return a number as it is kept: one printable line, single spaces; None where it is none. `12.a` is one."""
    number = " ".join(part for part in text.split(" ") if part)
    return number if number and number.isprintable() and len(number) <= MOST_CHARACTERS else None
