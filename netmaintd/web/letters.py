"""Drafts of letters: made when somebody asks, kept nowhere, for the office to complete and send."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.usecases.draft_referral import draft_referral
from netmaintd.web.site import site_of

router = APIRouter()


@router.get("/rujukan/{referral_id}/surat", name="referral_letter")
def letter(request: Request, referral_id: str) -> Response:
    """Return the draft of a letter for a referral."""
    site = site_of(request)
    pdf = draft_referral(site.store, site.office, referral_id, site.now())
    headers = {
        "Content-Disposition": 'inline; filename="konsep-surat-rujukan.pdf"',
        "Content-Security-Policy": "sandbox",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)
