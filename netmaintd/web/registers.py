"""The register of documents and the yearly summary ("Rekapitulasi") of step 11, to be read and to be printed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from netmaintd.model.documents import DocumentKind
from netmaintd.store.register import MOST, Wanted
from netmaintd.web.pages import render
from netmaintd.web.paging import Number, Page, Words
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.web.site import Site

router = APIRouter()
Year = Annotated[int | None, Query(ge=1970, le=9000)]


@router.get("/dokumen")
def register(
    request: Request, tahun: str = "", jenis: str = "", putaran: Words = "", kata: Words = "", halaman: Number = 1
) -> Response:
    """List documents by what is chosen, newest first."""
    site = site_of(request)
    year = int(tahun) if tahun.isascii() and tahun.isdigit() and 1970 <= int(tahun[:5]) <= 9000 else None
    since, until = _of_year(site, year) if year else (None, None)
    kind = next((one for one in DocumentKind if one.value == jenis), None)
    places = {place.name: place.title for place in site.configuration().inventory.sites}
    word = kata.strip()
    named = [name for name, title in places.items() if word and word.casefold() in title.casefold()]
    wanted = Wanted(since, until, kind, putaran.strip(), "", word, named)
    found, count = site.store.register.find(wanted, halaman)
    chosen = {"tahun": str(year or ""), "jenis": kind.value if kind else "", "putaran": putaran.strip(), "kata": word}
    return render(
        request, "register.html", found=found, chosen=chosen, kinds=list(DocumentKind), years=_years(site),
        places=places, heads={head.id: head for head in site.store.round_heads.list()},
        page=Page(halaman, count, MOST, tuple(chosen.items())),
    )  # fmt: skip


@router.get("/rekapitulasi")
def summary(request: Request, tahun: Year = None) -> Response:
    """Show the summary of a year, the present one without a choice."""
    site = site_of(request)
    year = tahun or site.now().astimezone(site.office.zone).year
    rows = site.store.summaries.rows(*_of_year(site, year), site.office.zone)
    heads = {head.id: head for head in site.store.round_heads.list({row.round_id for row in rows})}
    return render(request, "summary.html", year=year, rows=rows, heads=heads, years=_years(site))


def _of_year(site: Site, year: int) -> tuple[datetime, datetime]:
    zone = site.office.zone
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def _years(site: Site) -> list[int]:
    """Return the years of which there are documents, and the present one, newest first."""
    zone = site.office.zone
    now, first = site.now().astimezone(zone).year, site.store.register.first_issued()
    return list(range(now, min(first.astimezone(zone).year if first else now, now) - 1, -1))
