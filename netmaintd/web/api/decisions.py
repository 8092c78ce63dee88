"""Decisions: an endpoint for each verb of the SOP's table, and no other way to change anything.

Who decides is the owner of the session or token, in the post that he holds today. What was read must be said:
the version of the round and the hash of the document; another one than the newest is refused with what changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from netmaintd.errors import AlreadyRecorded, DecisionNotAllowed, NotFound, StaleDecision
from netmaintd.model.rounds import Decision, Signature, SignatureMethod
from netmaintd.signoff.permission import allowed_now
from netmaintd.signoff.table import TRANSITIONS
from netmaintd.signoff.trail import executors
from netmaintd.usecases.decide_as_read import decide_as_read, team_member
from netmaintd.web.api.decision_bodies import body_of
from netmaintd.web.api.paging import Word, reply
from netmaintd.web.api.problems import MEDIA_TYPE, REFUSALS, Problem, problem
from netmaintd.web.api.round_models import ChoiceOut, RoundOut, StayOut
from netmaintd.web.api.rounds import choices, round_out
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.rounds import Round

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/api/v1", tags=["decisions"], responses=REFUSALS)
CHANGED = "Putaran atau dokumennya sudah berubah sejak dibaca; baca sekali lagi, lalu putuskan."
NO_OFFICER = "Petugas {name} tidak memegang jabatan tim hari ini."
OTHERS = "Keputusan itu sekarang ada pada jabatan lain."
EXECUTED = "Anda ikut melaksanakan pekerjaan ini, jadi orang lain yang memeriksanya (Plt. atau Plh.)."
NOT_NOW = "Keputusan itu tidak ada pada keadaan putaran ini; `allowed` menyebut yang ada."
INCOMPLETE = "Belum dicatat; `reason` menyebut apa yang kurang."


class StaleProblem(Problem):
    """The round moved on: what it is now, and what was decided last."""

    version: int
    step: int
    document_sha256: str | None
    changes: list[StayOut]


class NotAllowedProblem(Problem):
    """A decision that cannot be: why, and what can."""

    reason: str
    allowed: list[ChoiceOut]


def _decide(request: Request, round_id: str, verb: str, said: dict[str, Any]) -> Response:
    site, user = site_of(request), request.state.visitor.user
    now = site.now()
    round_ = site.store.rounds.get(round_id)
    try:
        decision = _decision(request, verb, said, now)
    except NotFound as error:
        return problem(422, NO_OFFICER.format(name=str(error)))
    try:
        after = decide_as_read(site.store, site.office, site.calendar, round_id, decision, user, now)
    except (StaleDecision, AlreadyRecorded):
        return _stale(request, round_id)
    except DecisionNotAllowed as error:
        logger.info("decision refused", extra={"round": round_id, "verb": verb, "why": str(error)})
        return _not_allowed(request, round_, verb, str(error))
    return reply(request, round_out(request, after))


def _decision(request: Request, verb: str, said: dict[str, Any], now: datetime) -> Decision:
    site = site_of(request)
    signed = said.get("signature")
    signature = (
        Signature(
            signed["signer"], signed["post"], now, SignatureMethod.WET, signed["note"],
            document_sha256=said["document_sha256"] or "",
            signed_on=signed["signed_on"] or now.astimezone(site.office.zone).date(), scan_follows=True,
        )
        if signed
        else None
    )  # fmt: skip
    officers = tuple(team_member(site.store, site.office, name, now) for name in said.get("officers") or ())
    return Decision(
        verb, said["version"], site=said.get("site"), reason=said.get("reason", "").strip(), until=said.get("until"),
        items=tuple(one.strip() for one in said.get("items") or ()), officers=officers, signature=signature,
        document_sha256=said["document_sha256"],
    )  # fmt: skip


def _stale(request: Request, round_id: str) -> Response:
    now = round_out(request, site_of(request).store.rounds.get(round_id))
    ended = [stay for stay in now.trail if stay.left_at]
    return problem(
        409, CHANGED, kind="stale-decision", version=now.version, step=now.step, document_sha256=now.document_sha256,
        changes=ended[-3:],
    )  # fmt: skip


def _not_allowed(request: Request, round_: Round, verb: str, why: str) -> Response:
    visitor = request.state.visitor
    rows = [row for row in allowed_now(round_) if row.verb == verb]
    own = [row for row in rows if row.roles & visitor.roles]
    if rows and not own:
        status, detail = 403, OTHERS
    elif any(row.four_eyes for row in own) and visitor.user in executors(round_):
        status, detail = 403, EXECUTED
    else:
        status, detail = 422, INCOMPLETE if own else NOT_NOW
    if status == 403 and visitor.scopes is not None:
        site_of(request).store.logins.turned_away(visitor.user, f"api_{verb}", site_of(request).now())
    allowed = choices(round_, visitor.roles)
    return problem(status, detail, kind="decision-not-allowed", reason=why, allowed=allowed)


def _endpoint(verb: str) -> Callable[..., Response]:
    def decide(request: Request, round_id: Word, said: BaseModel) -> Response:
        return _decide(request, round_id, verb, said.model_dump())

    decide.__annotations__ = {"request": Request, "round_id": Word, "said": body_of(verb), "return": Response}
    return decide


def _shape(*models: type[BaseModel]) -> dict[str, Any]:
    """Return how a refusal is described: it is problem details, never plain JSON."""
    return {MEDIA_TYPE: {"schema": {"anyOf": [{"$ref": f"#/components/schemas/{one.__name__}"} for one in models]}}}


REFUSED: dict[int | str, dict[str, Any]] = {
    403: {"description": "Forbidden", "content": _shape(NotAllowedProblem, Problem)},
    409: {"description": "Stale", "content": _shape(StaleProblem)},
    422: {"description": "Unprocessable Content", "content": _shape(NotAllowedProblem, Problem)},
}


def _told(verb: str) -> str:
    """Return what a verb is called in words, and at which steps."""
    steps: dict[str, list[str]] = {}
    for row in TRANSITIONS:
        if row.verb == verb and str(row.step) not in steps.setdefault(row.label, []):
            steps[row.label].append(str(row.step))
    return "; ".join(f"{label} (langkah {', '.join(numbers)})" for label, numbers in steps.items())


for _verb in dict.fromkeys(row.verb for row in TRANSITIONS):
    router.add_api_route(
        f"/rounds/{{round_id}}/decisions/{_verb}", _endpoint(_verb), methods=["POST"], name=f"api_{_verb}",
        response_model=RoundOut, summary=f"Decide: {_verb}", description=_told(_verb),
        responses=REFUSED,
    )  # fmt: skip
