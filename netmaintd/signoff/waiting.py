"""What waits for somebody: where a round stands, what may be decided there, since when and until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.people import Role
from netmaintd.model.rounds import Round, StepEntry
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.permission import allowed_now
from netmaintd.signoff.table import Effect, Transition
from netmaintd.signoff.trail import open_entries

_ALWAYS = frozenset({Effect.END, Effect.EXCUSE, Effect.OVERRIDE})
"""What may be decided but is no answer that a step waits for: a round does not wait to be cancelled."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One step of a round, or of a visit, that waits for a role."""

    round: Round
    entry: StepEntry
    options: tuple[Transition, ...]
    """What the role may decide there, what the step waits for first."""
    days_left: int
    """Working days until the due date, 0 on that day, negative after it."""

    @property
    def waits(self) -> bool:
        """Whether the step cannot go on without the role."""
        return any(row.effect not in _ALWAYS for row in self.options)


def waiting_for(
    round_: Round, roles: Collection[Role], at: datetime, calendar: WorkingCalendar, agencies: Collection[str] = ()
) -> tuple[Waiting, ...]:
    """Return the open stays of a round that wait for one of these roles, those due first at the front."""
    return tuple(one for one in open_to(round_, roles, at, calendar, agencies) if one.waits)


def open_to(
    round_: Round, roles: Collection[Role], at: datetime, calendar: WorkingCalendar, agencies: Collection[str] = ()
) -> tuple[Waiting, ...]:
    """Return the open stays at which one of these roles may decide anything, whether or not they wait for it.

    Args:
        round_: the round.
        roles: of the one who asks.
        at: now.
        calendar: the office's.
        agencies: for which he speaks as OPD; about visits of other agencies nothing waits for him in that role.
    """
    today = calendar.office_day(at)
    found = []
    for entry in open_entries(round_):
        held = _roles_at(round_, entry, roles, agencies)
        options = tuple(row for row in allowed_now(round_) if _fits(row, entry) and row.roles & held)
        if not options:
            continue
        due = entry.due_on or today
        left = -calendar.working_days_between(due, today) if due < today else calendar.working_days_between(today, due)
        ordered = sorted(options, key=lambda row: row.effect in _ALWAYS)
        found.append(Waiting(round_, entry, tuple(ordered), left))
    return tuple(sorted(found, key=lambda one: (one.days_left, one.entry.received_at)))


def _roles_at(round_: Round, entry: StepEntry, roles: Collection[Role], agencies: Collection[str]) -> frozenset[Role]:
    own = entry.site is not None and round_.visit(entry.site).opd in agencies
    return frozenset(roles) if own else frozenset(roles) - {Role.OPD}


def _fits(row: Transition, entry: StepEntry) -> bool:
    """Whether a row is about this stay: a visit's rows about visits, the round's about the round."""
    return row.step == entry.step and row.per_visit == (entry.site is not None)
