"""The eleven steps of a round as they are drawn: where each stands, and the days it took against those it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from netmaintd.model.rounds import LAST_STEP, REPORT_STEP, Round, RoundStatus, Visit
from netmaintd.signoff.table import STEPS, Step
from netmaintd.signoff.trail import Age


class Stand(StrEnum):
    """Where a step stands; the words are what a page says."""

    DONE = "selesai"
    NOW = "sekarang"
    LATE = "terlambat"
    PAUSED = "ditunda"
    STOPPED = "dihentikan"
    AGAIN = "akan diulang"
    """It was there already; the round was sent back."""
    AHEAD = "belum"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One step as it is drawn."""

    step: Step
    stand: Stand
    stays: tuple[Age, ...]
    used_days: int
    """Of its newest stay."""
    allowed_days: int


def drawn(round_: Round, ages: Sequence[Age]) -> tuple[Drawn, ...]:
    """Return all steps in order."""
    return tuple(_drawn(round_, step, tuple(age for age in ages if age.entry.step == step.number)) for step in
                 STEPS.values())  # fmt: skip


def visit_stands(visit: Visit, round_: Round, ages: Sequence[Age]) -> dict[int, Stand]:
    """Return where the two steps of a visit stand; both are done when it was excused."""
    stands = {}
    for number in (REPORT_STEP - 1, REPORT_STEP):
        late = any(_open(age) and age.overdue_days for age in ages if _is(age, number, visit.site))
        begun = any(_is(age, number, visit.site) for age in ages)
        if visit.closed or visit.step > number:
            stands[number] = Stand.DONE
        elif visit.step == number and round_.disposed:
            stands[number] = Stand.LATE if late else Stand.NOW
        else:
            stands[number] = Stand.AGAIN if begun else Stand.AHEAD
    return stands


def _drawn(round_: Round, step: Step, stays: tuple[Age, ...]) -> Drawn:
    own = [age for age in stays if age.entry.site is None and age.entry.left_at != age.entry.received_at]
    newest = own[-1] if own else None
    return Drawn(step, _stand(round_, step.number, stays), stays, newest.used_days if newest else 0, step.days)


def _stand(round_: Round, number: int, stays: tuple[Age, ...]) -> Stand:
    if number == round_.step and number != LAST_STEP:
        if round_.status is RoundStatus.PAUSED:
            return Stand.PAUSED
        if round_.status is RoundStatus.ENDED:
            return Stand.STOPPED
        return Stand.LATE if any(_open(age) and age.overdue_days for age in stays) else Stand.NOW
    if number < round_.step or round_.status is RoundStatus.DONE:
        return Stand.DONE
    return Stand.AGAIN if stays else Stand.AHEAD


def _open(age: Age) -> bool:
    return age.entry.left_at is None


def _is(age: Age, number: int, site: str) -> bool:
    return (age.entry.step, age.entry.site) == (number, site)
