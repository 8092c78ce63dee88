"""A round as an office has it: four locations, twelve devices, findings, a device that did not answer, an override.

For previews of an office's own templates, and for tests.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from netmaintd.documents.contexts import Issue
from netmaintd.documents.sample.people import OFFICE, OPENED
from netmaintd.documents.sample.results import device_record
from netmaintd.documents.sample.round import sample_round
from netmaintd.documents.sample.visits import PICTURES, visit_record
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier, Tally
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.results import Finding, FindingState, Referral, Status
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.trail import ages

ISSUED = datetime(2026, 12, 7, 3, 30, tzinfo=UTC)
ISSUED_ON = {
    DocumentKind.RENCANA_KERJA: datetime(2026, 11, 25, 3, 5, tzinfo=UTC),
    DocumentKind.LEMBAR_DISPOSISI: datetime(2026, 11, 30, 3, 5, tzinfo=UTC),
    DocumentKind.SURAT_PERINTAH_TUGAS: datetime(2026, 11, 30, 3, 5, tzinfo=UTC),
}
NUMBERS = {
    DocumentKind.RENCANA_KERJA: "500.12.2/031/RK/KOMINFO/2026",
    DocumentKind.SURAT_PERINTAH_TUGAS: "800.1.11.1/004/ST/KOMINFO/2026",
}
CODE = "K7QM-4ZT1-9XWC-P0VA"


def sample_dossier() -> Dossier:
    """Return everything recorded of the sample round."""
    round_ = sample_round()
    sites = round_.work_plan.sites
    records = tuple(device_record(site, device) for site in sites for device in site.devices)
    bad = (Status.WARNING, Status.CRITICAL)
    findings = tuple(
        Finding(round_.id, record.site, record.device, result.check, result.status, result.summary,
                FindingState.CONTINUING if record.device == "sw-dinkes-1" else FindingState.NEW, OPENED)
        for record in records for result in record.results if result.status in bad
    )  # fmt: skip
    findings += (
        Finding(round_.id, "kecamatan", "rt-kec", "memory", Status.WARNING, "Memori terpakai 78 %",
                FindingState.RESOLVED, OPENED - timedelta(days=90)),
    )  # fmt: skip
    sop = "SOP Maintenance Gangguan Jaringan"
    referrals = tuple(
        Referral(f"r{n}", round_.id, sop, f.device, f.check, f.summary, OPENED + timedelta(days=11))
        for n, f in enumerate(findings) if f.check in ("temperature", "interface-errors", "reachability")
    )  # fmt: skip
    return Dossier(
        round_, records, tuple(visit_record(site) for site in sites), findings, referrals,
        ("AP-LOBI terlihat dari sw-walikota-lt3 port GigabitEthernet1/0/9",),
        ("triwulan-2026-07-10", Tally(9, 2, 1, 0)), "5e9a1b7c" * 8,
    )  # fmt: skip


def sample_issue(kind: DocumentKind, site: str = "walikota") -> Issue:
    """Return the issuing of one document of the sample, as `usecases.issue_document` puts it together."""
    at = ISSUED_ON.get(kind, ISSUED)
    counted = ages(sample_round(), at, WorkingCalendar(OfficeCalendar(), OFFICE.zone))
    return Issue(kind, 1, at, site if kind.per_site else None, NUMBERS.get(kind), NUMBERS, counted, PICTURES, CODE)


def undecided() -> Dossier:
    """Return the sample before anybody has decided or examined anything: a freshly drafted plan."""
    round_ = sample_round()
    visits = tuple(replace(visit, step=6, signature=None) for visit in round_.visits)
    return Dossier(replace(round_, step=1, version=1, visits=visits, trail=(), officers=(), overrides=()), ())
