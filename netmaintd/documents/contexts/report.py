"""Laporan hasil: the half page for the head of the agency, then the report A to E (step 7)."""

from __future__ import annotations

import dataclasses

from netmaintd.documents.contexts.annexes import annexes
from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.conditions import Condition, conditions, tally
from netmaintd.documents.contexts.findings import found_at, nothing_found
from netmaintd.documents.contexts.for_public import for_public
from netmaintd.documents.contexts.signers import person, present, signer, standing, unnamed
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Tally
from netmaintd.model.people import Role
from netmaintd.model.results import FindingState, Outcome, Status
from netmaintd.model.rounds import PlannedSite


def build(case: Case) -> Data:
    """Return the data of the report; its annexes have their own file."""
    found = conditions(case)
    counts = tally(found)
    return {
        "counts": {"sites": len(case.plan.sites), "devices": counts.total},
        "tally": _counted(counts),
        "previous": _previous(case, counts),
        "before": _counted(case.dossier.previous[1]) if case.dossier.previous else None,
        "needed": _needed(case, counts),
        "purpose": case.plan.purpose,
        "impact": case.plan.service_impact,
        "basis": case.basis(),
        "scope": [f"{site.title} ({site.opd}): {len(site.devices)} perangkat" for site in case.plan.sites],
        "activities": [_activity(case, site) for site in case.plan.sites],
        "sites": [_summary(case, site) for site in case.plan.sites],
        "findings": found_at(case),
        "nothing_found": nothing_found(found),
        "obstacles": _obstacles(case, found),
        "differences": [[c.device.name, text] for c in found for text in c.record.differences],
        "unplanned": list(case.dossier.unplanned),
        "conclusion": _conclusion(case, counts),
        "signer": _signer(case),
        "public": case.issue.kind is DocumentKind.LAPORAN_PUBLIK,
        **annexes(case, found),
    }


def build_public(case: Case) -> Data:
    """Return the same for the public: without what identifies devices on the network."""
    return build(dataclasses.replace(case, dossier=for_public(case.dossier)))


def _counted(counts: Tally) -> Data:
    return {"ok": counts.ok, "warning": counts.warning, "critical": counts.critical, "unknown": counts.unknown}


def _previous(case: Case, counts: Tally) -> str:
    if case.dossier.previous is None:
        return "Belum ada putaran sebelumnya sebagai pembanding."
    name, before = case.dossier.previous
    changes = [
        f"{status.word} {now - _counted(before)[key]:+d}"
        for key, now in _counted(counts).items()
        for status in (Status(key),)
        if now != _counted(before)[key]
    ]
    return f"Dibanding putaran {name}: {', '.join(changes) or 'tidak berubah'}."


def _open_findings(case: Case, *statuses: Status) -> list[tuple[str, str]]:
    return [
        finding.key
        for finding in case.dossier.findings
        if finding.state is not FindingState.RESOLVED and (not statuses or finding.status in statuses)
    ]


def _needed(case: Case, counts: Tally) -> str:
    """Return what the head of the agency is asked for: the broken first, then what nobody could look at."""
    critical = _open_findings(case, Status.CRITICAL)
    referred = {(referral.device, referral.check) for referral in case.dossier.referrals}
    asked = []
    if critical:
        count = sum(key in referred for key in critical)
        asked.append(
            f"terdapat {len(critical)} temuan rusak, {count} di antaranya dirujuk ke SOP terkait; mohon arahan agar "
            "semuanya ditindaklanjuti sebelum putaran berikutnya."
        )
    if counts.unknown:
        asked.append(f"{counts.unknown} perangkat belum dapat dinilai seluruhnya; mohon persetujuan penjadwalan ulang.")
    return " ".join(asked) or "Tidak ada tindakan segera yang diperlukan dari Kepala Dinas."


def _activity(case: Case, site: PlannedSite) -> list[str]:
    record = case.dossier.visit_record(site.site)
    excused = case.round.visit(site.site).excused
    if excused:
        return [site.title, "tidak dikunjungi", "–", excused]
    when = "–"
    if record.arrived_at:
        end = case.clock(record.departed_at)
        when = f"{case.short(record.arrived_at)}–{end}"
    team = ", ".join(officer["name"] for officer in present(case, record.officers))
    return [site.title, when, team or "–", "; ".join(record.actions) or "pemeriksaan"]


def _summary(case: Case, site: PlannedSite) -> Data:
    found = conditions(case, site)
    counts = tally(found)
    excused = case.round.visit(site.site).excused
    return {
        "title": f"{site.title} (tidak dikunjungi: {excused})" if excused else site.title,
        "opd": site.opd,
        "devices": counts.total,
        "answered": sum(condition.record.outcome is Outcome.OK for condition in found),
        **_counted(counts),
    }


def _obstacles(case: Case, found: list[Condition]) -> list[str]:
    left_out = [f"{case.site_title(v.site)}: tidak dikunjungi, {v.excused}" for v in case.round.visits if v.excused]
    outcomes = ((c.device.name, c.record.outcome) for c in found)
    return left_out + [f"{name}: {ended.reason}" for name, ended in outcomes if ended and ended is not Outcome.OK]


def _conclusion(case: Case, counts: Tally) -> list[str]:
    lines = [
        f"Dari {counts.total} perangkat, {counts.ok} baik, {counts.warning} perlu perhatian, {counts.critical} rusak, "
        f"dan {counts.unknown} tidak diperiksa.",
    ]
    if findings := len(_open_findings(case)):
        lines.append(f"{findings} temuan terbuka agar ditindaklanjuti menurut SOP terkait.")
    if counts.unknown:
        lines.append("Pemeriksaan yang belum terlaksana agar dijadwalkan kembali setelah hambatannya diatasi.")
    if case.round.overrides:
        lines.append(f"{len(case.round.overrides)} kekurangan diterima dengan alasan; rinciannya pada lampiran.")
    return lines


def _signer(case: Case) -> Data:
    entry = standing(case.round, 7, ("submit-report",))
    if entry:
        return signer(case, entry, "Tim Data Center")
    team = [officer for officer in case.round.officers if officer.role is Role.TIM]
    return {**(person(team[0]) if team else unnamed("Tim Data Center")), "at": ""}
