"""Rencana kerja: every location, device and check, with schedule, people, tools and risks (step 1)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from netmaintd.checks import registry
from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.conditions import kind_of
from netmaintd.documents.contexts.signers import person, signer, standing
from netmaintd.model.rounds import LeftOut, PlannedDevice, PlannedSite


def build(case: Case) -> Data:
    """Return the data of the work plan."""
    plan = case.plan
    return {
        "purpose": plan.purpose.rstrip(". "),
        "basis": case.basis(),
        "risks": list(plan.risks) or ["Tidak ada risiko khusus: pemeriksaan hanya membaca"],
        "equipment": list(plan.equipment) or ["Komputer", "Toolkit jaringan", "Kamera/HP"],
        "impact": plan.service_impact.rstrip(". "),
        "sites": [_planned(case, site) for site in plan.sites],
        "checks": [[f"{registry.kind_of(name).number}.", registry.kind_of(name).title] for name in _checks(case)],
        "classes": _classes(plan.devices),
        "manual": [f"{item.title} (per perangkat)" if item.per_device else item.title for item in plan.manual],
        "draft": standing(case.round, 1, ("submit",)) is None,
        "left_out": left_out(plan.left_out or ()),
        "left_out_known": plan.left_out is not None,
        "officers": [person(officer) for officer in case.round.officers or plan.planned_officers],
        "appointed": bool(case.round.officers),
        "counts": {"sites": len(plan.sites), "devices": len(plan.devices)},
        "signers": [
            {"caption": caption, **signer(case, standing(case.round, step, verbs), title)}
            for caption, step, verbs, title in (
                ("Disusun oleh,", 1, ("submit",), f"Kepala {case.office.section}"),
                ("Diperiksa oleh,", 2, ("forward",), f"Kepala {case.office.division}"),
                ("Disetujui oleh,", 3, ("dispose",), "Kepala Dinas"),
            )
        ],
    }


def left_out(devices: tuple[LeftOut, ...]) -> list[Data]:
    """Return what is not part of the plan, in rows of one location and one reason."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in devices:
        rows.setdefault((one.site_title, one.reason), []).append(one.device)
    return [{"site": site, "reason": why, "devices": ", ".join(names)} for (site, why), names in rows.items()]


def _checks(case: Case) -> list[str]:
    """Return every planned check that this program knows, by its number."""
    planned = {name for device in case.plan.devices for name in device.checks}
    return [name for name in registry.names() if name in planned]


def _classes(devices: tuple[PlannedDevice, ...]) -> list[list[str]]:
    """Return what is checked on each class of devices: class, how many, checks; a class with two sets has two rows."""
    alike = Counter((device.role, _numbers(device.checks)) for device in devices)
    return [[role, str(count), numbers] for (role, numbers), count in sorted(alike.items())]


def _planned(case: Case, site: PlannedSite) -> Data:
    begin = case.clock(site.starts_at).removesuffix(f" {case.office.time_zone_label}")
    same_day = case.day(site.starts_at) == case.day(site.ends_at)
    end = case.clock(site.ends_at) if same_day else case.moment(site.ends_at)
    return {
        "title": site.title,
        "opd": site.opd,
        "place": ", ".join(filter(None, (site.address, site.room))),
        "contact": site.contact or "–",
        "officers": ", ".join(officer.name for officer in site.officers),
        "day": case.date(site.starts_at),
        "hours": f"{begin}–{end}" if same_day else f"{begin} sampai {end}",
        "devices": [
            {
                "name": device.name,
                "address": device.address,
                "type": kind_of(device.vendor, device.model),
                "serial": device.serial or "–",
                "rack": device.rack or "–",
                "checks": _numbers(device.checks),
            }
            for device in site.devices
        ],
    }


def _numbers(checks: tuple[str, ...]) -> str:
    """Return the numbers of checks as on the list of the work plan: `1–5, 8, 31`; names of unknown ones."""
    known = sorted(registry.kind_of(name).number for name in checks if name in registry.names())
    starts = [n for before, n in pairwise([-1, *known]) if n != before + 1]
    ends = [n for n, after in pairwise([*known, -1]) if after != n + 1]
    runs = [str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)]
    return ", ".join([*runs, *(name for name in checks if name not in registry.names())]) or "–"
