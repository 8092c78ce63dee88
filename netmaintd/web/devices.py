"""The device book: all devices, and the card of one with its results, raw output, configurations and charts."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from netmaintd.documents.contexts.readings import check_title, name_of, value
from netmaintd.errors import NotFound
from netmaintd.model.device_book import series
from netmaintd.model.results import Measurement
from netmaintd.web.charts import line
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()
Points = tuple[tuple[datetime, float], ...]


@router.get("/perangkat")
def devices(request: Request, cari: str = "") -> Response:
    """List the inventory and the devices that left it, perhaps only those with a word in name, place or model."""
    site = site_of(request)
    inventory, newest = site.configuration().inventory, site.store.device_book.newest()
    places = {place.name: place.title for place in inventory.sites}
    rows = [
        (device.name, places.get(device.site, device.site), device.model or "", newest.get(device.name))
        for device in inventory.devices
    ]
    known = {device.name for device in inventory.devices}
    rows += [(name, "", "", seen) for name, seen in newest.items() if name not in known]
    word = cari.strip().casefold()
    found = [row for row in sorted(rows) if word in " ".join(row[:3]).casefold()]
    return render(request, "devices.html", rows=found, word=cari, known=known)


@router.get("/perangkat/{name}")
def device(request: Request, name: str) -> Response:
    """Show the card of one device; NotFound for one that neither the inventory nor a record has."""
    site = site_of(request)
    inventory = {one.name: one for one in site.configuration().inventory.devices}
    entries = site.store.device_book.entries(name)
    if not entries and name not in inventory:
        raise NotFound(f"no device {name!r}")
    charts = [_chart(*key, points) for key, points in series(entries).items()]
    places = {place.name: place.title for place in site.configuration().inventory.sites}
    return render(
        request, "device.html", name=name, device=inventory.get(name), entries=entries, charts=charts,
        places=places, backups=site.store.backups.list(name),
    )  # fmt: skip


def _chart(check: str, measure: str, unit: str, points: Points) -> tuple[str, Points, Markup, tuple[str, str]]:
    """Return a title, the points, the line through them, and the first and last value as they stand on paper."""
    title = f"{check_title(check)}: {name_of(measure)}"
    first, last = (value(Measurement(measure, points[at][1], unit)) for at in (0, -1))
    return title, points, line(title, points), (first, last)


@router.get("/perangkat/{name}/bukti/{sha256}")
def evidence(request: Request, name: str, sha256: str) -> Response:
    """Return what the device sent, its secrets masked, always as a file: a browser must not make anything of it."""
    site = site_of(request)
    found = site.store.device_book.raw(name, sha256)
    if found is None:
        raise NotFound(f"{name} gave nothing of that hash")
    platform, content = found
    text = site.masked(platform, content.decode("utf-8", "backslashreplace"))
    headers = {"Content-Disposition": f'attachment; filename="{sha256[:16]}.txt"', "Content-Security-Policy": "sandbox"}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)
