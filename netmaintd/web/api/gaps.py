"""What is still missing of a round before its report may go up (gate 7 → 8)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from netmaintd.signoff.completeness import gaps, open_gaps
from netmaintd.web.api.paging import USUAL, CursorText, Limit, Page, Word, of, portion, reply, unpack
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.site import site_of

router = APIRouter(prefix="/api/v1", tags=["rounds"], responses=REFUSALS)
Cursor = Annotated[CursorText, of(int)]


class GapOut(BaseModel):
    """One missing item."""

    key: str = Field(description="Nama tetap; `override-gap` menyebutnya dalam `items`.")
    point: int = Field(description="Butir 1 sampai 9 dari syarat kelengkapan.")
    where: str
    what: str
    open: bool = Field(description="`false`: Kepala Seksi menerimanya dengan alasan.")


@router.get(
    "/rounds/{round_id}/gaps",
    name="api_gaps",
    description="Yang masih kurang sebelum laporan dapat diserahkan.",
    response_model=Page[GapOut],
)
def round_gaps(request: Request, round_id: Word, cursor: Cursor | None = None, limit: Limit = USUAL) -> Response:
    """List what is missing, in the order of the points of the gate."""
    dossier = site_of(request).store.dossiers.get(round_id)
    still = {gap.key for gap in open_gaps(dossier)}
    last = unpack(cursor, int)
    first = last[0] if last else 0
    part = portion(gaps(dossier)[first:], limit)
    items = [
        GapOut(key=gap.key, point=gap.number, where=gap.where, what=gap.what, open=gap.key in still)
        for gap in part.things
    ]
    return reply(request, Page[GapOut](items=items, next=part.next(lambda _: (first + limit,))))
