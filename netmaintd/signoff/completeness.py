"""The completeness gate between steps 7 and 8: nine points, each missing item by name.

The SOP warns that incomplete records make oversight of the network fail. This file joins the points and knows
those of the round (6 dispositions, 8 findings); devices and visits have files of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from netmaintd.model.dossier import Dossier
from netmaintd.model.results import Status
from netmaintd.model.rounds import Override, Round, StepEntry
from netmaintd.signoff.by_hand import joined
from netmaintd.signoff.device_gaps import device_gaps
from netmaintd.signoff.findings import referred_to
from netmaintd.signoff.gap import Blank, Gap
from netmaintd.signoff.table import STEPS
from netmaintd.signoff.trail import given_back_at
from netmaintd.signoff.visit_gaps import visit_gaps

__all__ = ["Gap", "gaps", "open_gaps", "overridden"]

_DISPOSED = {3: "dispose", 4: "dispose", 5: "appoint"}
"""Steps whose decision is a line on the disposition sheet."""


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Return everything that is missing, by the points of the gate; empty when the report may go up."""
    found = [*_visited(dossier), *_dispositions(dossier.round), *_findings(dossier)]
    return tuple(sorted(found, key=lambda gap: gap.number))


def open_gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Return the gaps that no override covers.

    An override from before the report came back from the check stays on record, but covers nothing any more:
    what was sent back for is asked again.
    """
    covered = {override.gap for override in _in_force(dossier.round)}
    return tuple(gap for gap in gaps(dossier) if gap.key not in covered)


def overridden(dossier: Dossier) -> tuple[tuple[Gap, Override], ...]:
    """Return the gaps that an override covers, each with the newest one."""
    covered = {override.gap: override for override in _in_force(dossier.round)}
    return tuple((gap, covered[gap.key]) for gap in gaps(dossier) if gap.key in covered)


def _in_force(round_: Round) -> Iterator[Override]:
    returned_at = given_back_at(round_)
    return (override for override in round_.overrides if returned_at is None or override.at >= returned_at)


def _visited(dossier: Dossier) -> Iterator[Gap]:
    """Points 1 to 5, 7 and 9 of every location that was not excused."""
    excused = {visit.site for visit in dossier.round.visits if visit.excused}
    records = {record.device: record for record in dossier.devices}
    for site in dossier.round.work_plan.sites:
        if site.site not in excused:
            visit = dossier.visit_record(site.site)
            for device in site.devices:
                yield from device_gaps(site.site, device, joined(site.site, device, records.get(device.name), visit))
            yield from visit_gaps(dossier.round, site, visit)


def _dispositions(round_: Round) -> Iterator[Gap]:
    """Point 6: from, to, instruction, deadline, times and capacity of each disposition that is in force."""
    for step, verb in _DISPOSED.items():
        decided = [entry for entry in round_.trail if (entry.step, entry.verb) == (step, verb)]
        lacking = _lacking(decided[-1]) if decided else ("disposisi",)
        for what in lacking:
            where = f"langkah {step} ({STEPS[step].title})"
            key, told = f"disposition:{step}/{what}", f"{what} belum tercatat"
            yield Gap(key, 6, where, told, Blank.DISPOSITION, step=step)


def _lacking(entry: StepEntry) -> tuple[str, ...]:
    told = {
        "pejabat": entry.by is not None,
        "petunjuk": bool(entry.note.strip()),
        "batas waktu": entry.due_on is not None,
        "waktu keluar": entry.left_at is not None,
    }
    return tuple(what for what, there in told.items() if not there)


def _findings(dossier: Dossier) -> Iterator[Gap]:
    """Point 8: a finding for everything that is not well, and the related SOP where the table names one."""
    raised = {finding.key: finding for finding in dossier.findings}
    referred = {(referral.device, referral.check) for referral in dossier.referrals}
    for record in dossier.devices:
        for result in record.results:
            bad = result.status in (Status.WARNING, Status.CRITICAL)
            if bad and (record.device, result.check) not in raised:
                what = f"hasil {result.check} ({result.status.word}) belum menjadi temuan"
                key = f"finding:{record.device}/{result.check}"
                yield Gap(key, 8, record.device, what, Blank.FINDING, record.site, record.device, result.check)
    for finding in dossier.findings:
        sop = referred_to(finding)
        if sop and finding.key not in referred:
            what = f"temuan {finding.check} belum dirujuk ke {sop}"
            key = f"referral:{finding.device}/{finding.check}"
            yield Gap(key, 8, finding.device, what, Blank.FINDING, finding.site, finding.device, finding.check)
