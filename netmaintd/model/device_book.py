"""The card of one device ("kartu perangkat"): every examination of it, whatever round it was part of."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.dossier import ManualEntry, Photo, ReplacedPart, Tally
from netmaintd.model.results import CheckResult, Outcome, Status


@dataclass(frozen=True, slots=True)
class RawOutput:
    """One piece of raw output: `name` is the command or table, `size` in bytes."""

    kind: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One examination of the device."""

    round_id: str
    nth: int
    site: str
    platform: str
    outcome: Outcome
    examined_at: datetime
    results: tuple[CheckResult, ...]
    evidence: tuple[RawOutput, ...]
    status: Status = Status.UNKNOWN
    """The worst of its results."""


@dataclass(frozen=True, slots=True)
class Newest:
    """What the newest examination of a device came to."""

    round_id: str
    outcome: Outcome
    status: Status
    examined_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """How one examination went, for counting how often the device answered."""

    round_id: str
    site: str
    examined_at: datetime
    outcome: Outcome

    @property
    def counts(self) -> bool:
        """Whether it says anything of the device: one that people stopped does not."""
        return self.outcome is not Outcome.CANCELLED

    @property
    def answered(self) -> bool:
        """Whether the device was there at all, however the session went on."""
        return self.outcome is not Outcome.UNREACHABLE


@dataclass(frozen=True, slots=True)
class Availability:
    """How often a device answered, oldest examination first, and how each check came out over all of them."""

    examinations: tuple[Answered, ...]
    checks: tuple[tuple[str, Tally], ...]

    @property
    def counted(self) -> int:
        """Examinations that say something of the device."""
        return sum(one.counts for one in self.examinations)

    @property
    def answered(self) -> int:
        """Those of them in which it answered."""
        return sum(one.counts and one.answered for one in self.examinations)

    @property
    def ratio(self) -> float | None:
        """Answered of counted, 0.0 to 1.0; None where nothing was counted."""
        return self.answered / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class SiteNote:
    """What the team wrote down of the device in one round; `at` is the visit's beginning where that is known."""

    round_id: str
    site: str
    at: datetime
    photos: tuple[Photo, ...] = ()
    parts: tuple[ReplacedPart, ...] = ()
    manual: tuple[ManualEntry, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing of it concerns the device."""
        return not (self.photos or self.parts or self.manual)


Series = tuple[tuple[datetime, float], ...]


def series(results: Iterable[tuple[datetime, CheckResult]]) -> dict[tuple[str, str, str], Series]:
    """Return check, measurement and unit to its numbers over time, oldest first; those with two or more of them."""
    found: dict[tuple[str, str, str], list[tuple[datetime, float]]] = {}
    for examined_at, result in sorted(results, key=lambda pair: pair[0]):
        for measured in result.measurements:
            value = measured.value
            if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
                key = (result.check, measured.name, measured.unit)
                found.setdefault(key, []).append((examined_at, float(value)))
    return {key: tuple(points) for key, points in found.items() if len(points) > 1}
