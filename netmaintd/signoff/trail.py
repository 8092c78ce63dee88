"""The trail of a round: which stays are open, how old they are, and how stays begin and end.

A stay that has ended is never touched again; a return adds a new stay with a new clock.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import LAST_STEP, REPORT_STEP, WORK_STEP, Round, StepEntry
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.table import STEPS, TRANSITIONS, Effect

_GIVEN_BACK = frozenset(
    (t.step, t.verb) for t in TRANSITIONS if t.effect is Effect.RETURN and t.step > REPORT_STEP >= t.target
)


@dataclass(frozen=True, slots=True)
class Act:
    """What ends a stay: who, when, by which verb, and what was said."""

    verb: str
    by: Official
    at: datetime
    note: str = ""
    document_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Age:
    """How long a stay has lasted, in working days, against what the SOP allows."""

    entry: StepEntry
    used_days: int
    allowed_days: int
    overdue_days: int
    """Working days past the due date; 0 while it is not past."""


def open_entries(round_: Round) -> tuple[StepEntry, ...]:
    """Return the stays that have not ended: of the round, and of each open visit."""
    return tuple(entry for entry in round_.trail if entry.left_at is None)


def ages(round_: Round, at: datetime, calendar: WorkingCalendar) -> tuple[Age, ...]:
    """Return the age of every stay in the order of the trail; an open one is as old as `at` makes it."""
    return tuple(_age(entry, calendar.office_day(entry.left_at or at), calendar) for entry in round_.trail)


def overdue(round_: Round, at: datetime, calendar: WorkingCalendar) -> tuple[Age, ...]:
    """Return the open stays whose due date has passed. Nothing moves by itself because of it."""
    today = calendar.office_day(at)
    late = (entry for entry in open_entries(round_) if entry.due_on is not None and entry.due_on < today)
    return tuple(_age(entry, today, calendar) for entry in late)


def total_age_days(round_: Round, at: datetime, calendar: WorkingCalendar) -> int:
    """Return the working days from the opening to the end of the round, or to `at` while it goes on."""
    ended = None if open_entries(round_) or not round_.trail else max(e.left_at or at for e in round_.trail)
    paused = round_.paused_until is not None
    last = at if ended is None or paused else ended
    return calendar.working_days_between(calendar.office_day(round_.opened_at), calendar.office_day(last))


def executors(round_: Round) -> frozenset[str]:
    """Return the user names of those who carried out the work: appointed, or acting for the team."""
    acted = {
        entry.by.user
        for entry in round_.trail
        if entry.by and entry.by.role is Role.TIM and entry.step in (WORK_STEP, REPORT_STEP)
    }
    return frozenset(acted | {officer.user for officer in round_.officers})


def given_back_at(round_: Round) -> datetime | None:
    """Return when the report last came back from the check to the team, None when it never did."""
    times = (e.left_at for e in round_.trail if e.left_at and e.site is None and (e.step, e.verb) in _GIVEN_BACK)
    return max(times, default=None)


def enter(
    round_: Round,
    step: int,
    at: datetime,
    calendar: WorkingCalendar,
    site: str | None = None,
    until: date | None = None,
) -> Round:
    """Return the round with a new open stay in a step; it is due no earlier than `until`.

    The last step has no clock: it ends as it begins.
    """
    if step == LAST_STEP:
        return _with_trail(round_, (*round_.trail, StepEntry(step, at, None, left_at=at)))
    due = calendar.due_on(at, STEPS[step].days)
    return _with_trail(round_, (*round_.trail, StepEntry(step, at, max(due, until or due), site)))


def leave(round_: Round, act: Act, site: str | None = None) -> Round:
    """Return the round with the open stay of the round, or of one visit, ended by an act."""
    return _with_trail(round_, (_ended(e, act) if e.left_at is None and e.site == site else e for e in round_.trail))


def leave_all(round_: Round, act: Act) -> Round:
    """Return the round with every open stay ended by an act."""
    return _with_trail(round_, (_ended(entry, act) if entry.left_at is None else entry for entry in round_.trail))


def note_down(round_: Round, step: int, act: Act, site: str | None = None) -> Round:
    """Return the round with an act that ends no stay, as an entry that begins and ends with it."""
    return _with_trail(round_, (*round_.trail, _ended(StepEntry(step, act.at, None, site), act)))


def _ended(entry: StepEntry, act: Act) -> StepEntry:
    return dataclasses.replace(
        entry, left_at=act.at, verb=act.verb, by=act.by, note=act.note, document_sha256=act.document_sha256
    )


def _with_trail(round_: Round, trail: Iterable[StepEntry]) -> Round:
    return dataclasses.replace(round_, trail=tuple(trail))


def _age(entry: StepEntry, last: date, calendar: WorkingCalendar) -> Age:
    late = calendar.working_days_between(entry.due_on, last) if entry.due_on else 0
    used = calendar.working_days_between(calendar.office_day(entry.received_at), last)
    return Age(entry, used, STEPS[entry.step].days, late)
