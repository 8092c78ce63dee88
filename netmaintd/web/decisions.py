"""Deciding: the frozen document, what may be said of it, and one button."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import DecisionNotAllowed, NotFound, StaleDecision
from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP, Decision, Round, Signature, SignatureMethod, StepEntry
from netmaintd.signoff.table import STEPS, Requirement, Transition, label_of
from netmaintd.signoff.trail import executors
from netmaintd.signoff.waiting import Waiting, open_to
from netmaintd.usecases.record_decision import record_decision, shown_document
from netmaintd.web.pages import render
from netmaintd.web.refusals import refused
from netmaintd.web.site import Site, site_of
from netmaintd.web.stale import overtaken

if TYPE_CHECKING:
    from netmaintd.model.documents import IssuedDocument

logger = logging.getLogger(__name__)
router = APIRouter()
Text = Annotated[str, Form(max_length=4000)]
Line = Annotated[str, Form(max_length=200)]
METHODS = (SignatureMethod.WET, SignatureMethod.PHONE)
"""How somebody at the location signs while the team is there."""
SUBMIT = "submit-report"
OVERRIDE = "override-gap"
NO_SUCH = "Keputusan itu tidak ada pada langkah ini; pilih salah satu di bawah."
FOUR_EYES = "Anda ikut melaksanakan pekerjaan ini, jadi orang lain yang memeriksanya (Plt. atau Plh.)."
NOT_WHOLE = "Belum dapat diserahkan. Lengkapi yang masih kurang, atau minta Kepala Seksi menerimanya dengan alasan."
INCOMPLETE = "Belum dicatat. Lengkapi:"
NOT_TAKEN = "Belum dicatat; baca keadaan putaran di bawah."
FIELD_WORDS = {
    "reason": "alasan", "note": "catatan", "until": "tanggal setelah hari ini", "items": "butir, satu per baris",
    "officers": "petugas, paling sedikit satu", "signature": "nama dan jabatan penanda tangan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed with a decision that was not taken: it is shown again."""

    verb: str = ""
    note: str = ""
    items: str = ""


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
    kekurangan: Annotated[list[str] | None, Form()] = None,
    penanda: Line = "", jabatan: Line = "", cara: Line = METHODS[0].name, dokumen: Line = "",
) -> Response:  # fmt: skip
    """Record a decision with the version and the document that were shown."""
    site, visitor = site_of(request), request.state.visitor
    now = site.now()
    round_ = site.store.rounds.get(round_id)
    try:
        method = SignatureMethod[cara]
        follows = method is SignatureMethod.WET
        signed = Signature(penanda, jabatan, now, method, catatan, scan_follows=follows) if penanda else None
        decision = Decision(
            perintah, versi, site=lokasi or None, reason=catatan.strip(),
            until=date.fromisoformat(sampai) if sampai else None,
            items=(*(line.strip() for line in butir.splitlines() if line.strip()), *(kekurangan or ())),
            officers=tuple(_officer(site, name) for name in petugas or ()), signature=signed,
            document_sha256=dokumen or None,
        )  # fmt: skip
        record_decision(site.store, site.office, site.calendar, round_id, decision, visitor.user, now)
    except StaleDecision:
        return overtaken(request, round_id, versi, dokumen, (catatan, butir))
    except (DecisionNotAllowed, NotFound, ValueError, KeyError) as error:
        logger.info("decision refused", extra={"round": round_id, "verb": perintah, "why": str(error)})
        chosen = _chosen(request, round_, lokasi or None)
        if chosen is None or not (chosen.waits or any(row.verb == perintah for row in chosen.options)):
            return refused(request, 403)
        why, fields = _why(chosen, perintah, visitor.user)
        return _page(request, chosen, 422, why, fields, Typed(perintah, catatan, butir))
    after = "/kelengkapan" if perintah == OVERRIDE else ""
    return RedirectResponse(f"/putaran/{round_id}{after}", status_code=303)


def _chosen(request: Request, round_: Round, place: str | None) -> Waiting | None:
    """Return what the visitor may decide at a place, None when that is nothing."""
    site = site_of(request)
    stays = open_to(round_, request.state.visitor.roles, site.now(), site.calendar)
    return next((one for one in stays if one.entry.site == place), None)


def _page(
    request: Request, chosen: Waiting, status: int = 200, trouble: str = "", fields: tuple[str, ...] = (),
    typed: Typed = Typed(),
) -> Response:  # fmt: skip
    site, place = site_of(request), chosen.entry.site
    return render(
        request, "decision.html", status=status, chosen=chosen, round=chosen.round, step=STEPS[chosen.entry.step],
        document=shown_document(site.store, chosen.round), trouble=trouble, fields=fields, wants=_wants,
        methods=METHODS, team=_team(site), said=_said(chosen), label_of=label_of,
        gate=chosen.entry.step in (WORK_STEP, REPORT_STEP), override=OVERRIDE, typed=typed,
        minutes=_minutes(site, chosen.round, place) if place else None,
    )  # fmt: skip


def _minutes(site: Site, round_: Round, place: str) -> IssuedDocument | None:
    """Return the berita acara that the agency is asked to know of, None while it is not written."""
    waits = round_.visit(place).step == REPORT_STEP
    return site.store.documents.latest(round_.id, DocumentKind.BERITA_ACARA, place) if waits else None


def _said(chosen: Waiting) -> StepEntry | None:
    """Return the decision that brought a step here, with what was written; None where nothing was decided before."""
    entry = chosen.entry
    ended = [one for one in chosen.round.trail if one.left_at == entry.received_at and one.by is not None]
    return next((one for one in ended if one.site == entry.site), ended[-1] if ended else None)


def _why(chosen: Waiting, verb: str, user: str) -> tuple[str, tuple[str, ...]]:
    """Return why a decision was not taken, for the one who made it, and what is to be filled in by name."""
    option = next((row for row in chosen.options if row.verb == verb), None)
    if option is None:
        return NO_SUCH, ()
    if option.four_eyes and user in executors(chosen.round):
        return FOUR_EYES, ()
    if verb == SUBMIT:
        return NOT_WHOLE, ()
    wanted = tuple(sorted(FIELD_WORDS[field] for field in _wants(option)))
    return (INCOMPLETE if wanted else NOT_TAKEN), wanted


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
