"""Whether a decision may be made: the right role at the right step, everything said, four eyes.

Messages are English and name what is allowed now, and for whom.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from netmaintd.errors import DecisionNotAllowed, StaleDecision
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import Decision, Round, RoundStatus, SignatureMethod
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.table import TRANSITIONS, Requirement, Transition
from netmaintd.signoff.trail import executors

_SHOWN_GAPS = 5

_SAID: dict[Requirement, Callable[[Decision], object]] = {
    Requirement.SITE: lambda d: d.site,
    Requirement.REASON: lambda d: d.reason.strip(),
    Requirement.NOTE: lambda d: d.reason.strip(),
    Requirement.UNTIL: lambda d: d.until,
    Requirement.ITEMS: lambda d: bool(d.items) and all(item.strip() for item in d.items),
    Requirement.INSTRUCTIONS: lambda d: all(item.strip() for item in d.items or (d.reason,)),
    Requirement.OFFICERS: lambda d: d.officers,
    Requirement.SIGNATURE: lambda d: d.signature and d.signature.signer.strip() and d.signature.post.strip(),
}

_WANTED = {Requirement.NOTE: "a note (an instruction or a question, said as the reason)"}
"""What the name of a requirement does not say."""


def allowed_now(round_: Round, role: Role | None = None) -> tuple[Transition, ...]:
    """Return the rows that hold for a round as it stands, for one role or for all of them."""
    return tuple(
        row
        for row in TRANSITIONS
        if row.status is round_.status and (role is None or role in row.roles) and _stands_at(round_, row)
    )


def _stands_at(round_: Round, row: Transition) -> bool:
    if row.per_visit:
        return round_.disposed and any(not v.closed and v.step == row.step for v in round_.visits)
    if row.verb == "submit-report" and not all(visit.closed for visit in round_.visits):
        return False
    return round_.step == row.step


def same_version(round_: Round, decision: Decision) -> None:
    """Refuse a decision on another state of the round than the one that was seen."""
    if decision.version != round_.version:
        raise StaleDecision(
            f"{round_.id} is at version {round_.version}, decided was version {decision.version}: "
            "somebody was faster; read it again and decide then"
        )


def find_row(round_: Round, decision: Decision, actor: Official) -> Transition:
    """Return the row of a decision, or say what is allowed now and for whom."""
    row = next((row for row in allowed_now(round_, actor.role) if row.verb == decision.verb), None)
    if row is None:
        raise DecisionNotAllowed(
            f"{decision.verb!r} is not allowed for {actor.role.value} while {round_.id} is {_standing(round_)}; "
            f"allowed now: {_offer(round_)}"
        )
    return row


def _standing(round_: Round) -> str:
    if round_.status in (RoundStatus.ENDED, RoundStatus.DONE):
        return round_.status.value
    waiting = [f"{v.site} at {v.step}" for v in round_.visits if round_.disposed and not v.closed]
    visits = f" ({', '.join(waiting)})" if waiting else ""
    return f"{round_.status.value} at step {round_.step}{visits}"


def _offer(round_: Round) -> str:
    verbs: dict[Role, list[str]] = {}
    for row in allowed_now(round_):
        for role in row.roles:
            verbs.setdefault(role, []).append(row.verb)
    return "; ".join(f"{role.value}: {', '.join(verbs[role])}" for role in Role if role in verbs) or "nothing"


def visit_stands_at(round_: Round, row: Transition, site: str | None) -> None:
    """Refuse a decision on a location that is not planned, or whose visit is not at the row's step."""
    visit = next((visit for visit in round_.visits if visit.site == site), None)
    if site is not None and visit is None:
        known = ", ".join(v.site for v in round_.visits) or "none"
        raise DecisionNotAllowed(f"{site!r} is not a location of {round_.id}; its locations: {known}")
    if row.per_visit and visit is not None and (visit.closed or visit.step != row.step):
        where = "closed" if visit.closed else f"at step {visit.step}"
        raise DecisionNotAllowed(f"{row.verb!r} needs a visit at step {row.step}, but {visit.site} is {where}")


def everything_said(row: Transition, decision: Decision) -> None:
    """Refuse a decision with which something must be said that is not."""
    missing = sorted(_WANTED.get(need, need.value) for need in row.requires if not _SAID[need](decision))
    if missing:
        raise DecisionNotAllowed(f"{row.verb!r} at step {row.step} needs {' and '.join(missing)}")
    users = [officer.user for officer in decision.officers]
    if Requirement.OFFICERS in row.requires and len(set(users)) != len(users):
        raise DecisionNotAllowed("an officer is named twice; name each once")
    signed = decision.signature
    if row.verb == "acknowledge" and signed and signed.method is SignatureMethod.ABSENT:
        raise DecisionNotAllowed("an absence is documented by the section head: 'document-absence'")


def four_eyes(round_: Round, row: Transition, actor: Official, *, allow_same_person: bool) -> bool:
    """Return whether the one who checks also carried out the work.

    Raises:
        DecisionNotAllowed: he did, and the office has not allowed it.
    """
    if not row.four_eyes or actor.user not in executors(round_):
        return False
    if not allow_same_person:
        raise DecisionNotAllowed(
            f"{actor.user} carried out the work of {round_.id} and cannot decide {row.verb!r} at step {row.step}; "
            "somebody else in that post must (a Plt. or Plh.)"
        )
    return True


def nothing_missing(gaps: Collection[Gap]) -> None:
    """Refuse to hand the report up while something is missing that nobody answered for."""
    if gaps:
        shown = "; ".join(f"{gap.key} ({gap.what})" for gap in tuple(gaps)[:_SHOWN_GAPS])
        more = f"; and {len(gaps) - _SHOWN_GAPS} more" if len(gaps) > _SHOWN_GAPS else ""
        raise DecisionNotAllowed(
            f"{len(gaps)} item(s) are missing: {shown}{more}; complete them, or the section head overrides "
            "each with a reason ('override-gap')"
        )


def only_real_gaps(decision: Decision, gaps: Collection[Gap]) -> None:
    """Refuse to override something that is not missing."""
    open_keys = {gap.key for gap in gaps}
    wrong = [item for item in decision.items if item not in open_keys]
    if wrong:
        names = ", ".join(sorted(open_keys)) or "nothing"
        raise DecisionNotAllowed(f"not missing: {', '.join(wrong)}; missing is: {names}")
