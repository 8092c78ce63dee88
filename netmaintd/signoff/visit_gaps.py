"""Points 1 (manual half), 3, 4, 5, 7 and 9 of the completeness gate: what is missing of one visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from zoneinfo import ZoneInfo

from netmaintd.model.dossier import ManualEntry, Photo, VisitRecord
from netmaintd.model.results import Status
from netmaintd.model.rounds import WORK_STEP, PlannedDevice, PlannedSite, Round
from netmaintd.signoff.gap import Blank, Gap

_PHASES = {"before": "sebelum", "after": "sesudah"}
_SCAN = "other"
"""Phase of a photo that is neither before nor after: a scan of paper is one."""


def visit_gaps(round_: Round, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Return what is missing of one location that was not excused."""
    return chain(
        _manual(round_, site, record),
        _photos(site, record),
        _actions(site, record),
        _visit(round_, site, record),
        _deviations(round_, site, record),
        _paper(round_, site, record),
    )


def _manual(round_: Round, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Point 1, by hand: every item of the list, by whom, and a reason where it was not looked at."""
    entries = {(entry.item, entry.device): entry for entry in record.manual}
    for item in round_.work_plan.manual:
        for device in (planned.name for planned in site.devices) if item.per_device else (None,):
            what = _entry_lacks(entries.get((item.name, device)))
            if what:
                key = f"manual:{site.site}/{item.name}" + (f"/{device}" if device else "")
                where = device or site.title
                yield Gap(
                    key, 1, where, f"butir '{item.title}': {what}", Blank.ITEM, site.site, device or "", item.name
                )


def _entry_lacks(entry: ManualEntry | None) -> str:
    if entry is None:
        return "belum diisi"
    if not entry.by.strip():
        return "pelaksana tidak tercatat"
    if entry.status is Status.UNKNOWN and not entry.note.strip():
        return "tidak diperiksa tanpa alasan"
    return ""


def _photos(site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Point 3: a photo before and after, of each device or of its rack, or a reason for none."""
    if record.no_photos_reason.strip():
        return
    for device in site.devices:
        for phase, word in _PHASES.items():
            taken = (photo for photo in record.photos if photo.phase == phase)
            if not any(_shows(photo, device, site.devices) for photo in taken):
                what = f"foto {word} pekerjaan tidak ada"
                yield Gap(f"photo:{device.name}/{phase}", 3, device.name, what, Blank.PHOTO, site.site, device.name)
    for photo in record.photos:
        if not photo.by.strip():
            what = "pengunggah foto tidak tercatat"
            yield Gap(f"photo:{photo.sha256[:12]}", 3, site.title, what, Blank.PHOTO, site.site)


def _shows(photo: Photo, device: PlannedDevice, others: Iterable[PlannedDevice]) -> bool:
    """Whether a photo is of a device or its rack; one without a device is of the only rack there is."""
    racks = {other.name: other.rack for other in others}
    if photo.device is None:
        return len(set(racks.values())) == 1
    same_rack = device.rack is not None and racks.get(photo.device) == device.rack
    return photo.device == device.name or same_rack


def _actions(site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Point 4: actions, parts with both serial numbers, configuration changes or the words that there are none."""
    if not record.actions and not record.parts:
        yield Gap(f"actions:{site.site}", 4, site.title, "tindakan belum ditulis", Blank.ACTIONS, site.site)
    for part in record.parts:
        if not (part.old_serial.strip() and part.new_serial.strip()):
            key, what = f"part:{part.device}/{part.part}", f"nomor seri lama/baru {part.part} belum ditulis"
            yield Gap(key, 4, part.device, what, Blank.PARTS, site.site, part.device)
    if not record.config_changes.strip():
        what = "perubahan konfigurasi belum ditulis (atau: tanpa perubahan konfigurasi)"
        yield Gap(f"config:{site.site}", 4, site.title, what, Blank.CONFIG, site.site)


def _visit(round_: Round, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Point 5: when the team came and went, who it was, whom it met, and whether the agency knows."""
    told = {
        "arrived": (record.arrived_at is not None, "jam datang belum ditulis"),
        "departed": (record.departed_at is not None, "jam selesai belum ditulis"),
        "officers": (bool(record.officers), "petugas belum ditulis"),
        "met": (bool(record.met.strip()), "wakil OPD yang ditemui belum ditulis"),
        "signature": (_signed(round_, site), "berita acara belum diketahui OPD, dan ketidakhadirannya belum dicatat"),
        "times": (_in_order(record), "jam selesai mendahului jam datang"),
    }
    for key, (there, what) in told.items():
        if not there:
            blank = Blank.DEPARTED if key == "times" else Blank(key)
            yield Gap(f"visit:{site.site}/{key}", 5, site.title, what, blank, site.site)


def _signed(round_: Round, site: PlannedSite) -> bool:
    return any(visit.site == site.site and visit.signature is not None for visit in round_.visits)


def _in_order(record: VisitRecord) -> bool:
    if record.arrived_at is None or record.departed_at is None:
        return True
    return record.arrived_at <= record.departed_at


def _deviations(round_: Round, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Point 7: another day or other people than planned need words that say why."""
    if any(deviation.strip() for deviation in record.deviations):
        return
    planned_on = next((visit.planned_on for visit in round_.visits if visit.site == site.site), None)
    zone = ZoneInfo(round_.work_plan.time_zone)
    came_on = record.arrived_at.astimezone(zone).date() if record.arrived_at else None
    if came_on and planned_on and came_on != planned_on:
        what = f"kunjungan pada {came_on:%d-%m-%Y}, rencana {planned_on:%d-%m-%Y}: alasan belum ditulis"
        yield Gap(f"deviation:{site.site}/date", 7, site.title, what, Blank.DEVIATIONS, site.site)
    appointed = {officer.name for officer in round_.officers}
    others = [name for name in record.officers if name not in appointed]
    if others and appointed:
        what = f"petugas di luar surat tugas ({', '.join(others)}): alasan belum ditulis"
        yield Gap(f"deviation:{site.site}/officers", 7, site.title, what, Blank.DEVIATIONS, site.site)
    begun = min((e.received_at for e in round_.trail if (e.step, e.site) == (WORK_STEP, site.site)), default=None)
    if begun and any(entry.from_paper and entry.performed_at < begun for entry in record.manual):
        since = f"{begun.astimezone(zone):%d-%m-%Y}"
        what = f"pekerjaan pada formulir kertas mendahului penugasan ({since}): alasan belum ditulis"
        yield Gap(f"deviation:{site.site}/begun", 7, site.title, what, Blank.DEVIATIONS, site.site)


def _paper(round_: Round, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Point 9: what was typed later from paper has both dates in order, and its scan; a signed sheet its own."""
    for entry in record.manual:
        if entry.entered_at < entry.performed_at:
            key, device = f"paper:{site.site}/{entry.item}/{entry.device or ''}", entry.device or ""
            what = f"butir {entry.item}: tanggal entri mendahului tanggal pelaksanaan"
            yield Gap(key, 9, device or site.title, what, Blank.ITEM, site.site, device, entry.item)
    typed_later = any(entry.from_paper for entry in record.manual)
    form = any(not scan.document_sha256 for scan in record.scans) or any(p.phase == _SCAN for p in record.photos)
    if typed_later and not form:
        what = "pindaian formulir kertas belum dilampirkan"
        yield Gap(f"paper:{site.site}/scan", 9, site.title, what, Blank.SCAN, site.site)
    signed = next((visit.signature for visit in round_.visits if visit.site == site.site), None)
    if signed and signed.scan_follows and not any(scan.document_sha256 for scan in record.scans):
        what = "pindaian berita acara yang ditandatangani belum dilampirkan"
        yield Gap(f"paper:{site.site}/signed", 9, site.title, what, Blank.SHEET, site.site)
