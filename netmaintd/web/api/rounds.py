"""Rounds: a list of them, and one with its steps, its trail, its visits and what may be decided now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.model.rounds import RoundStatus
from netmaintd.signoff.permission import allowed_now
from netmaintd.signoff.table import STEPS, label_of
from netmaintd.usecases.document_to_read import document_to_read
from netmaintd.web.api.paging import USUAL, CursorText, Limit, Page, Word, of, portion, reply, unpack
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.api.round_models import (
    ActorOut,
    ChoiceOut,
    RoundLineOut,
    RoundOut,
    SignatureOut,
    StayOut,
    StepOut,
    VisitOut,
)
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.model.people import Official
    from netmaintd.model.rounds import Round, StepEntry, Visit

router = APIRouter(prefix="/api/v1", tags=["rounds"], responses=REFUSALS)
Cursor = Annotated[CursorText, of(str)]
_STEPS = [
    StepOut(number=step.number, role=step.role, title=step.title, working_days=step.days) for step in STEPS.values()
]


@router.get(
    "/rounds",
    name="api_rounds",
    description="Putaran, yang terbaru lebih dahulu; dapat disaring.",
    response_model=Page[RoundLineOut],
)
def rounds(
    request: Request, plan: Word | None = None, status: RoundStatus | None = None, cursor: Cursor | None = None,
    limit: Limit = USUAL,
) -> Response:  # fmt: skip
    """List the rounds, newest first, perhaps only those of a plan or in a status."""
    last = unpack(cursor, str)
    found = site_of(request).store.listed.rounds(limit + 1, last[0] if last else None, plan=plan, status=status)
    part = portion(found, limit)
    items = [
        RoundLineOut(
            id=one.id, plan=one.plan, title=one.title, period=one.period, nominal_at=one.nominal_at,
            opened_at=one.opened_at, step=one.step, step_title=STEPS[one.step].title, status=one.status,
            version=one.version,
        )
        for one in part.things
    ]  # fmt: skip
    return reply(request, Page[RoundLineOut](items=items, next=part.next(lambda one: (one.id,))))


@router.get(
    "/rounds/{round_id}",
    name="api_round",
    description="Satu putaran: langkah, riwayat, kunjungan, dan yang boleh diputuskan sekarang.",
    response_model=RoundOut,
)
def one_round(request: Request, round_id: Word) -> Response:
    """Show one round."""
    return reply(request, round_out(request, site_of(request).store.rounds.get(round_id)))


def round_out(request: Request, round_: Round) -> RoundOut:
    """Return what the outside is told of a round, with what the one who asks may decide."""
    site, visitor = site_of(request), request.state.visitor
    shown = document_to_read(site.store, round_, None)
    return RoundOut(
        id=round_.id, plan=round_.plan, title=round_.title, period=round_.work_plan.period,
        nominal_at=round_.nominal_at, opened_at=round_.opened_at, step=round_.step,
        step_title=STEPS[round_.step].title, status=round_.status, version=round_.version,
        document_sha256=shown.sha256 if shown else None, paused_until=round_.paused_until,
        steps=_STEPS,
        trail=[stay_out(entry) for entry in round_.trail], visits=[_visit(round_, one) for one in round_.visits],
        officers=[actor_out(one) for one in round_.officers], follow_ups=list(round_.follow_ups),
        decisions=choices(round_, visitor.roles),
    )  # fmt: skip


def choices(round_: Round, roles: frozenset[str]) -> list[ChoiceOut]:
    """Return what roles may decide about a round as it stands."""
    return [
        ChoiceOut(verb=row.verb, step=row.step, label=row.label, requires=sorted(need.value for need in row.requires))
        for row in allowed_now(round_)
        if row.roles & roles
    ]


def stay_out(entry: StepEntry) -> StayOut:
    """Return one stay in one step."""
    return StayOut(
        step=entry.step, site=entry.site, received_at=entry.received_at, due_on=entry.due_on, left_at=entry.left_at,
        verb=entry.verb, decision=label_of(entry.step, entry.verb), by=actor_out(entry.by) if entry.by else None,
        note=entry.note, document_sha256=entry.document_sha256,
    )  # fmt: skip


def actor_out(official: Official) -> ActorOut:
    """Return who acted, without the numbers of the person."""
    return ActorOut(
        user=official.user, name=official.name, role=official.role, title=official.title,
        capacity=official.capacity.value, decree=official.decree,
    )  # fmt: skip


def _visit(round_: Round, visit: Visit) -> VisitOut:
    planned, signed = round_.work_plan.site(visit.site), visit.signature
    signature = (
        SignatureOut(signer=signed.signer, post=signed.post, at=signed.at, method=signed.method.value, note=signed.note)
        if signed
        else None
    )
    return VisitOut(
        site=visit.site, title=planned.title, agency=visit.opd, planned_on=visit.planned_on, step=visit.step,
        closed=visit.closed, excused=visit.excused, devices=[device.name for device in planned.devices],
        signature=signature,
    )  # fmt: skip
