"""The first page: what waits for the one who reads it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.model.rounds import RoundStatus
from netmaintd.signoff.table import STEPS
from netmaintd.signoff.waiting import waiting_for
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()


@router.get("/")
def inbox(request: Request) -> Response:
    """Show what waits for the visitor's posts, what is due first at the front, and which rounds go on besides."""
    site, visitor = site_of(request), request.state.visitor
    now, calendar = site.now(), site.calendar
    going_on = site.store.rounds.list(RoundStatus.ACTIVE, RoundStatus.PAUSED)
    agencies = visitor.agencies
    waiting = [one for round_ in going_on for one in waiting_for(round_, visitor.roles, now, calendar, agencies)]
    waiting.sort(key=lambda one: (one.days_left, one.entry.received_at))
    return render(request, "inbox.html", waiting=waiting, rounds=going_on, steps=STEPS)
