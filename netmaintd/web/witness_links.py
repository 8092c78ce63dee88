"""One-time links: the team makes one, sees it once as a code and as a text to send, and can take it back."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.qr import qr_svg
from netmaintd.errors import WitnessRefused
from netmaintd.model.witness import WitnessLink
from netmaintd.usecases.sign_by_link import make_link, revoke_links
from netmaintd.web.login import address_of
from netmaintd.web.site import site_of
from netmaintd.web.visits import planned_at
from netmaintd.web.witness import PAGE, witness_page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Made:
    """A link as it is shown, this once."""

    link: WitnessLink
    address: str
    picture: str


@router.post(PAGE + "/tautan")
def make_witness_link(request: Request, round_id: str, place: str) -> Response:
    """Make a link; the answer itself shows it, for it is kept nowhere."""
    site, visitor = site_of(request), request.state.visitor
    planned_at(request, round_id, place)
    try:
        link, token = make_link(
            site.store, site.office, round_id, place, visitor.user, address_of(request), site.now()
        )  # fmt: skip
    except WitnessRefused as error:
        return witness_page(request, round_id, place, 422, trouble=str(error))
    home = site.office.web_address or str(request.base_url).rstrip("/")
    address = f"{home}/tanda-tangan/{token}"
    drawn = base64.b64encode(qr_svg(address)).decode()
    return witness_page(request, round_id, place, made=Made(link, address, f"data:image/svg+xml;base64,{drawn}"))


@router.post(PAGE + "/tautan/cabut")
def revoke_witness_link(request: Request, round_id: str, place: str) -> Response:
    """Take back the link that is open."""
    site, visitor = site_of(request), request.state.visitor
    planned_at(request, round_id, place)
    revoke_links(site.store, site.office, round_id, place, visitor.user, site.now())
    return RedirectResponse(f"/putaran/{round_id}/saksi/{place}", status_code=303)
