"""Deciding: the frozen document, what may be said of it, and one button; a stale page is told what changed."""

from __future__ import annotations

import logging
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import DecisionNotAllowed, NotFound, StaleDecision
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import Decision, Round, Signature, SignatureMethod, StepEntry
from netmaintd.signoff.table import STEPS, Requirement, Transition, label_of
from netmaintd.signoff.trail import executors
from netmaintd.signoff.waiting import Waiting, open_to
from netmaintd.usecases.record_decision import record_decision, shown_document
from netmaintd.web.pages import render
from netmaintd.web.refusals import refused
from netmaintd.web.site import Site, site_of

logger = logging.getLogger(__name__)
router = APIRouter()
Text = Annotated[str, Form(max_length=4000)]
Line = Annotated[str, Form(max_length=200)]
METHODS = (SignatureMethod.WET, SignatureMethod.PHONE)
"""How somebody at the location signs while the team is there."""


@router.get("/putaran/{round_id}/keputusan")
def decision_page(request: Request, round_id: str, lokasi: str = "") -> Response:
    """Show what is to be decided, and everything that may be."""
    site = site_of(request)
    round_ = site.store.rounds.get(round_id)
    chosen = _chosen(request, round_, lokasi or None)
    if chosen is None:
        return refused(request, 403)
    return _page(request, chosen)


@router.post("/putaran/{round_id}/keputusan")
def decide(
    request: Request, round_id: str, perintah: Line, versi: Annotated[int, Form()], lokasi: Line = "",
    catatan: Text = "", butir: Text = "", sampai: Line = "", petugas: Annotated[list[str] | None, Form()] = None,
    penanda: Line = "", jabatan: Line = "", cara: Line = METHODS[0].name, dokumen: Line = "",
) -> Response:  # fmt: skip
    """Record a decision with the version and the document that were shown."""
    site, visitor = site_of(request), request.state.visitor
    now = site.now()
    round_ = site.store.rounds.get(round_id)
    try:
        signed = Signature(penanda, jabatan, now, SignatureMethod[cara], catatan) if penanda else None
        decision = Decision(
            perintah, versi, site=lokasi or None, reason=catatan.strip(),
            until=date.fromisoformat(sampai) if sampai else None,
            items=tuple(line.strip() for line in butir.splitlines() if line.strip()),
            officers=tuple(_officer(site, name) for name in petugas or ()), signature=signed,
            document_sha256=dokumen or None,
        )  # fmt: skip
        record_decision(site.store, site.office, site.calendar, round_id, decision, visitor.user, now)
    except StaleDecision:
        news = [entry for entry in round_.trail if entry.left_at][-3:]
        return render(request, "stale.html", status=409, round=round_, news=news, steps=STEPS)
    except (DecisionNotAllowed, NotFound, ValueError, KeyError) as error:
        logger.info("decision refused", extra={"round": round_id, "verb": perintah, "why": str(error)})
        chosen = _chosen(request, round_, lokasi or None)
        if chosen is None or not (chosen.waits or any(row.verb == perintah for row in chosen.options)):
            return refused(request, 403)
        return _page(request, chosen, 422, _why(chosen, perintah, visitor.user))
    return RedirectResponse(f"/putaran/{round_id}", status_code=303)


def _chosen(request: Request, round_: Round, place: str | None) -> Waiting | None:
    """Return what the visitor may decide at a place, None when that is nothing."""
    site = site_of(request)
    stays = open_to(round_, request.state.visitor.roles, site.now(), site.calendar)
    return next((one for one in stays if one.entry.site == place), None)


def _page(request: Request, chosen: Waiting, status: int = 200, trouble: str = "") -> Response:
    site = site_of(request)
    return render(
        request, "decision.html", status=status, chosen=chosen, round=chosen.round, step=STEPS[chosen.entry.step],
        document=shown_document(site.store, chosen.round), trouble=trouble, wants=_wants, methods=METHODS,
        team=_team(site), said=_said(chosen), label_of=label_of,
    )  # fmt: skip


def _said(chosen: Waiting) -> StepEntry | None:
    """Return the decision that brought a step here, with what was written; None where nothing was decided before."""
    entry = chosen.entry
    ended = [one for one in chosen.round.trail if one.left_at == entry.received_at and one.by is not None]
    return next((one for one in ended if one.site == entry.site), ended[-1] if ended else None)


def _why(chosen: Waiting, verb: str, user: str) -> str:
    """Return why a decision was not taken, for the one who made it."""
    option = next((row for row in chosen.options if row.verb == verb), None)
    if option is None:
        return "Keputusan itu tidak ada pada langkah ini; pilih salah satu di bawah."
    if option.four_eyes and user in executors(chosen.round):
        return "Anda ikut melaksanakan pekerjaan ini, jadi orang lain yang memeriksanya (Plt. atau Plh.)."
    wanted = ", ".join(sorted(_NAMES[field] for field in _wants(option)))
    return f"Belum dicatat. Lengkapi: {wanted}." if wanted else "Belum dicatat; baca keadaan putaran di bawah."


_NAMES = {
    "reason": "alasan", "note": "catatan", "until": "tanggal setelah hari ini", "items": "butir, satu per baris",
    "officers": "petugas, paling sedikit satu", "signature": "nama dan jabatan penanda tangan",
}  # fmt: skip


def _wants(option: Transition) -> frozenset[str]:
    """Return the fields that a decision asks for, by their name in the form."""
    fields = {
        Requirement.REASON: "reason", Requirement.NOTE: "note", Requirement.UNTIL: "until",
        Requirement.ITEMS: "items", Requirement.INSTRUCTIONS: "items", Requirement.OFFICERS: "officers",
        Requirement.SIGNATURE: "signature",
    }  # fmt: skip
    return frozenset(fields[need] for need in option.requires if need in fields)


def _team(site: Site) -> tuple[Official, ...]:
    """Return who holds a post of the team today, each once."""
    today = site.now().astimezone(site.office.zone).date()
    posts = (one.official for one in site.store.people.list() if one.holds_on(today))
    return tuple({post.user: post for post in posts if post.role is Role.TIM}.values())


def _officer(site: Site, user: str) -> Official:
    found = next((post for post in _team(site) if post.user == user), None)
    if found is None:
        raise NotFound(f"{user!r} holds no post of the team today")
    return found
