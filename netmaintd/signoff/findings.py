"""Findings against the previous round, and the related SOP that each one is handed to.

The table below is the office's practice; names are those of the SOP's "Keterkaitan".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from netmaintd.model.dossier import DeviceRecord
from netmaintd.model.results import CheckResult, Finding, FindingState, Outcome, Referral, Status

GANGGUAN = "SOP Maintenance Gangguan Jaringan"
BANDWIDTH = "SOP Permohonan Kenaikan Bandwidth"
JARINGAN_BARU = "SOP Permohonan Jaringan Baru"
COLOCATION = "SOP Permohonan Colocation"
PERMOHONAN_SERVER = "SOP Permohonan Server"
PEMELIHARAAN_SERVER = "SOP Pemeliharaan Server"
PENARIKAN_SERVER = "SOP Penarikan Server Dari Data Center"
HOSTING = "SOP Penyediaan Hosting Aplikasi"
RELATED_SOPS = (
    BANDWIDTH, JARINGAN_BARU, GANGGUAN, COLOCATION, PERMOHONAN_SERVER, PEMELIHARAAN_SERVER, PENARIKAN_SERVER, HOSTING,
)  # fmt: skip

_REFERRED: dict[tuple[str, Status], str] = {
    ("reachability", Status.CRITICAL): GANGGUAN,
    ("uplinks", Status.CRITICAL): GANGGUAN,
    ("temperature", Status.CRITICAL): GANGGUAN,
    ("interface-errors", Status.CRITICAL): GANGGUAN,
    ("memory", Status.CRITICAL): GANGGUAN,
    ("cpu", Status.CRITICAL): GANGGUAN,
    ("identity", Status.CRITICAL): GANGGUAN,
    ("config-saved", Status.CRITICAL): GANGGUAN,
    ("config-backup", Status.CRITICAL): GANGGUAN,
}
"""Check and status to the SOP that takes it over; what is not here stays with the next round."""

_BLIND = {
    Outcome.AUTH_FAILED: "perangkat menolak akun pemeliharaan",
    Outcome.HOSTKEY_CHANGED: "kunci SSH perangkat berubah",
}
"""Outcomes that are findings of their own: nobody may look at the device until a person has."""


def findings(
    round_id: str, records: Iterable[DeviceRecord], previous: Iterable[Finding], at: datetime
) -> tuple[Finding, ...]:
    """Return this round's findings: new, continuing, and those of the previous round that are resolved.

    What was not checked resolves nothing: an older finding then goes on with its old words.
    """
    before = {finding.key: finding for finding in previous if finding.state is not FindingState.RESOLVED}
    raised: dict[tuple[str, str], Finding] = {}
    checked_ok: set[tuple[str, str]] = set()
    for record in records:
        for result in (*record.results, *_blind(record)):
            key = (record.device, result.check)
            if result.status is Status.OK:
                checked_ok.add(key)
            elif result.status is not Status.UNKNOWN:
                raised[key] = _finding(round_id, record, result, before.get(key), at)
    for key, finding in before.items():
        if key not in raised:
            state = FindingState.RESOLVED if key in checked_ok else FindingState.CONTINUING
            raised[key] = replace(finding, round_id=round_id, state=state)
    return tuple(raised[key] for key in sorted(raised))


def _blind(record: DeviceRecord) -> tuple[CheckResult, ...]:
    words = _BLIND.get(record.outcome) if record.outcome else None
    return (CheckResult("ssh-login", Status.CRITICAL, words.capitalize()),) if words else ()


def _finding(round_id: str, record: DeviceRecord, result: CheckResult, before: Finding | None, at: datetime) -> Finding:
    return Finding(
        round_id=round_id,
        site=record.site,
        device=record.device,
        check=result.check,
        status=result.status,
        summary=result.summary,
        state=FindingState.CONTINUING if before else FindingState.NEW,
        since=before.since if before else at,
    )


def referrals(raised: Iterable[Finding], at: datetime) -> tuple[Referral, ...]:
    """Return a referral for each open finding that a related SOP takes over."""
    open_ones = [finding for finding in raised if finding.state is not FindingState.RESOLVED]
    return tuple(
        Referral(
            id=f"{finding.round_id}/{finding.device}/{finding.check}",
            round_id=finding.round_id,
            sop=sop,
            device=finding.device,
            check=finding.check,
            summary=finding.summary,
            opened_at=at,
        )
        for finding in open_ones
        if (sop := sop_for(finding))
    )


def sop_for(finding: Finding) -> str | None:
    """Return the related SOP that takes a finding over, None when it stays with the round."""
    if finding.check == "ssh-login" and finding.status is Status.CRITICAL:
        return GANGGUAN
    return _REFERRED.get((finding.check, finding.status))
