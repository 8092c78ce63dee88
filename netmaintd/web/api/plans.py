"""Plans, and when each is due next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from netmaintd.usecases.next_due import next_due
from netmaintd.web.api.paging import USUAL, CursorText, Limit, Page, of, portion, reply, unpack
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.site import site_of

router = APIRouter(prefix="/api/v1", tags=["inventory"], responses=REFUSALS)
Cursor = Annotated[CursorText, of(str)]
SHOWN = 4


class PlanOut(BaseModel):
    """One periodic plan."""

    name: str
    title: str
    enabled: bool
    period: str = Field(description="Yang dicakup satu putaran: `triwulan`, `bulan`, …")
    cron: str | None = Field(description="null: jadwalnya aturan kalender, lihat `next_due`.")
    time_zone: str
    window_start: str = Field(description="Jam kantor, `22:30`.")
    window_end: str
    checks: list[str]
    devices: int = Field(description="Banyaknya perangkat yang dipilih rencana ini sekarang.")
    next_due: list[datetime] = Field(description="Waktu jatuh tempo berikutnya, UTC.")


@router.get(
    "/plans",
    name="api_plans",
    description="Rencana berkala dan waktu jatuh tempo berikutnya.",
    response_model=Page[PlanOut],
)
def plans(request: Request, cursor: Cursor | None = None, limit: Limit = USUAL) -> Response:
    """List the plans by name."""
    site, last = site_of(request), unpack(cursor, str)
    configuration, now = site.configuration(), site.now()
    found = sorted((one for one in configuration.plans if last is None or one.name > last[0]), key=lambda one: one.name)
    part = portion(found, limit)
    chosen = {
        one.name: sum(device.enabled and one.devices.chooses(device) for device in configuration.inventory.devices)
        for one in part.things
    }
    items = [
        PlanOut(
            name=one.name, title=one.title, enabled=one.enabled, period=one.period.value, cron=one.cron,
            time_zone=one.time_zone, window_start=one.window.start, window_end=one.window.end,
            checks=[check.check for check in one.checks], devices=chosen[one.name],
            next_due=list(next_due(one, now, SHOWN)),
        )
        for one in part.things
    ]  # fmt: skip
    return reply(request, Page[PlanOut](items=items, next=part.next(lambda one: (one.name,))))
