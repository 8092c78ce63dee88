"""Findings of all rounds, and the referrals to related SOPs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from netmaintd.model.results import FindingState, ReferralStatus, Status
from netmaintd.web.api.paging import TABLE, USUAL, CursorText, Form, Limit, Page, Word, of, portion, reply, unpack
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.export_tables import findings_table
from netmaintd.web.site import site_of
from netmaintd.web.table_files import as_csv

if TYPE_CHECKING:
    from netmaintd.model.results import Finding

router = APIRouter(prefix="/api/v1", tags=["findings"], responses=REFUSALS)
FindingCursor = Annotated[CursorText, of(str, str, str)]
ReferralCursor = Annotated[CursorText, of(str)]


class FindingOut(BaseModel):
    """A problem on one device in one round."""

    round: str
    site: str
    device: str
    check: str
    status: Status
    state: FindingState = Field(description="Terhadap putaran sebelumnya.")
    summary: str
    since: datetime


class ReferralOut(BaseModel):
    """A finding that was handed to a related SOP."""

    id: str
    round: str
    sop: str
    device: str
    check: str
    summary: str
    opened_at: datetime
    status: ReferralStatus


@router.get(
    "/findings",
    name="api_findings",
    description="Temuan dari semua putaran; dapat disaring.",
    response_model=Page[FindingOut],
    responses=TABLE,
)
def findings(
    request: Request, round: Word | None = None, site: Word | None = None, device: Word | None = None,  # noqa: A002
    status: Status | None = None, state: FindingState | None = None, cursor: FindingCursor | None = None,
    limit: Limit = USUAL, form: Form = "json",
) -> Response:  # fmt: skip
    """List the findings by round, device and check, perhaps only some of them."""
    if form == "csv":
        return as_csv(findings_table(request, round, site, device, status, state))
    found = site_of(request).store.listed.findings(
        limit + 1, unpack(cursor, str, str, str), round_id=round, site=site, device=device, status=status, state=state
    )
    part = portion(found, limit)
    following = part.next(lambda one: (one.round_id, one.device, one.check))
    return reply(request, Page[FindingOut](items=[_finding(one) for one in part.things], next=following))


@router.get(
    "/referrals",
    name="api_referrals",
    description="Rujukan ke SOP terkait; dapat disaring.",
    response_model=Page[ReferralOut],
)
def referrals(
    request: Request, round: Word | None = None, device: Word | None = None,  # noqa: A002
    sop: Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")] = None,
    status: ReferralStatus | None = None, cursor: ReferralCursor | None = None, limit: Limit = USUAL,
) -> Response:  # fmt: skip
    """List the referrals, perhaps only some of them."""
    last = unpack(cursor, str)
    found = site_of(request).store.listed.referrals(
        limit + 1, last[0] if last else "", round_id=round, sop=sop, device=device, status=status
    )
    part = portion(found, limit)
    items = [
        ReferralOut(
            id=one.id, round=one.round_id, sop=one.sop, device=one.device, check=one.check, summary=one.summary,
            opened_at=one.opened_at, status=now,
        )
        for one, now in part.things
    ]  # fmt: skip
    return reply(request, Page[ReferralOut](items=items, next=part.next(lambda one: (one[0].id,))))


def _finding(one: Finding) -> FindingOut:
    return FindingOut(
        round=one.round_id, site=one.site, device=one.device, check=one.check, status=one.status, state=one.state,
        summary=one.summary, since=one.since,
    )  # fmt: skip
