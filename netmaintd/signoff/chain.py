"""The chain applied: a round and a decision give a new round, or a refusal that says what is allowed.

Pure: time, calendar and gaps are handed in. A return opens a new entry of the earlier step with a new clock;
nothing that was recorded changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from netmaintd.errors import DecisionNotAllowed, StaleDecision
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import (
    FIRST_STEP,
    LAST_STEP,
    REPORT_STEP,
    WORK_STEP,
    Decision,
    Override,
    Round,
    RoundStatus,
    Signature,
    SignatureMethod,
    StepEntry,
    Visit,
)
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.completeness import Gap
from netmaintd.signoff.table import CHECKING_STEPS, STEPS, TRANSITIONS, Effect, Requires, Transition

CLOSED_VISIT_STEP = REPORT_STEP + 1


def begin(round_: Round, at: datetime, calendar: WorkingCalendar) -> Round:
    """Return a drafted round with its first step open."""
    return replace(round_, step=FIRST_STEP, trail=(_entry(FIRST_STEP, at, calendar),))


def options(round_: Round, role: Role, *, site: str | None = None) -> tuple[Transition, ...]:
    """Return what a role may decide now; with a site, only what the visit of that site allows."""
    return tuple(
        row
        for row in TRANSITIONS
        if role in row.roles and row.status is round_.status and row.step in _open_steps(round_, site)
    )


def _open_steps(round_: Round, site: str | None) -> set[int]:
    """Return the steps at which something may be decided: the round's, and those of its open visits."""
    if round_.status in (RoundStatus.ENDED, RoundStatus.DONE):
        return set()
    if round_.step not in (WORK_STEP, REPORT_STEP):
        return {round_.step}
    visits = [v for v in round_.visits if not v.closed and site in (None, v.site)]
    return {round_.step, *(visit.step for visit in visits)}


def decide(
    round_: Round,
    decision: Decision,
    actor: Official,
    at: datetime,
    calendar: WorkingCalendar,
    gaps: tuple[Gap, ...] = (),
    *,
    same_person_may_check: bool = False,
) -> Round:
    """Return the round after a decision, its version one higher.

    Args:
        gaps: what the completeness gate still misses; only asked for when the report goes up.
        same_person_may_check: lets an officer who did the work decide steps 8 to 10; the trail then says so.

    Raises:
        StaleDecision: the decision was made on an older version of the round.
        DecisionNotAllowed: no row of the table allows it; the message names what is allowed and for whom.
    """
    if decision.version != round_.version:
        raise StaleDecision(
            f"round {round_.id} is at version {round_.version}, the decision was made on version "
            f"{decision.version}; read it again and decide then"
        )
    row = _row_for(round_, decision, actor)
    _everything_said(row, decision)
    note = decision.reason
    if row.step in CHECKING_STEPS and any(officer.user == actor.user for officer in round_.officers):
        if not same_person_may_check:
            raise DecisionNotAllowed(
                f"{actor.user} carried out the work of round {round_.id} and cannot check it; another official decides"
            )
        note = f"{note} (pelaksana pekerjaan sekaligus pemeriksa)".strip()
    if row.verb == "submit-report":
        _report_is_whole(round_, gaps)
    act = _Act(round_, row, decision, actor, at, calendar, note)
    return replace(_EFFECTS[row.effect](act), version=round_.version + 1)


def _row_for(round_: Round, decision: Decision, actor: Official) -> Transition:
    here = _open_steps(round_, decision.site)
    rows = [
        row for row in TRANSITIONS
        if row.verb == decision.verb and row.status is round_.status and row.step in here
    ]  # fmt: skip
    row = next((row for row in rows if actor.role in row.roles), None)
    if row is None:
        raise DecisionNotAllowed(_refusal(round_, decision, actor, rows))
    if Requires.SITE in row.requires:
        _visit_stands_at(round_, decision.site, row)
    return row


def _refusal(round_: Round, decision: Decision, actor: Official, rows: list[Transition]) -> str:
    where = f"round {round_.id} stands at step {round_.step} ({round_.status.value})"
    if rows:
        who = ", ".join(sorted(role.value for row in rows for role in row.roles))
        return f"{where}: {decision.verb!r} is decided by {who}, not by {actor.role.value}"
    steps = _open_steps(round_, None)
    allowed = {
        f"{row.verb} ({', '.join(sorted(role.value for role in row.roles))})"
        for row in TRANSITIONS
        if row.step in steps and row.status is round_.status
    }
    return (
        f"{where}: {decision.verb!r} is not possible here; allowed: {', '.join(sorted(allowed)) or 'nothing any more'}"
    )


