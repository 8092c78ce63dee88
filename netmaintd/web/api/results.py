"""Results of a round: one for each check on each device, with value, unit and threshold."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from netmaintd.model.listed import Sieve
from netmaintd.model.plain_values import number_or_text
from netmaintd.model.results import Status
from netmaintd.web.api.paging import TABLE, USUAL, CursorText, Form, Limit, Page, Word, of, portion, reply, unpack
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.export_tables import results_table
from netmaintd.web.site import site_of
from netmaintd.web.table_files import as_csv

if TYPE_CHECKING:
    from netmaintd.model.listed import ListedResult

router = APIRouter(prefix="/api/v1", tags=["results"], responses=REFUSALS)
Cursor = Annotated[CursorText, of(str, str)]


class MeasurementOut(BaseModel):
    """One value that was judged."""

    name: str
    value: float | int | str | None = Field(description="null: tidak terbaca. Bukan-bilangan (NaN) menjadi teks.")
    unit: str = Field(description="Satuan dasar: `s`, `byte`, `ratio` 0 sampai 1, `°C`.")
    threshold: str


class ResultOut(BaseModel):
    """One check on one device, from its newest examination in this round."""

    site: str
    device: str
    check: str
    status: Status = Field(description="`unknown` (tidak diperiksa) tidak pernah berarti baik.")
    status_word: str = Field(description="Kata pada berita acara.")
    summary: str
    measurements: list[MeasurementOut]
    method: str
    outcome: str = Field(description="Bagaimana sesi dengan perangkat itu berakhir.")
    checked_at: datetime
    evidence: list[str] = Field(description="sha256 keluaran mentah yang dinilai.")


@router.get(
    "/rounds/{round_id}/results",
    name="api_results",
    description="Hasil pemeriksaan satu putaran: nilai, satuan, batas, bukti.",
    response_model=Page[ResultOut],
    responses=TABLE,
)
def results(
    request: Request, round_id: Word, site: Word | None = None, device: Word | None = None, check: Word | None = None,
    status: Status | None = None, cursor: Cursor | None = None, limit: Limit = USUAL, form: Form = "json",
) -> Response:  # fmt: skip
    """List the results of a round by device and check, perhaps only some of them."""
    store = site_of(request).store
    store.listed.known(round_id)
    sieve = Sieve(site, device, check, status)
    if form == "csv":
        return as_csv(results_table(request, round_id, sieve))
    part = portion(store.listed_results.page(round_id, limit + 1, unpack(cursor, str, str), sieve), limit)
    following = part.next(lambda one: (one.device, one.result.check))
    return reply(request, Page[ResultOut](items=[result_out(one) for one in part.things], next=following))


def result_out(listed: ListedResult) -> ResultOut:
    """Return what the outside is told of a result."""
    result = listed.result
    return ResultOut(
        site=listed.site, device=listed.device, check=result.check, status=result.status,
        status_word=result.status.word, summary=result.summary, method=result.method.value,
        outcome=listed.outcome.value, checked_at=listed.checked_at, evidence=list(listed.evidence),
        measurements=[
            MeasurementOut(name=one.name, value=number_or_text(one.value), unit=one.unit, threshold=one.threshold)
            for one in result.measurements
        ],
    )  # fmt: skip
