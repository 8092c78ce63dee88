"""The device book: all devices, and the card of one with its results, availability, photos, parts and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.documents.contexts.readings import check_title, name_of, value
from netmaintd.errors import NotFound
from netmaintd.model.device_book import Availability, Series, series
from netmaintd.model.results import Measurement
from netmaintd.store.backups import RUNNING
from netmaintd.store.problems import Sought
from netmaintd.web.charts import line, share, strip
from netmaintd.web.pages import render
from netmaintd.web.paging import Number, Page, Words
from netmaintd.web.site import site_of
from netmaintd.web.titles import titles

if TYPE_CHECKING:
    from datetime import datetime

    from markupsafe import Markup

    from netmaintd.model.devices import Device
    from netmaintd.web.site import Site

router = APIRouter()
DEVICES, EXAMINATIONS, NOTES = 50, 10, 40
"""Rows of the list, examinations on a part of a card, and rounds of which a card shows what people wrote down."""
CHARTS, STILL = 40, 200
"""Measurements that are drawn, and those that are only named because they never changed: a switch has hundreds."""


@router.get("/perangkat")
def devices(request: Request, cari: Words = "", halaman: Number = 1) -> Response:
    """List the inventory and the devices that left it, perhaps only those with a word in name, place or model."""
    site = site_of(request)
    word = cari.strip()
    found = [row for row in _known(site) if word.casefold() in " ".join(row[:3]).casefold()]
    page = Page(halaman, len(found), DEVICES, (("cari", word),))
    shown = found[(halaman - 1) * DEVICES : halaman * DEVICES]
    newest = site.store.device_book.newest([row[0] for row in shown])
    return render(request, "devices.html", rows=[(*row, newest.get(row[0])) for row in shown], word=word, page=page)


def _known(site: Site) -> list[tuple[str, str, str]]:
    """Return name, place and model of each device there is or was, by name."""
    inventory = site.configuration().inventory
    places = {place.name: place.title for place in inventory.sites}
    rows = {one.name: (one.name, places.get(one.site, one.site), one.model or "") for one in inventory.devices}
    left = {name: (name, "", "") for name in site.store.device_book.examined() if name not in rows}
    return sorted([*rows.values(), *left.values()])


@router.get("/perangkat/{name}")
def device(request: Request, name: str, halaman: Number = 1) -> Response:
    """Show the card of one device; NotFound for one that neither the inventory nor a record has."""
    site = site_of(request)
    known = next((one for one in site.configuration().inventory.devices if one.name == name), None)
    entries = site.store.device_book.entries(name, halaman, EXAMINATIONS)
    availability = site.store.device_book.availability(name)
    if not availability.examinations and known is None:
        raise NotFound(f"no device {name!r}")
    page = Page(halaman, len(availability.examinations), EXAMINATIONS)
    shown = _whole(site, name, known, availability) if halaman == 1 else {}
    rounds = {entry.round_id for entry in entries} | {note.round_id for note in shown.get("notes", ())}
    return render(
        request, "device.html", name=name, device=known, page=page, title=titles(site), rest=halaman > 1,
        entries=entries, heads={head.id: head for head in site.store.round_heads.list(rounds)}, **shown,
        places={place.name: place.title for place in site.configuration().inventory.sites},
    )  # fmt: skip


def _whole(site: Site, name: str, known: Device | None, availability: Availability) -> dict[str, Any]:
    """Return what stands on the first part of a card only."""
    sites = {one.site for one in availability.examinations} | ({known.site} if known else set())
    problems, count = site.store.problems.find(Sought(open=True, device=name), most=5)
    measured = series(site.store.device_book.measured(name))
    return {
        "notes": site.store.site_book.notes(name, sites, NOTES), "backup": site.store.backups.last(name, RUNNING),
        "problems": problems, "more_problems": count > len(problems), "availability": availability,
        "strip": strip(
            f"{availability.answered} / {availability.counted}",
            [one.answered if one.counts else None for one in availability.examinations],
        ),
        "checks": [
            (check_title(check), tally, _part(tally.ok, tally.total - tally.unknown))
            for check, tally in availability.checks
        ],
        "share": share,
        "charts": [_chart(*key, points) for key, points in measured.items() if _moves(points)][:CHARTS],
        "still": [_last(*key, points) for key, points in measured.items() if not _moves(points)][:STILL],
    }  # fmt: skip


def _moves(points: Series) -> bool:
    """Whether a measurement was ever another one."""
    return len({number for _, number in points}) > 1


def _last(check: str, measure: str, unit: str, points: Series) -> tuple[str, str]:
    """Return a title and the value that never changed."""
    return f"{check_title(check)}: {name_of(measure)}", value(Measurement(measure, points[-1][1], unit))


def _chart(check: str, measure: str, unit: str, points: Series) -> tuple[str, str, str, datetime, datetime, Markup]:
    """Return a title, the first and last value as they stand on paper, their days, and the line between them."""
    title = f"{check_title(check)}: {name_of(measure)}"
    first, last = (value(Measurement(measure, points[at][1], unit)) for at in (0, -1))
    return title, first, last, points[0][0], points[-1][0], line(title, points)


def _part(some: int, total: int) -> float | None:
    return some / total if total else None


@router.get("/perangkat/{name}/bukti/{sha256}")
def evidence(request: Request, name: str, sha256: str) -> Response:
    """Return what the device sent, its secrets masked, always as a file: a browser must not make anything of it."""
    site = site_of(request)
    found = site.store.device_book.raw(name, sha256)
    if found is None:
        raise NotFound(f"{name} gave nothing of that hash")
    platform, content = found
    text = site.masked(platform, content.decode("utf-8", "backslashreplace"))
    return as_file(text, f"{sha256[:16]}.txt")


def as_file(text: str, name: str) -> Response:
    """Return a text that browsers keep and never show."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)
