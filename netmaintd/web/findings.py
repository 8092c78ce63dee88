"""Findings over all rounds, each with its history, and the word of the section head that one is over."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.contexts.readings import row
from netmaintd.errors import DecisionNotAllowed, StaleDecision
from netmaintd.model.results import Status
from netmaintd.signoff.problems import MOVED_ON
from netmaintd.signoff.related_sops import RELATED_SOPS
from netmaintd.store.problems import MOST, Sought
from netmaintd.usecases.close_finding import close_finding
from netmaintd.web.pages import render
from netmaintd.web.paging import Number, Page, Words
from netmaintd.web.site import Site, site_of
from netmaintd.web.titles import titles

router = APIRouter()
STATES = {"terbuka": True, "selesai": False, "semua": None}
BAD = (Status.CRITICAL, Status.WARNING)
Line = Annotated[str, Form(max_length=4000)]


@router.get("/temuan")
def findings(
    request: Request, keadaan: str = "terbuka", tingkat: str = "", perangkat: Words = "", lokasi: Words = "",
    sop: Words = "", kata: Words = "", halaman: Number = 1,
) -> Response:  # fmt: skip
    """List problems by what is chosen, the worst and oldest at the front."""
    site = site_of(request)
    state = keadaan if keadaan in STATES else "terbuka"
    status = next((one for one in BAD if one.value == tingkat), None)
    sought = Sought(STATES[state], status, perangkat.strip(), lokasi.strip(), sop, kata.strip())
    found, count = site.store.problems.find(sought, halaman)
    chosen = {
        "keadaan": state, "tingkat": tingkat, "perangkat": sought.device, "lokasi": sought.site, "sop": sop,
        "kata": sought.words,
    }  # fmt: skip
    return render(
        request, "findings.html", found=found, chosen=chosen, page=Page(halaman, count, MOST, tuple(chosen.items())),
        states=tuple(STATES), bad=BAD, sops=[one.title for one in RELATED_SOPS], title=titles(site), now=site.now(),
        places=_places(site),
    )  # fmt: skip


@router.get("/temuan/{device}/{check}")
def finding(request: Request, device: str, check: str) -> Response:
    """Show one problem."""
    return _page(request, device, check)


@router.post("/temuan/{device}/{check}/tutup", name="close_finding")
def close(request: Request, device: str, check: str, sejak: Line = "", alasan: Line = "") -> Response:
    """Record that the section head says that a problem is over."""
    site, user = site_of(request), request.state.visitor.user
    try:
        close_finding(site.store, site.office, device, check, _moment(sejak), alasan, user, site.now())
    except (DecisionNotAllowed, StaleDecision) as error:
        status = 422 if isinstance(error, DecisionNotAllowed) else 409
        return _page(request, device, check, status=status, trouble=str(error), reason=alasan)
    return RedirectResponse(request.url.path.removesuffix("/tutup"), status_code=303)


def _page(
    request: Request, device: str, check: str, *, status: int = 200, trouble: str = "", reason: str = ""
) -> Response:
    site = site_of(request)
    history = site.store.problems.history(device, check)
    rounds = {one.round_id for one in history.findings}
    results = site.store.device_book.result(history.findings[0].round_id, device, check)
    return render(
        request, "finding.html", status=status, device=device, check=check, history=history, trouble=trouble,
        reason=reason, title=titles(site), places=_places(site), now=site.now(), newest=history.newest,
        heads={head.id: head for head in site.store.round_heads.list(rounds)},
        known=device in {*(one.name for one in site.configuration().inventory.devices)} or bool(results),
        result=row(results[0]) if results else None, evidence=results[1] if results else (),
    )  # fmt: skip


def _moment(text: str) -> datetime:
    """Return which problem was shown; StaleDecision for none that any page shows."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise StaleDecision(MOVED_ON) from error
    if at.tzinfo is None:
        raise StaleDecision(MOVED_ON)
    return at


def _places(site: Site) -> dict[str, str]:
    return {place.name: place.title for place in site.configuration().inventory.sites}
