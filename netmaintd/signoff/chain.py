"""One decision applied to one round: `decide(round, decision, actor, at) -> Round`, pure, by the table.

Nothing advances, approves or rejects by itself, and nobody can pass by the table.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import (
    FIRST_STEP,
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
from netmaintd.signoff import permission
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.table import Effect, Requirement, Transition
from netmaintd.signoff.trail import Act, enter, leave, leave_all, note_down

SAME_PERSON = "Catatan: pemeriksa juga melaksanakan pekerjaan ini (diizinkan pengaturan kantor)."
CLOCK_WENT_BACK = "Catatan: jam komputer mundur; waktu ini lebih awal daripada keputusan sebelumnya."


@dataclass(frozen=True, slots=True)
class _Case:
    """One decision that may be made, with all that its effect needs."""

    row: Transition
    decision: Decision
    actor: Official
    act: Act
    calendar: WorkingCalendar

    @property
    def at(self) -> datetime:
        return self.act.at


def begin(round_: Round, at: datetime, calendar: WorkingCalendar) -> Round:
    """Return a fresh round standing at step 1, its clock running."""
    return enter(dataclasses.replace(round_, step=FIRST_STEP), FIRST_STEP, at, calendar)


def options(round_: Round, role: Role) -> tuple[Transition, ...]:
    """Return what a role may decide now; empty when the round waits for somebody else."""
    return permission.allowed_now(round_, role)


def decide(
    round_: Round,
    decision: Decision,
    actor: Official,
    at: datetime,
    calendar: WorkingCalendar,
    gaps: tuple[Gap, ...] = (),
    *,
    allow_same_person: bool = False,
) -> Round:
    """Return the round after a decision, its version one higher.

    Args:
        gaps: what is missing and not overridden, as `completeness.open_gaps` names it.
        allow_same_person: the office lets one who carried out the work check it; the trail then says so.

    Raises:
        StaleDecision: the round is not the version that was shown.
        DecisionNotAllowed: wrong role or step, or something is missing; the message says what is allowed.
    """
    permission.same_version(round_, decision)
    row = permission.find_row(round_, decision, actor)
    permission.visit_stands_at(round_, row, decision.site)
    permission.everything_said(row, decision)
    _dates_fit(decision, at, calendar)
    same_person = permission.four_eyes(round_, row, actor, allow_same_person=allow_same_person)
    if row.verb == "submit-report":
        permission.nothing_missing(gaps)
    if row.effect is Effect.OVERRIDE:
        permission.only_real_gaps(decision, gaps)
    act = Act(row.verb, actor, at, _note(round_, decision, at, same_person=same_person), decision.document_sha256)
    after = _EFFECTS[row.effect](round_, _Case(row, decision, actor, act, calendar))
    return dataclasses.replace(after, version=round_.version + 1)


def _dates_fit(decision: Decision, at: datetime, calendar: WorkingCalendar) -> None:
    if decision.until is not None and decision.until <= calendar.office_day(at):
        raise DecisionNotAllowed(f"until {decision.until} is not after today, {calendar.office_day(at)}")
    if decision.signature is not None and decision.signature.at > at:
        raise DecisionNotAllowed("the signature lies in the future")


def _note(round_: Round, decision: Decision, at: datetime, *, same_person: bool) -> str:
    """Return what was said, as printed: reason, items, who signed, and what a reader must be told."""
    signed = decision.signature
    who = f"{signed.signer}, {signed.post} ({signed.method.value})" if signed else ""
    remark = signed.note if signed and signed.note != decision.reason else ""
    latest = max((entry.left_at or entry.received_at for entry in round_.trail), default=at)
    said = (decision.reason.strip(), "; ".join(item.strip() for item in decision.items), who, remark.strip())
    flags = (SAME_PERSON if same_person else "", CLOCK_WENT_BACK if at < latest else "")
    return " | ".join(part for part in (*said, *flags) if part)


def _forward(round_: Round, case: _Case) -> Round:
    if case.row.per_visit:
        return _visit_forward(round_, case)
    if Requirement.OFFICERS in case.row.requires:
        return _to_the_locations(round_, case)
    return _move(round_, case, case.row.target)


def _move(round_: Round, case: _Case, step: int) -> Round:
    left = dataclasses.replace(leave(round_, case.act), step=step)
    return enter(left, step, case.at, case.calendar)


def _to_the_locations(round_: Round, case: _Case) -> Round:
    """Appoint the team: every visit gets its own clock, due on the planned day at the earliest."""
    left = dataclasses.replace(leave(round_, case.act), officers=case.decision.officers)
    for visit in left.visits:
        left = enter(left, visit.step, case.at, case.calendar, visit.site, visit.planned_on)
    return _settle(dataclasses.replace(left, step=WORK_STEP), case, fresh=True)


def _visit_forward(round_: Round, case: _Case) -> Round:
    visit = round_.visit(case.decision.site or "")
    signature = case.decision.signature if Requirement.SIGNATURE in case.row.requires else None
    if case.row.verb == "document-absence":
        signature = _absence(case)
    moved = dataclasses.replace(visit, step=case.row.target, signature=signature)
    left = _with_visit(leave(round_, case.act, visit.site), moved)
    if not moved.closed:
        left = enter(left, moved.step, case.at, case.calendar, visit.site)
    return _settle(left, case)


def _absence(case: _Case) -> Signature:
    """Return the documented absence: the section head speaks for what he found."""
    title = f"{case.actor.capacity.prefix}{case.actor.title}"
    return Signature(case.actor.name, title, case.at, SignatureMethod.ABSENT, case.decision.reason.strip())


def _return(round_: Round, case: _Case) -> Round:
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


def _reopen(round_: Round, case: _Case, sites: Iterable[str], *, fresh: bool = False) -> Round:
    for site in sites:
        visit = dataclasses.replace(round_.visit(site), step=case.row.target, excused="", signature=None)
        round_ = enter(_with_visit(leave(round_, case.act, site), visit), visit.step, case.at, case.calendar, site)
    return _settle(round_, case, fresh=fresh)


def _settle(round_: Round, case: _Case, *, fresh: bool = False) -> Round:
    """Let the round stand at 6 while a visit is at work, else at 7; `fresh` when its own stay is still to begin."""
    at_work = any(not visit.closed and visit.step == WORK_STEP for visit in round_.visits)
    step = WORK_STEP if at_work else REPORT_STEP
    if step == round_.step and not fresh:
        return round_
    left = round_ if fresh else leave(round_, case.act)
    dues = [e.due_on for e in left.trail if e.left_at is None and e.site and e.due_on] if step == WORK_STEP else []
    return enter(dataclasses.replace(left, step=step), step, case.at, case.calendar, until=max(dues, default=None))


def _stay(round_: Round, case: _Case) -> Round:
    site = case.decision.site if case.row.per_visit else None
    return note_down(round_, case.row.step, case.act, site)


def _excuse(round_: Round, case: _Case) -> Round:
    visit = round_.visit(case.decision.site or "")
    excused = dataclasses.replace(visit, excused=case.decision.reason.strip())
    return _settle(_with_visit(leave(round_, case.act, visit.site), excused), case)


def _override(round_: Round, case: _Case) -> Round:
    reason = case.decision.reason.strip()
    added = (Override(key, reason, case.actor, case.at) for key in dict.fromkeys(case.decision.items))
    return dataclasses.replace(_stay(round_, case), overrides=(*round_.overrides, *added))


def _pause(round_: Round, case: _Case) -> Round:
    left = leave(round_, case.act)
    return dataclasses.replace(left, status=RoundStatus.PAUSED, paused_until=case.decision.until)


def _resume(round_: Round, case: _Case) -> Round:
    resumed = dataclasses.replace(round_, status=RoundStatus.ACTIVE, paused_until=None)
    return enter(note_down(resumed, case.row.step, case.act), case.row.target, case.at, case.calendar)


def _end(round_: Round, case: _Case) -> Round:
    closed = leave_all(round_, case.act)
    if round_.status is RoundStatus.PAUSED:
        closed = note_down(closed, case.row.step, case.act)
    return dataclasses.replace(closed, status=RoundStatus.ENDED, paused_until=None)


def _finish(round_: Round, case: _Case) -> Round:
    said = case.decision.items or (case.decision.reason,)
    instructions = said if Requirement.INSTRUCTIONS in case.row.requires else ()
    done = _move(round_, case, case.row.target)
    follow_ups = (*round_.follow_ups, *(item.strip() for item in instructions))
    return dataclasses.replace(done, status=RoundStatus.DONE, follow_ups=follow_ups)


_EFFECTS: dict[Effect, Callable[[Round, _Case], Round]] = {
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
