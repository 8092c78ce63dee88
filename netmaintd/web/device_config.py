"""The configurations of a device over time, masked: which there are, how two differ, and one as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from netmaintd.errors import NotFound
from netmaintd.usecases.compare_configs import Side, compare, label_of
from netmaintd.usecases.trace_config import trace_page
from netmaintd.web.devices import as_file
from netmaintd.web.pages import render
from netmaintd.web.paging import Number, Page
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.store.backups import Backup
    from netmaintd.web.site import Site

router = APIRouter()
VERSIONS = 10
Stored = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""Number of a stored configuration."""
MOST_LINES = 3000
"""Of a difference on one page: a longer one is a file."""


@router.get("/perangkat/{name}/konfigurasi")
def configurations(request: Request, name: str, halaman: Number = 1) -> Response:
    """List the configurations of a device, newest first, with how much each of them changed."""
    site = site_of(request)
    events, count = trace_page(site.store, site.configs, name, halaman, VERSIONS)
    heads = {head.id: head for head in site.store.round_heads.list({event.backup.round_id for event in events})}
    return render(
        request, "device_configs.html", name=name, events=events, heads=heads, page=Page(halaman, count, VERSIONS)
    )  # fmt: skip


@router.get("/perangkat/{name}/konfigurasi/{older}..{newer}")
def config_difference(request: Request, name: str, older: Stored, newer: Stored) -> Response:
    """Show how two configurations of a device differ."""
    site = site_of(request)
    first, second = _of(site, name, older), _of(site, name, newer)
    difference = compare(*(Side(label_of(one), site.configs.comparable(one)) for one in (first, second)))
    lines = [(_kind(line), line) for line in difference.unified[:MOST_LINES]]
    left_out = max(0, len(difference.unified) - MOST_LINES)
    return render(
        request, "device_diff.html", name=name, first=first, second=second, lines=lines, left_out=left_out,
        added=difference.counted[0], removed=difference.counted[1],
    )  # fmt: skip


@router.get("/perangkat/{name}/konfigurasi/{number}")
def configuration(request: Request, name: str, number: Stored) -> Response:
    """Return one configuration as a file, every secret as a tag."""
    site = site_of(request)
    backup = _of(site, name, number)
    return as_file(site.configs.whole(backup), f"{name}-{backup.id}.cfg.txt")


def _of(site: Site, name: str, number: int) -> Backup:
    """Return a stored configuration of a device; NotFound for one of another device."""
    backup = site.store.backups.get(number)
    if backup.device != name:
        raise NotFound(f"{name} has no configuration {number}")
    return backup


def _kind(line: str) -> str:
    if line.startswith(("---", "+++", "@@")):
        return "head"
    return {"+": "came", "-": "went"}.get(line[:1], "same")
