"""Files to take away: inventory, results of a round, findings, register of documents, for spreadsheet or program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.model.listed import Sieve
from netmaintd.web.export_tables import documents_table, findings_table, inventory_table, results_table
from netmaintd.web.pages import render
from netmaintd.web.site import site_of
from netmaintd.web.table_files import as_csv, as_json, for_office

if TYPE_CHECKING:
    from netmaintd.web.table_files import Table

router = APIRouter()
Form = Literal["csv", "json"]
SHOWN = 100
"""Rounds on the page; older ones are had from the API."""


@router.get("/ekspor")
def exports(request: Request) -> Response:
    """List what can be taken away."""
    return render(request, "exports.html", rounds=site_of(request).store.listed.rounds(SHOWN))


@router.get("/ekspor/inventaris")
def export_inventory(request: Request, bentuk: Form = "csv") -> Response:
    """Send the inventory."""
    devices = sorted(site_of(request).configuration().inventory.devices, key=lambda device: device.name)
    return _sent(request, inventory_table(request, devices), bentuk)


@router.get("/ekspor/temuan")
def export_findings(request: Request, bentuk: Form = "csv") -> Response:
    """Send the findings of all rounds."""
    return _sent(request, findings_table(request), bentuk)


@router.get("/ekspor/dokumen")
def export_documents(request: Request, bentuk: Form = "csv") -> Response:
    """Send the register of documents."""
    return _sent(request, documents_table(request), bentuk)


@router.get("/ekspor/hasil/{round_id}")
def export_results(request: Request, round_id: str, bentuk: Form = "csv") -> Response:
    """Send the results of a round; NotFound where there is none of that id."""
    site_of(request).store.listed.known(round_id)
    return _sent(request, results_table(request, round_id, Sieve()), bentuk)


def _sent(request: Request, table: Table, form: Form) -> Response:
    return as_json(table) if form == "json" else as_csv(table, for_office(site_of(request).office.zone))
