"""One decision applied to one round: `decide(round, decision, actor, at) -> Round`, pure, by the table.

Nothing advances, approves or rejects by itself, and nobody can pass by the table.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import FIRST_STEP, Decision, Round
from netmaintd.signoff import permission
from netmaintd.signoff.agency import agency_answers_itself
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.effects import EFFECTS, Case
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.table import Effect, Transition
from netmaintd.signoff.trail import Act, enter

SAME_PERSON = "Catatan: pemeriksa juga melaksanakan pekerjaan ini (diizinkan pengaturan kantor)."
CLOCK_WENT_BACK = "Catatan: jam komputer mundur; waktu ini lebih awal daripada keputusan sebelumnya."


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
    agency_answers_itself(round_, decision, actor)
    _dates_fit(decision, at, calendar)
    same_person = permission.four_eyes(round_, row, actor, allow_same_person=allow_same_person)
    if row.verb == "submit-report":
        permission.nothing_missing(gaps)
    if row.effect is Effect.OVERRIDE:
        permission.only_real_gaps(decision, gaps)
    act = Act(row.verb, actor, at, _note(round_, decision, at, same_person=same_person), decision.document_sha256)
    after = EFFECTS[row.effect](round_, Case(row, decision, actor, act, calendar))
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