def _visit_stands_at(round_: Round, site: str | None, row: Transition) -> None:
    known = {visit.site: visit for visit in round_.visits}
    if site is None or site not in known:
        raise DecisionNotAllowed(f"{row.verb!r} needs a location of the round: {', '.join(known)}")
    visit = known[site]
    if row.step in (WORK_STEP, REPORT_STEP) and (visit.closed or visit.step != row.step):
        state = "closed" if visit.closed else f"at step {visit.step}"
        raise DecisionNotAllowed(f"{row.verb!r} belongs to step {row.step}; the visit of {site} is {state}")


def _everything_said(row: Transition, decision: Decision) -> None:
    said = {
        Requires.REASON: bool(decision.reason.strip()),
        Requires.UNTIL: decision.until is not None,
        Requires.ITEMS: any(item.strip() for item in decision.items),
        Requires.OFFICERS: bool(decision.officers),
        Requires.SIGNATURE: decision.signature is not None and bool(decision.signature.signer.strip()),
        Requires.SITE: bool(decision.site),
    }
    lacking = sorted(what.value for what in row.requires if not said[what])
    if lacking:
        raise DecisionNotAllowed(f"{row.verb!r} at step {row.step} must say: {', '.join(lacking)}")


def _report_is_whole(round_: Round, gaps: tuple[Gap, ...]) -> None:
    open_visits = [visit.site for visit in round_.visits if not visit.closed]
    if open_visits:
        raise DecisionNotAllowed(f"these visits are not closed: {', '.join(open_visits)}")
    overridden = {override.gap for override in round_.overrides}
    left = [gap for gap in gaps if gap.key not in overridden]
    if left:
        named = "; ".join(f"{gap.where}: {gap.what} [{gap.key}]" for gap in left)
        raise DecisionNotAllowed(f"the report is not complete: {named}")


@dataclass(frozen=True, slots=True)
class _Act:
    """One allowed decision on its way into the round."""

    round: Round
    row: Transition
    decision: Decision
    actor: Official
    at: datetime
    calendar: WorkingCalendar
    note: str

    def closed(self, step: int, site: str | None = None) -> tuple[StepEntry, ...]:
        """Return the trail with the open entry of a step closed by this decision."""
        return tuple(
            self.closing(entry) if entry.left_at is None and (entry.step, entry.site) == (step, site) else entry
            for entry in self.round.trail
        )

    def remark(self, site: str | None = None) -> StepEntry:
        """Return an entry for a decision that moves nothing."""
        row, decision = self.row, self.decision
        return StepEntry(
            row.step, self.at, None, site, self.at, row.verb, self.actor, self.note, decision.document_sha256
        )

    def open(self, step: int, site: str | None = None) -> StepEntry:
        """Return a newly opened entry with its own clock."""
        return _entry(step, self.at, self.calendar, site)

    def visits(self, site: str | None, change: Callable[[Visit], Visit]) -> tuple[Visit, ...]:
        """Return the visits with that of one location changed."""
        return tuple(change(visit) if visit.site == site else visit for visit in self.round.visits)

    def closing(self, entry: StepEntry) -> StepEntry:
        """Return an entry closed by this decision."""
        return replace(
            entry, left_at=self.at, verb=self.row.verb, by=self.actor, note=self.note,
            document_sha256=self.decision.document_sha256,
        )  # fmt: skip


def _entry(step: int, at: datetime, calendar: WorkingCalendar, site: str | None = None) -> StepEntry:
    days = STEPS[step].days
    return StepEntry(step, at, calendar.due_on(at, days) if days else None, site)


def _move(act: _Act) -> Round:
    target = act.row.target
    trail = act.closed(act.round.step)
    if target == WORK_STEP:
        opened = [act.open(WORK_STEP, visit.site) for visit in act.round.visits if visit.step == WORK_STEP]
        trail += (act.open(WORK_STEP), *(entry for entry in opened if not act.round.visit(entry.site or "").closed))
    else:
        trail += (act.open(target),)
    officers = act.decision.officers or act.round.officers
    return replace(act.round, step=target, trail=trail, officers=officers)


def _stay(act: _Act) -> Round:
    return replace(act.round, trail=(*act.round.trail, act.remark(act.decision.site)))


def _pause(act: _Act) -> Round:
    return replace(
        act.round, status=RoundStatus.PAUSED, paused_until=act.decision.until, trail=act.closed(act.round.step)
    )


