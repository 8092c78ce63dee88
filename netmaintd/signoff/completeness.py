"""The gate between step 7 and step 8: what is missing in the records of a round, item by item.

The SOP warns that incomplete records make oversight of the network fail. Numbers are those of the office's
list; the section head may let an item pass with a reason, which the report prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netmaintd.model.dossier import DeviceRecord, Dossier, VisitRecord
from netmaintd.model.results import FindingState, Status
from netmaintd.model.rounds import PlannedDevice, PlannedSite, StepEntry

ABSENT = "belum ditulis"


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing item. `key` is stable, so that an override names exactly this one."""

    key: str
    number: int
    where: str
    what: str


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Return everything that is missing, in the order of the list; empty when the report may go up."""
    found: list[Gap] = []
    for site in dossier.round.work_plan.sites:
        if dossier.round.visit(site.site).excused:
            continue
        record = dossier.visit_record(site.site)
        for device in site.devices:
            found += _results(dossier.record(device.name), device)
        found += _manual(dossier, site, record)
        found += _visit(dossier, site, record)
    found += _dispositions(dossier)
    found += _referred(dossier)
    return tuple(sorted(found, key=lambda gap: gap.number))


def open_gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Return the gaps that nobody has let pass."""
    overridden = {override.gap for override in dossier.round.overrides}
    return tuple(gap for gap in gaps(dossier) if gap.key not in overridden)


def _results(record: DeviceRecord | None, device: PlannedDevice) -> Iterator[Gap]:
    """Item 1: every planned device and check has a word, and "tidak diperiksa" a reason."""
    results = {result.check: result for result in record.results} if record else {}
    for check in device.checks:
        result = results.get(check)
        if result is None:
            yield Gap(f"1:{device.name}:{check}", 1, device.name, f"hasil pemeriksaan {check} belum ada")
        elif result.status is Status.UNKNOWN and not result.summary.strip():
            yield Gap(f"1:{device.name}:{check}", 1, device.name, f"{check} tidak diperiksa tanpa alasan")


def _manual(dossier: Dossier, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Items 1 and 9: the manual half, with who did it and when it was typed."""
    done = {(entry.item, entry.device): entry for entry in record.manual}
    for item in dossier.round.work_plan.manual:
        for device in (planned.name for planned in site.devices) if item.per_device else (None,):
            where = device or site.title
            entry = done.get((item.name, device))
            key = f"{item.name}:{device or site.site}"
            if entry is None:
                yield Gap(f"1:manual:{key}", 1, where, f"butir lapangan '{item.title}' {ABSENT}")
            elif entry.status is Status.UNKNOWN and not entry.note.strip():
                yield Gap(f"1:manual:{key}", 1, where, f"butir lapangan '{item.title}' tidak diperiksa tanpa alasan")
            elif entry.from_paper and entry.entered_at < entry.performed_at:
                yield Gap(f"9:{key}", 9, where, f"tanggal entri '{item.title}' mendahului tanggal pelaksanaan")


def _visit(dossier: Dossier, site: PlannedSite, record: VisitRecord) -> Iterator[Gap]:
    """Items 3, 4 and 5: photos, actions, and the visit itself."""
    if not record.photos and not record.no_photos_reason.strip():
        yield Gap(f"3:{site.site}", 3, site.title, "foto sebelum/sesudah, atau alasan tanpa foto")
    if not record.actions and not record.parts:
        yield Gap(f"4:{site.site}:actions", 4, site.title, f"tindakan {ABSENT}")
    if not record.config_changes.strip():
        yield Gap(f"4:{site.site}:config", 4, site.title, "perubahan konfigurasi, atau 'tanpa perubahan konfigurasi'")
    told = (
        ("arrived", record.arrived_at, "jam datang"),
        ("departed", record.departed_at, "jam selesai"),
        ("officers", record.officers, "petugas"),
        ("met", record.met.strip(), "wakil OPD yang ditemui"),
        ("signature", dossier.round.visit(site.site).signature, "pengesahan OPD atau ketidakhadirannya"),
    )
    for key, value, words in told:
        if not value:
            yield Gap(f"5:{site.site}:{key}", 5, site.title, f"{words} {ABSENT}")


def _dispositions(dossier: Dossier) -> Iterator[Gap]:
    """Item 6: each of the steps 1 to 5 was left by somebody in a post."""
    for step in range(1, 6):
        left = [entry for entry in dossier.round.trail if entry.step == step and _was_decided(entry)]
        if not left:
            yield Gap(f"6:{step}", 6, f"langkah {step}", "disposisi belum tercatat")


def _was_decided(entry: StepEntry) -> bool:
    return entry.left_at is not None and entry.by is not None


def _referred(dossier: Dossier) -> Iterator[Gap]:
    """Item 8: a critical finding that is not resolved is handed to a related SOP."""
    referred = {(referral.device, referral.check) for referral in dossier.referrals}
    for finding in dossier.findings:
        critical = finding.status is Status.CRITICAL and finding.state is not FindingState.RESOLVED
        if critical and finding.key not in referred:
            what = f"temuan {finding.check} belum dirujuk ke SOP terkait"
            yield Gap(f"8:{finding.device}:{finding.check}", 8, finding.device, what)
