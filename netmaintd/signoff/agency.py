"""The agency at a location (OPD): it answers for its own visits only, and nobody signs in its place.

Who carried out the work is no witness of it, whatever post he holds at the agency.
"""

from __future__ import annotations

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import Decision, Round, SignatureMethod
from netmaintd.signoff.trail import executors

BY_ITSELF = frozenset({SignatureMethod.LINK, SignatureMethod.ACCOUNT})
"""Ways in which only the agency itself makes known that it knows."""


def speaks_for(official: Official, round_: Round, site: str | None) -> bool:
    """Whether somebody is of the agency at a location of a round."""
    if official.role is not Role.OPD or not official.opd:
        return False
    return any(visit.site == site and visit.opd == official.opd for visit in round_.visits)


def agency_answers_itself(round_: Round, decision: Decision, actor: Official) -> None:
    """Refuse an agency at another one's visit, an executor as witness, and the team in the agency's place."""
    if actor.role is Role.OPD:
        if not speaks_for(actor, round_, decision.site):
            raise DecisionNotAllowed(f"{actor.user} is of {actor.opd or 'nobody'}, not of the one at {decision.site}")
        if actor.user in executors(round_):
            raise DecisionNotAllowed(f"{actor.user} carried out the work of {round_.id} and is no witness of it")
    elif decision.signature is not None and decision.signature.method in BY_ITSELF:
        raise DecisionNotAllowed(f"{decision.signature.method.value!r} is recorded only by the agency itself")
