"""Referrals to the related SOPs, and what became of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.results import ReferralStatus
from netmaintd.signoff.related_sops import RELATED_SOPS
from netmaintd.store.referrals import MOST, UNSETTLED
from netmaintd.usecases.follow_referral import follow_referral
from netmaintd.web.pages import render
from netmaintd.web.paging import Number, Page, Words
from netmaintd.web.site import site_of
from netmaintd.web.titles import titles

router = APIRouter()
UNSETTLED_WORD = "belum selesai"
Line = Annotated[str, Form(max_length=4000)]
Status = Annotated[ReferralStatus, Form()]


@router.get("/rujukan")
def referrals(
    request: Request, status: str = UNSETTLED_WORD, sop: Words = "", perangkat: Words = "", halaman: Number = 1
) -> Response:
    """List referrals by what is chosen, newest first."""
    site = site_of(request)
    one = next((word for word in ReferralStatus if word.value == status), None)
    wanted = UNSETTLED if status == UNSETTLED_WORD else ((one,) if one else ())
    found, count = site.store.referrals.find(wanted, sop, perangkat.strip(), halaman)
    chosen = {"status": status, "sop": sop, "perangkat": perangkat.strip()}
    return render(
        request, "referrals.html", found=found, chosen=chosen, title=titles(site),
        page=Page(halaman, count, MOST, tuple(chosen.items())), sops=[one.title for one in RELATED_SOPS],
        statuses=[UNSETTLED_WORD, *(word.value for word in ReferralStatus), "semua"],
    )  # fmt: skip


@router.get("/rujukan/{round_id}/{device}/{check}")
def referral(request: Request, round_id: str, device: str, check: str) -> Response:
    """Show one referral."""
    return _page(request, f"{round_id}/{device}/{check}")


@router.post("/rujukan/{round_id}/{device}/{check}", name="follow_referral")
def follow_up(
    request: Request, round_id: str, device: str, check: str, status: Status, nomor: Line = "",
    catatan: Line = "",
) -> Response:  # fmt: skip
    """Record what was learned of a referral."""
    site, user = site_of(request), request.state.visitor.user
    name = f"{round_id}/{device}/{check}"
    try:
        follow_referral(site.store, site.office, name, status, nomor, catatan, user, site.now())
    except DecisionNotAllowed as error:
        return _page(request, name, status=422, trouble=str(error), typed=(status.value, nomor, catatan))
    return RedirectResponse(request.url.path, status_code=303)


def _page(
    request: Request, name: str, *, status: int = 200, trouble: str = "", typed: tuple[str, str, str] | None = None
) -> Response:
    site = site_of(request)
    found = site.store.referrals.get(name)
    related = next((one for one in RELATED_SOPS if one.title == found.sop), None)
    return render(
        request, "referral.html", status=status, referral=found, trouble=trouble, related=related, title=titles(site),
        told=site.store.referrals.follow_ups(name), statuses=[word.value for word in ReferralStatus],
        typed=typed or (found.status.value, found.external_number or "", ""),
    )  # fmt: skip
