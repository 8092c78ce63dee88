"""Annexes of the report: minutes, deviations, days per step, what was let pass, what changed, every single result."""

from __future__ import annotations

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.compliance import compliance
from netmaintd.documents.contexts.conditions import Condition, described
from netmaintd.documents.contexts.config_changes import config_changes
from netmaintd.documents.contexts.minutes import manual_row
from netmaintd.documents.contexts.readings import row
from netmaintd.model.rounds import PlannedSite, SignatureMethod, StepEntry
from netmaintd.signoff.completeness import gaps
from netmaintd.signoff.table import STEPS, TRANSITIONS
from netmaintd.signoff.trail import Age

_LABELS = {(row.step, row.verb): row.label for row in TRANSITIONS}


def annexes(case: Case, found: list[Condition]) -> Data:
    """Return the data of all annexes."""
    visits = case.dossier.visits
    return {
        "minutes": [_minutes_line(case, site) for site in case.plan.sites],
        "deviations": [[case.site_title(v.site), text] for v in visits for text in v.deviations],
        "steps": _steps(case),
        "overrides": _overrides(case),
        "manual": [{"site": case.site_title(v.site), **manual_row(case, e)} for v in visits for e in v.manual],
        "parts": [[p.device, p.part, p.old_serial, p.new_serial] for v in visits for p in v.parts],
        "photos": [_photos_line(case, site) for site in case.plan.sites],
        "config": config_changes(case, found),
        "compliance": compliance(case, found),
        "results": [_results(case, condition) for condition in found],
    }


def _minutes_line(case: Case, site: PlannedSite) -> list[str]:
    visit, record = case.round.visit(site.site), case.dossier.visit_record(site.site)
    if visit.excused:
        return [site.title, "tidak dikunjungi", visit.excused]
    signed = visit.signature
    if signed is None:
        known = "belum diketahui OPD"
    elif signed.method is SignatureMethod.ABSENT:
        known = f"OPD tidak hadir: {signed.note} (dicatat {signed.post})"
    else:
        known = f"{signed.signer}, {signed.post} ({signed.method.value}, {case.short(signed.at)})"
    return [site.title, case.moment(record.arrived_at), known]


def _photos_line(case: Case, site: PlannedSite) -> list[str]:
    record = case.dossier.visit_record(site.site)
    return [site.title, str(len(record.photos)), record.no_photos_reason or "–"]


def _steps(case: Case) -> list[Data]:
    """Return every stay of the trail. Days used are printed where the issuer counted them by the calendar."""
    trail = case.round.trail
    ages: list[Age | None] = [None] * len(trail)
    if len(case.issue.ages) == len(trail):
        ages = list(case.issue.ages)
    return [_step(case, entry, age) for entry, age in zip(trail, ages, strict=True)]


def _step(case: Case, entry: StepEntry, age: Age | None) -> Data:
    done = _LABELS.get((entry.step, entry.verb or ""), entry.verb or "belum selesai")
    by = f"{entry.by.name}, {entry.by.capacity.prefix}{entry.by.title}" if entry.by else "–"
    timed = entry.due_on is not None
    return {
        "step": f"{entry.step}",
        "site": case.site_title(entry.site) if entry.site else "–",
        "received": case.short(entry.received_at),
        "due": f"{entry.due_on:%d-%m-%Y}" if entry.due_on else "–",
        "left": case.short(entry.left_at),
        "days": f"{age.used_days if age else '–'} / {STEPS[entry.step].days}" if timed else "–",
        "late": bool(entry.left_at and entry.due_on and case.day(entry.left_at) > entry.due_on),
        "done": done,
        "by": by,
        "note": entry.note,
    }


def _overrides(case: Case) -> list[Data]:
    known = {gap.key: f"{gap.where}: {gap.what}" for gap in gaps(case.dossier)}
    return [
        {
            "gap": known.get(override.gap, override.gap),
            "reason": override.reason,
            "by": f"{override.by.name}, {override.by.capacity.prefix}{override.by.title}",
            "at": case.moment(override.at),
        }
        for override in case.round.overrides
    ]


def _results(case: Case, found: Condition) -> Data:
    return {
        **described(found),
        "site": case.site_title(found.site.site),
        "at": case.moment(found.record.examined_at),
        "software": found.record.os_version or "–",
        "evidence": len(found.record.evidence),
        "again": "; ".join(found.record.repetitions),
        "rows": [row(result) for result in found.results],
    }
