"""Rounds: all of them, and one with its eleven steps, its locations and its documents."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.model.progress import SiteProgress, by_site
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP
from netmaintd.signoff.strip import drawn, visit_stands
from netmaintd.signoff.table import STEPS, label_of
from netmaintd.signoff.trail import ages, total_age_days
from netmaintd.signoff.waiting import open_to
from netmaintd.web.pages import part, render
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.model.rounds import Round

router = APIRouter()
SHOWN_RESULTS = 300
"""So many results that are not well are shown with their words; of more only the devices."""


@router.get("/putaran")
def rounds(request: Request, cari: str = "") -> Response:
    """List all rounds, newest first, perhaps only those with a word in title, period or id."""
    word = cari.strip().casefold()
    heads = site_of(request).store.round_heads.list()
    found = [head for head in heads if word in f"{head.title} {head.period} {head.id}".casefold()]
    return render(request, "rounds.html", rounds=found, word=cari.strip(), steps=STEPS)


@router.get("/putaran/{round_id}", name="round")
def one_round(request: Request, round_id: str) -> Response:
    """Show one round."""
    site, visitor = site_of(request), request.state.visitor
    round_, now, calendar = site.store.rounds.get(round_id), site.now(), site.calendar
    stays, old = open_to(round_, visitor.roles, now, calendar), ages(round_, now, calendar)
    examined = site.store.progress.examined(round_id)
    documents = site.store.documents.list(round_id)
    newest = {(one.kind, one.site): one for one in sorted(documents, key=lambda one: one.version)}
    return render(
        request, "round.html", round=round_, steps=STEPS, ages=old, drawn=drawn(round_, old),
        visits=[(visit, visit_stands(visit, round_, old)) for visit in round_.visits],
        total_days=total_age_days(round_, now, calendar), allowed_days=sum(step.days for step in STEPS.values()),
        waiting=[one for one in stays if one.waits], besides=[one for one in stays if not one.waits],
        documents=[one for one in documents if one is newest[one.kind, one.site]],
        older=[one for one in documents if one is not newest[one.kind, one.site]], label_of=label_of, examined=examined,
        progress={one.place.site: one for one in _progress(request, round_)},
        not_well=site.store.progress.not_well(round_id, SHOWN_RESULTS),
        going_on=round_.disposed and round_.step in (WORK_STEP, REPORT_STEP),
    )  # fmt: skip


@router.get("/putaran/{round_id}/kemajuan")
def round_progress(request: Request, round_id: str) -> Response:
    """Return how far the examination is, as one server-sent event when it changed; the browser asks again by itself.

    When nothing is left to be examined the browser is told not to ask again.
    """
    round_ = site_of(request).store.rounds.get(round_id)
    progress = _progress(request, round_)
    parts = {one.place.site: part(request, "progress.html", one=one) for one in progress}
    text = json.dumps(parts, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    if request.headers.get("last-event-id") == digest:
        if not round_.disposed or all(one.done for one in progress):
            return Response(status_code=204)
        return Response("retry: 5000\n: same\n\n", media_type="text/event-stream")
    return Response(f"retry: 5000\nid: {digest}\ndata: {text}\n\n", media_type="text/event-stream")


def _progress(request: Request, round_: Round) -> tuple[SiteProgress, ...]:
    store, now = site_of(request).store, site_of(request).now()
    return by_site(round_.work_plan, store.progress.examined(round_.id), store.progress.running(round_.id, now))
