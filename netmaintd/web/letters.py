"""Drafts: letters, and documents as Word files. Made when somebody asks, kept nowhere, for the office to complete."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.documents.word import KINDS, MEDIA_TYPE
from netmaintd.errors import NotFound
from netmaintd.model.documents import DocumentKind
from netmaintd.usecases.draft_referral import draft_referral
from netmaintd.usecases.draft_word import draft_word
from netmaintd.web.site import site_of

router = APIRouter()


@router.get("/rujukan/{round_id}/{device}/{check}/surat", name="referral_letter")
def letter(request: Request, round_id: str, device: str, check: str) -> Response:
    """Return the draft of a letter for a referral."""
    site = site_of(request)
    pdf = draft_referral(site.store, site.office, f"{round_id}/{device}/{check}", site.now())
    headers = {
        "Content-Disposition": 'inline; filename="konsep-surat-rujukan.pdf"',
        "Content-Security-Policy": "sandbox",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/putaran/{round_id}/word/{kind}", name="word_draft")
def word(request: Request, round_id: str, kind: str, lokasi: str = "", srikandi: bool = False) -> Response:
    """Return a document of a round as a Word file."""
    site = site_of(request)
    if kind not in KINDS:
        raise NotFound(f"no Word file of {kind!r}")
    planned = {place.site for place in site.store.rounds.get(round_id).work_plan.sites}
    found = DocumentKind(kind)
    if found.per_site and lokasi not in planned:
        raise NotFound(f"{round_id} has no location {lokasi!r}")
    made = draft_word(
        site.store, site.office, site.calendar, round_id, found, lokasi or None, site.now(), srikandi=srikandi
    )
    headers = {"Content-Disposition": f'attachment; filename="{found.value}.docx"'}
    return Response(made.content, media_type=MEDIA_TYPE, headers=headers)
