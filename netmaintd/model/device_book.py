"""The card of one device ("kartu perangkat"): every examination of it, whatever round it was part of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.results import CheckResult, Outcome


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


Series = tuple[tuple[datetime, float], ...]


def series(entries: tuple[BookEntry, ...]) -> dict[tuple[str, str, str], Series]:
    """Return check, measurement and unit to its numbers over time, oldest first; those with two or more of them."""
    found: dict[tuple[str, str, str], list[tuple[datetime, float]]] = {}
    for entry in sorted(entries, key=lambda one: one.examined_at):
        for result in entry.results:
            for measured in result.measurements:
                if isinstance(measured.value, int | float) and not isinstance(measured.value, bool):
                    key = (result.check, measured.name, measured.unit)
                    found.setdefault(key, []).append((entry.examined_at, float(measured.value)))
    return {key: tuple(points) for key, points in found.items() if len(points) > 1}