def _resume(act: _Act) -> Round:
    trail = (*act.round.trail, act.remark(), act.open(act.round.step))
    return replace(act.round, status=RoundStatus.ACTIVE, paused_until=None, trail=trail)


def _end(act: _Act) -> Round:
    trail = tuple(act.closing(entry) if entry.left_at is None else entry for entry in act.round.trail)
    if trail == act.round.trail:
        trail = (*trail, act.remark())
    return replace(act.round, status=RoundStatus.ENDED, trail=trail)


def _finish(act: _Act) -> Round:
    trail = (*act.closed(act.round.step), act.open(LAST_STEP))
    instructions = tuple(item for item in (act.decision.reason, *act.decision.items) if item.strip())
    follow_ups = instructions if act.row.verb == "accept-with-instructions" else ()
    return replace(
        act.round, step=LAST_STEP, status=RoundStatus.DONE, trail=trail, follow_ups=tuple(dict.fromkeys(follow_ups))
    )


def _visit_done(act: _Act) -> Round:
    site = act.decision.site
    trail = (*act.closed(WORK_STEP, site), act.open(REPORT_STEP, site))
    visits = act.visits(site, lambda visit: replace(visit, step=REPORT_STEP))
    return _close_work(act, replace(act.round, visits=visits, trail=trail))


def _visit_excused(act: _Act) -> Round:
    site = act.decision.site
    visits = act.visits(site, lambda visit: replace(visit, excused=act.decision.reason))
    return _close_work(act, replace(act.round, visits=visits, trail=act.closed(WORK_STEP, site)))


def _visit_known(act: _Act) -> Round:
    site, absent = act.decision.site, act.row.verb == "document-absence"
    signature = act.decision.signature
    if absent:
        signature = Signature("–", "OPD lokasi", act.at, SignatureMethod.ABSENT, act.decision.reason)
    visits = act.visits(site, lambda visit: replace(visit, step=CLOSED_VISIT_STEP, signature=signature))
    return replace(act.round, visits=visits, trail=act.closed(REPORT_STEP, site))


def _visit_back(act: _Act) -> Round:
    """Open a location's work again; the round goes back to the work when it had left it."""
    site = act.decision.site
    visits = act.visits(site, lambda visit: replace(visit, step=WORK_STEP, signature=None, excused=""))
    trail = act.closed(act.row.step, site if act.row.step == REPORT_STEP else None)
    if act.round.step == REPORT_STEP and act.row.step == REPORT_STEP:
        trail = replace(act, round=replace(act.round, trail=trail)).closed(REPORT_STEP)
    if act.round.step != WORK_STEP:
        trail = (*trail, act.open(WORK_STEP))
    return replace(act.round, step=WORK_STEP, visits=visits, trail=(*trail, act.open(WORK_STEP, site)))


def _override(act: _Act) -> Round:
    new = tuple(Override(item, act.decision.reason, act.actor, act.at) for item in act.decision.items)
    trail = (*act.round.trail, act.remark())
    return replace(act.round, overrides=(*act.round.overrides, *new), trail=trail)


def _close_work(act: _Act, round_: Round) -> Round:
    """Let the round leave step 6 when every visit has left it or is excused."""
    if any(not visit.closed and visit.step == WORK_STEP for visit in round_.visits):
        return round_
    trail = replace(act, round=round_).closed(WORK_STEP)
    return replace(round_, step=REPORT_STEP, trail=(*trail, act.open(REPORT_STEP)))


_EFFECTS: dict[Effect, Callable[[_Act], Round]] = {
    Effect.MOVE: _move,
    Effect.STAY: _stay,
    Effect.PAUSE: _pause,
    Effect.RESUME: _resume,
    Effect.END: _end,
    Effect.FINISH: _finish,
    Effect.VISIT_DONE: _visit_done,
    Effect.VISIT_EXCUSED: _visit_excused,
    Effect.VISIT_KNOWN: _visit_known,
    Effect.VISIT_BACK: _visit_back,
    Effect.OVERRIDE: _override,
}


def pending(round_: Round) -> tuple[StepEntry, ...]:
    """Return the open entries: what waits, where, and since when."""
    return tuple(entry for entry in round_.trail if entry.left_at is None and entry.step != LAST_STEP)


def is_overdue(entry: StepEntry, today: date) -> bool:
    """Whether an open entry is past its due date."""
    return entry.left_at is None and entry.due_on is not None and today > entry.due_on
