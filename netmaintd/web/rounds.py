"""Rounds: all of them, and one with its eleven steps, its locations and its documents."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.model.rounds import REPORT_STEP, WORK_STEP
from netmaintd.signoff.completeness import open_gaps
from netmaintd.signoff.table import STEPS, label_of
from netmaintd.signoff.trail import ages
from netmaintd.signoff.waiting import open_to
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()


@router.get("/putaran")
def rounds(request: Request) -> Response:
    """List all rounds, newest first."""
    return render(request, "rounds.html", rounds=site_of(request).store.rounds.list(), steps=STEPS)


@router.get("/putaran/{round_id}", name="round")
def one_round(request: Request, round_id: str) -> Response:
    """Show one round."""
    site, visitor = site_of(request), request.state.visitor
    dossier = site.store.dossiers.get(round_id)
    round_, now, calendar = dossier.round, site.now(), site.calendar
    stays = open_to(round_, visitor.roles, now, calendar)
    gaps = open_gaps(dossier) if round_.step in (WORK_STEP, REPORT_STEP) else ()
    return render(
        request, "round.html", round=round_, dossier=dossier, steps=STEPS, ages=ages(round_, now, calendar),
        waiting=[one for one in stays if one.waits], besides=[one for one in stays if not one.waits], gaps=gaps,
        documents=site.store.documents.list(round_id), label_of=label_of,
    )  # fmt: skip
