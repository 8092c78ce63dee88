"""What a decision that may be made does to a round: one function per effect of the table, pure.

Every stay that is open ends by the act or goes on; a stay that has ended is never touched.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.people import Official
from netmaintd.model.rounds import (
    REPORT_STEP,
    WORK_STEP,
    Decision,
    Override,
    Round,
    RoundStatus,
    Signature,
    SignatureMethod,
    Visit,
)
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.table import Effect, Requirement, Transition
from netmaintd.signoff.trail import Act, enter, leave, leave_all, note_down


@dataclass(frozen=True, slots=True)
class Case:
    """One decision that may be made, with all that its effect needs."""

    row: Transition
    decision: Decision
    actor: Official
    act: Act
    calendar: WorkingCalendar

    @property
    def at(self) -> datetime:
        """When it is decided."""
        return self.act.at


def _forward(round_: Round, case: Case) -> Round:
    if case.row.per_visit:
        return _visit_forward(round_, case)
    if Requirement.OFFICERS in case.row.requires:
        return _to_the_locations(round_, case)
    return _move(round_, case, case.row.target)


def _move(round_: Round, case: Case, step: int) -> Round:
    left = dataclasses.replace(leave(round_, case.act), step=step)
    return enter(left, step, case.at, case.calendar)


def _to_the_locations(round_: Round, case: Case) -> Round:
    """Appoint the team: every visit gets its own clock, due on the planned day at the earliest."""
    left = dataclasses.replace(leave(round_, case.act), officers=case.decision.officers)
    for visit in left.visits:
        left = enter(left, visit.step, case.at, case.calendar, visit.site, visit.planned_on)
    return _settle(dataclasses.replace(left, step=WORK_STEP), case, fresh=True)


def _visit_forward(round_: Round, case: Case) -> Round:
    visit = round_.visit(case.decision.site or "")
    signature = case.decision.signature if Requirement.SIGNATURE in case.row.requires else None
    if case.row.verb == "document-absence":
        signature = _absence(case)
    moved = dataclasses.replace(visit, step=case.row.target, signature=signature)
    left = _with_visit(leave(round_, case.act, visit.site), moved)
    if not moved.closed:
        left = enter(left, moved.step, case.at, case.calendar, visit.site)
    return _settle(left, case)


def _absence(case: Case) -> Signature:
    """Return the documented absence: the section head speaks for what he found."""
    title = f"{case.actor.capacity.prefix}{case.actor.title}"
    return Signature(case.actor.name, title, case.at, SignatureMethod.ABSENT, case.decision.reason.strip())


def _return(round_: Round, case: Case) -> Round:
    if case.row.per_visit:
        return _reopen(round_, case, (case.decision.site or "",))
    if case.row.target in (WORK_STEP, REPORT_STEP):
        left = dataclasses.replace(leave(round_, case.act), step=case.row.target)
        return _reopen(left, case, _named_sites(left, case.decision), fresh=True)
    return _move(round_, case, case.row.target)


def _named_sites(round_: Round, decision: Decision) -> tuple[str, ...]:
    """Return the locations of a return: `site`, items that begin `location: `, else all that were visited."""
    named = {decision.site} | {item.split(":", 1)[0].strip() for item in decision.items if ":" in item}
    chosen = tuple(visit.site for visit in round_.visits if visit.site in named)
    visited = tuple(visit.site for visit in round_.visits if not visit.excused)
    return chosen or visited or tuple(visit.site for visit in round_.visits)


def _reopen(round_: Round, case: Case, sites: Iterable[str], *, fresh: bool = False) -> Round:
    for site in sites:
        visit = dataclasses.replace(round_.visit(site), step=case.row.target, excused="", signature=None)
        round_ = enter(_with_visit(leave(round_, case.act, site), visit), visit.step, case.at, case.calendar, site)
    return _settle(round_, case, fresh=fresh)


def _settle(round_: Round, case: Case, *, fresh: bool = False) -> Round:
    """Let the round stand at 6 while a visit is at work, else at 7; `fresh` when its own stay is still to begin."""
    at_work = any(not visit.closed and visit.step == WORK_STEP for visit in round_.visits)
    step = WORK_STEP if at_work else REPORT_STEP
    if step == round_.step and not fresh:
        return round_
    left = round_ if fresh else leave(round_, case.act)
    dues = [e.due_on for e in left.trail if e.left_at is None and e.site and e.due_on] if step == WORK_STEP else []
    return enter(dataclasses.replace(left, step=step), step, case.at, case.calendar, until=max(dues, default=None))


def _stay(round_: Round, case: Case) -> Round:
    site = case.decision.site if case.row.per_visit else None
    return note_down(round_, case.row.step, case.act, site)


def _excuse(round_: Round, case: Case) -> Round:
    visit = round_.visit(case.decision.site or "")
    excused = dataclasses.replace(visit, excused=case.decision.reason.strip())
    return _settle(_with_visit(leave(round_, case.act, visit.site), excused), case)


def _override(round_: Round, case: Case) -> Round:
    reason = case.decision.reason.strip()
    added = (Override(key, reason, case.actor, case.at) for key in dict.fromkeys(case.decision.items))
    return dataclasses.replace(_stay(round_, case), overrides=(*round_.overrides, *added))


def _pause(round_: Round, case: Case) -> Round:
    left = leave(round_, case.act)
    return dataclasses.replace(left, status=RoundStatus.PAUSED, paused_until=case.decision.until)


def _resume(round_: Round, case: Case) -> Round:
    resumed = dataclasses.replace(round_, status=RoundStatus.ACTIVE, paused_until=None)
    return enter(note_down(resumed, case.row.step, case.act), case.row.target, case.at, case.calendar)


def _end(round_: Round, case: Case) -> Round:
    closed = leave_all(round_, case.act)
    if round_.status is RoundStatus.PAUSED:
        closed = note_down(closed, case.row.step, case.act)
    return dataclasses.replace(closed, status=RoundStatus.ENDED, paused_until=None)


def _finish(round_: Round, case: Case) -> Round:
    said = case.decision.items or (case.decision.reason,)
    instructions = said if Requirement.INSTRUCTIONS in case.row.requires else ()
    done = _move(round_, case, case.row.target)
    follow_ups = (*round_.follow_ups, *(item.strip() for item in instructions))
    return dataclasses.replace(done, status=RoundStatus.DONE, follow_ups=follow_ups)


EFFECTS: dict[Effect, Callable[[Round, Case], Round]] = {
    Effect.FORWARD: _forward,
    Effect.RETURN: _return,
    Effect.STAY: _stay,
    Effect.EXCUSE: _excuse,
    Effect.OVERRIDE: _override,
    Effect.PAUSE: _pause,
    Effect.RESUME: _resume,
    Effect.END: _end,
    Effect.FINISH: _finish,
}


def _with_visit(round_: Round, visit: Visit) -> Round:
    visits = tuple(visit if old.site == visit.site else old for old in round_.visits)
    return dataclasses.replace(round_, visits=visits)
