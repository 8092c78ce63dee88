"""What may be written down at a location, and by whom: the officers appointed for the round and the section head."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from netmaintd.model.dossier import ManualEntry, ReplacedPart, VisitRecord
from netmaintd.model.people import Role
from netmaintd.model.results import Status
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP, PlannedSite, Round, RoundStatus
from netmaintd.signoff.visit_merge import Filled, changed_entries

CLOCKS_DIFFER = timedelta(minutes=10)
"""A phone's clock may be this much ahead of ours."""
NOT_AT_WORK = "Putaran ini belum atau tidak lagi pada langkah 6, jadi kunjungan belum dapat diisi."
SHUT = "Kunjungan ini sudah ditutup; yang tercatat dibuka lagi hanya oleh keberatan OPD atau pengembalian."
NOT_APPOINTED = "Yang mengisi hanya petugas yang ditunjuk untuk putaran ini; minta Kepala Seksi menunjuk Anda."
NO_CHANGE = "tanpa perubahan konfigurasi"


def why_read_only(round_: Round, site: str, user: str, roles: Collection[Role]) -> str:
    """Return why somebody may only read the visit of a planned location; empty when he may write it down."""
    if round_.status is not RoundStatus.ACTIVE or round_.step < WORK_STEP:
        return NOT_AT_WORK
    if round_.step > REPORT_STEP or round_.visit(site).closed:
        return SHUT
    if Role.KASI in roles:
        return ""
    if Role.TIM in roles and user in {officer.user for officer in round_.officers}:
        return ""
    return NOT_APPOINTED


def faults(round_: Round, site: PlannedSite, base: VisitRecord, mine: Filled, at: datetime) -> tuple[str, ...]:
    """Return what is wrong with a filled form, a sentence each; what is merely missing is for the gate to name."""
    return (*_times(mine, at), *_entries(round_, site, base, mine, at), *_parts(site, mine))


def _times(mine: Filled, at: datetime) -> Iterator[str]:
    arrived, departed = mine.fields.get("arrived_at"), mine.fields.get("departed_at")
    for word, when in (("datang", arrived), ("selesai", departed)):
        if when is not None and when > at + CLOCKS_DIFFER:
            yield f"Jam {word} belum tiba; tulis jam yang sebenarnya."
    if arrived is not None and departed is not None and departed < arrived:
        yield "Jam selesai mendahului jam datang; perbaiki salah satunya."


def _entries(round_: Round, site: PlannedSite, base: VisitRecord, mine: Filled, at: datetime) -> Iterator[str]:
    items = {item.name: item for item in round_.work_plan.manual}
    devices = {device.name: device for device in site.devices}
    for entry in changed_entries(base, mine):
        item, device = items.get(entry.item), devices.get(entry.device or "")
        if item is None and device and entry.item in device.checks:
            yield from _check(entry)
        elif item is None or (device is not None) != item.per_device or (entry.device is None) is item.per_device:
            yield f"Butir {entry.item} tidak ada dalam rencana kerja lokasi ini; muat ulang halaman."
        else:
            yield from _entry(entry, f"{item.title}, {entry.device or site.title}")
    yield from _performed(round_, {(e.performed_at, e.from_paper) for e in changed_entries(base, mine)}, at)


def _entry(entry: ManualEntry, what: str) -> Iterator[str]:
    if entry.status is not Status.OK and not entry.note.strip():
        yield f"{what}: tulis alasan untuk “{entry.status.word}”."


def _check(entry: ManualEntry) -> Iterator[str]:
    """A check that a person made: what was read is all there is of it, so it is written down however it was."""
    if not entry.note.strip():
        yield f"Pemeriksaan {entry.item}, {entry.device}: tulis hasil yang terbaca, atau alasan tidak diperiksa."


def _performed(round_: Round, times: Collection[tuple[datetime, bool]], at: datetime) -> Iterator[str]:
    """A time that somebody wrote lies within the round; that of a phone is what its clock says."""
    zone = ZoneInfo(round_.work_plan.time_zone)
    opened_on = round_.opened_at.astimezone(zone).date()
    if any(when > at + CLOCKS_DIFFER for when, _ in times):
        yield "Waktu pelaksanaan belum tiba; tulis waktu yang sebenarnya."
    if any(on_paper and when.astimezone(zone).date() < opened_on for when, on_paper in times):
        yield f"Waktu pelaksanaan mendahului putaran ini (dibuka {opened_on:%d-%m-%Y}); periksa tanggal dan putarannya."


def _parts(site: PlannedSite, mine: Filled) -> Iterator[str]:
    devices = {device.name for device in site.devices}
    parts: tuple[ReplacedPart, ...] = mine.fields.get("parts", ())
    for part in parts:
        if part.device not in devices:
            yield f"Suku cadang {part.part or '–'}: pilih perangkatnya."
        elif not part.part.strip():
            yield f"Suku cadang pada {part.device}: tulis nama suku cadangnya."
