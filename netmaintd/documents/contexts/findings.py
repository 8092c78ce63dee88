"""Findings and what became of them: the SOP each one was handed to, or that there is none."""

from __future__ import annotations

from collections.abc import Iterable

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.conditions import Condition
from netmaintd.documents.contexts.readings import check_title
from netmaintd.model.results import Finding


def found_at(case: Case, site: str | None = None) -> list[Data]:
    """Return the findings of one location, or of all, in the dossier's order."""
    return [_row(case, finding) for finding in case.dossier.findings if site is None or finding.site == site]


def nothing_found(found: Iterable[Condition]) -> str:
    """Return what stands where findings would stand: that there are none, or that nobody has looked yet."""
    return "Tidak ada temuan." if any(c.record.results for c in found) else "Belum ada hasil pemeriksaan."


def _row(case: Case, finding: Finding) -> Data:
    return {
        "site": case.site_title(finding.site),
        "device": finding.device,
        "check": check_title(finding.check),
        "summary": finding.summary,
        "status": finding.status.word,
        "key": finding.status.value,
        "state": finding.state.word,
        "since": case.date(finding.since),
        "sop": _handed_to(case, finding),
    }


def _handed_to(case: Case, finding: Finding) -> str:
    for referral in case.dossier.referrals:
        if (referral.device, referral.check) == finding.key:
            number = f", nomor {referral.external_number}" if referral.external_number else ""
            return f"{referral.sop} ({referral.status.value}{number})"
    return "tidak ada"
