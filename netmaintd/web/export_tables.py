"""The four tables that leave the office as files: inventory, results of a round, findings, register of documents.

Addresses and serial numbers stand only in the inventory, which only those get who may read the card of a device.
Long tables are read in pages while they are sent: who downloads slowly keeps no transaction open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from netmaintd.web.site import site_of
from netmaintd.web.table_files import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi import Request

    from netmaintd.model.csv_cells import Cell
    from netmaintd.model.devices import Device
    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.listed import ListedResult, Sieve
    from netmaintd.model.results import Finding

T = TypeVar("T")
Row = tuple["Cell", ...]
AT_ONCE = 500
"""Rows that are read at once."""


def _columns(**names: str) -> tuple[Column, ...]:
    return tuple(Column(name, heading) for name, heading in names.items())


INVENTORY = _columns(
    device="Perangkat", site="Lokasi", site_title="Nama lokasi", agency="OPD", address="Alamat", platform="Platform",
    role="Peran", vendor="Merek", model="Model", serial="Nomor seri", rack="Rak", enabled="Dipelihara",
)  # fmt: skip
RESULTS = _columns(
    round="Putaran", site="Lokasi", device="Perangkat", check="Pemeriksaan", status="Status", status_word="Hasil",
    summary="Keterangan", measure="Ukuran", value="Nilai", unit="Satuan", threshold="Batas", method="Cara",
    checked_at="Diperiksa pada", evidence="Bukti (sha256)",
)  # fmt: skip
FINDINGS = _columns(
    round="Putaran", site="Lokasi", device="Perangkat", check="Pemeriksaan", status="Status", status_word="Hasil",
    state="Keadaan", state_word="Terhadap putaran lalu", summary="Keterangan", since="Sejak",
)  # fmt: skip
DOCUMENTS = _columns(
    number="Nomor", kind="Jenis", title="Judul", round="Putaran", site="Lokasi", version="Versi",
    issued_at="Diterbitkan pada", sha256="sha256", supersedes="Menggantikan",
)  # fmt: skip


def inventory_table(request: Request, devices: Iterable[Device]) -> Table:
    """Return devices with the title and agency of their site."""
    sites = {site.name: site for site in site_of(request).configuration().inventory.sites}
    rows: Iterator[Row] = (
        (
            one.name, one.site, sites[one.site].title, sites[one.site].opd, one.address, one.platform, one.role,
            one.vendor, one.model, one.serial, one.rack, one.enabled,
        )
        for one in devices
    )  # fmt: skip
    return Table("inventaris", INVENTORY, rows)


def results_table(request: Request, round_id: str, sieve: Sieve) -> Table:
    """Return the results of a round, a row for each value that was judged."""
    results = site_of(request).store.listed_results

    def page(last: ListedResult | None) -> list[ListedResult]:
        return results.page(round_id, AT_ONCE, (last.device, last.result.check) if last else None, sieve)

    return Table(f"hasil-{round_id}", RESULTS, (row for one in _all(page) for row in _measured(one)))


def findings_table(
    request: Request, round_id: str | None = None, site: str | None = None, device: str | None = None,
    status: str | None = None, state: str | None = None,
) -> Table:  # fmt: skip
    """Return findings."""
    listed = site_of(request).store.listed

    def page(last: Finding | None) -> list[Finding]:
        key = (last.round_id, last.device, last.check) if last else None
        return listed.findings(
            AT_ONCE, key, round_id=round_id, site=site, device=device, status=status, state=state
        )  # fmt: skip

    rows: Iterator[Row] = (
        (
            one.round_id, one.site, one.device, one.check, one.status.value, one.status.word, one.state.value,
            one.state.word, one.summary, one.since,
        )
        for one in _all(page)
    )  # fmt: skip
    return Table("temuan", FINDINGS, rows)


def documents_table(
    request: Request, round_id: str | None = None, kind: str | None = None, site: str | None = None
) -> Table:  # fmt: skip
    """Return the register of documents."""
    listed = site_of(request).store.listed

    def page(last: tuple[int, IssuedDocument] | None) -> list[tuple[int, IssuedDocument]]:
        return listed.documents(AT_ONCE, last[0] if last else 0, round_id=round_id, kind=kind, site=site)

    rows: Iterator[Row] = (
        (
            one.number, one.kind.value, one.kind.heading, one.round_id, one.site, one.version, one.issued_at,
            one.sha256, one.supersedes,
        )
        for _, one in _all(page)
    )  # fmt: skip
    return Table("register-dokumen", DOCUMENTS, rows)


def _all(page: Callable[[T | None], list[T]]) -> Iterator[T]:
    """Give everything of a list that is read in pages."""
    last: T | None = None
    while things := page(last):
        yield from things
        last = things[-1]


def _measured(listed: ListedResult) -> Iterator[Row]:
    result = listed.result
    head = (
        listed.round_id, listed.site, listed.device, result.check, result.status.value, result.status.word,
        result.summary,
    )  # fmt: skip
    tail = (result.method.value, listed.checked_at, " ".join(listed.evidence))
    for one in result.measurements:
        yield (*head, one.name, one.value, one.unit, one.threshold, *tail)
    if not result.measurements:
        yield (*head, "", None, "", "", *tail)
