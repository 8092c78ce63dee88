"""Findings of a round against the round before: new, continuing, resolved; and their referrals.

Only a result that is OK resolves a finding. What was not checked resolves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from netmaintd.model.dossier import DeviceRecord, VisitRecord
from netmaintd.model.results import Finding, FindingState, Outcome, Referral, Status, worst
from netmaintd.signoff.related_sops import sop_for

NOT_RECHECKED = " (belum diperiksa ulang)"
LOCKED_OUT = {
    Outcome.AUTH_FAILED: "Perangkat menolak akun pemeliharaan",
    Outcome.HOSTKEY_CHANGED: "Kunci SSH perangkat tidak sama dengan yang tercatat",
}
"""Outcomes that are findings themselves: nobody may look at the device until a person has."""
_LOCKED_OUT_OF = "ssh-login"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What this round says of one device and check."""

    site: str
    device: str
    check: str
    status: Status
    summary: str
    at: datetime

    @property
    def key(self) -> tuple[str, str]:
        return self.device, self.check


def findings(
    round_id: str,
    records: Iterable[DeviceRecord],
    previous: Iterable[Finding],
    at: datetime,
    visits: Iterable[VisitRecord] = (),
) -> tuple[Finding, ...]:
    """Return this round's findings by device and check; repeating it with the same records changes nothing.

    Args:
        previous: the findings of the round before; those that were resolved there are over.
        at: when a problem counts as seen, for a record without a time of its own.
        visits: what was written down on site; an item that is not well is a finding too. Where it concerns
            the location as a whole, the location stands in the place of the device.
    """
    before = {finding.key: finding for finding in previous if finding.state is not FindingState.RESOLVED}
    seen = _worse_of_each(*_examined(records, at), *_on_site(visits))
    raised = {key: _raised(round_id, s, before.get(key)) for key, s in seen.items() if s.status is not Status.OK}
    for key, finding in before.items():
        if key not in raised:
            raised[key] = _resolved(round_id, finding, seen[key]) if key in seen else _unseen(round_id, finding)
    return tuple(raised[key] for key in sorted(raised))


def _worse_of_each(*told: _Seen) -> dict[tuple[str, str], _Seen]:
    """Return what was seen by device and check; of a machine's and a person's word on the same the worse one."""
    seen: dict[tuple[str, str], _Seen] = {}
    for one in told:
        before = seen.get(one.key)
        if one.status is not Status.UNKNOWN and (before is None or worst((before.status, one.status)) != before.status):
            seen[one.key] = one
    return seen


def _examined(records: Iterable[DeviceRecord], at: datetime) -> Iterator[_Seen]:
    for record in records:
        when = record.examined_at or at
        for result in record.results:
            yield _Seen(record.site, record.device, result.check, result.status, result.summary, when)
        words = LOCKED_OUT.get(record.outcome) if record.outcome else None
        if words:
            yield _Seen(record.site, record.device, _LOCKED_OUT_OF, Status.CRITICAL, words, when)


def _on_site(visits: Iterable[VisitRecord]) -> Iterator[_Seen]:
    for visit in visits:
        for entry in visit.manual:
            summary = entry.note.strip() or entry.status.word
            yield _Seen(visit.site, entry.device or visit.site, entry.item, entry.status, summary, entry.performed_at)


def _raised(round_id: str, seen: _Seen, before: Finding | None) -> Finding:
    state = FindingState.CONTINUING if before else FindingState.NEW
    since = before.since if before else seen.at
    return Finding(round_id, seen.site, seen.device, seen.check, seen.status, seen.summary, state, since)


def _resolved(round_id: str, finding: Finding, seen: _Seen) -> Finding:
    return replace(
        finding, round_id=round_id, status=seen.status, summary=seen.summary, state=FindingState.RESOLVED
    )  # fmt: skip


def _unseen(round_id: str, finding: Finding) -> Finding:
    summary = finding.summary.removesuffix(NOT_RECHECKED) + NOT_RECHECKED
    return replace(finding, round_id=round_id, summary=summary, state=FindingState.CONTINUING)


def referrals(raised: Iterable[Finding], at: datetime) -> tuple[Referral, ...]:
    """Return a referral for each finding that is not resolved and that a related SOP takes over."""
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
        for finding in raised
        if (sop := referred_to(finding))
    )


def referred_to(finding: Finding) -> str | None:
    """Return the title of the related SOP that takes a finding over; None means "tidak ada"."""
    sop = sop_for(finding.check, finding.status) if finding.state is not FindingState.RESOLVED else None
    return sop.title if sop else None
