"""Locations: where they are, whom to call, their devices as they stand, and who was there when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.errors import NotFound
from netmaintd.model.documents import DocumentKind
from netmaintd.store.problems import Sought
from netmaintd.store.register import Wanted
from netmaintd.web.pages import render
from netmaintd.web.paging import Number, Page, Words
from netmaintd.web.policy import CALLERS
from netmaintd.web.site import site_of
from netmaintd.web.titles import titles

if TYPE_CHECKING:
    from netmaintd.model.devices import Site as Place
    from netmaintd.web.site import Site

router = APIRouter()
PLACES, VISITS, PAPERS, PROBLEMS = 50, 5, 20, 20
MOST_DEVICES = 200
"""Of one location on its page; the list of devices has all."""


@router.get("/lokasi")
def places(request: Request, cari: Words = "", halaman: Number = 1) -> Response:
    """List the locations of the inventory and those that left it."""
    site = site_of(request)
    word = cari.strip()
    rows = [row for row in _known(site) if word.casefold() in " ".join(row[:4]).casefold()]
    page = Page(halaman, len(rows), PLACES, (("cari", word),))
    return render(request, "places.html", rows=rows[(halaman - 1) * PLACES : halaman * PLACES], word=word, page=page)


def _known(site: Site) -> list[tuple[str, str, str, str, int]]:
    """Return name, title, agency, address and number of devices of each location, by title."""
    inventory = site.configuration().inventory
    counts: dict[str, int] = {}
    for device in inventory.devices:
        counts[device.site] = counts.get(device.site, 0) + 1
    rows = [(one.name, one.title, one.opd, one.address, counts.get(one.name, 0)) for one in inventory.sites]
    names = {row[0] for row in rows}
    rows += [(name, name, "", "", 0) for name in site.store.site_book.seen() if name not in names]
    return sorted(rows, key=lambda row: row[1])


@router.get("/lokasi/{name}")
def place(request: Request, name: str, halaman: Number = 1) -> Response:
    """Show one location; NotFound for one that neither the inventory nor a record has."""
    site = site_of(request)
    inventory = site.configuration().inventory
    known: Place | None = next((one for one in inventory.sites if one.name == name), None)
    listed = {device.name: device for device in inventory.devices if device.site == name}
    names = sorted(listed.keys() | site.store.site_book.devices(name))
    visits, count = site.store.site_book.visits(name, halaman, VISITS)
    if known is None and not names and not count:
        raise NotFound(f"no location {name!r}")
    problems, found = site.store.problems.find(Sought(open=True, site=name), most=PROBLEMS)
    papers, filed = site.store.register.find(Wanted(kind=DocumentKind.BERITA_ACARA, site=name), most=PAPERS)
    newest = site.store.device_book.newest(names[:MOST_DEVICES])
    return render(
        request, "place.html", name=name, place=known, visits=visits, page=Page(halaman, count, VISITS),
        devices=[(one, listed.get(one), newest.get(one)) for one in names[:MOST_DEVICES]],
        more=len(names) > MOST_DEVICES,
        problems=problems, found=found, papers=papers, filed=filed, title=titles(site),
        may_call=bool(CALLERS & request.state.visitor.roles),
    )  # fmt: skip
