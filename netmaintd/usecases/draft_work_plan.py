"""Draft the work plan of a round from plan and inventory: every location, device and check (SOP step 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netmaintd.checks import registry
from netmaintd.checks.check import refused, why_unread
from netmaintd.model.facts import (
    ClockState,
    ConfigSaved,
    ConfigText,
    Documented,
    Expiry,
    Fact,
    Facts,
    LogLine,
    SnmpAgent,
    SshLogin,
)
from netmaintd.model.plans import Period
from netmaintd.model.rounds import LeftOut, PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem
from netmaintd.model.windows import next_window
from netmaintd.usecases.examine_device import documented
from netmaintd.usecases.join_readings import NO_COMMAND, NO_SNMP, NO_SSH

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.checks.check import Check
    from netmaintd.model.devices import Device, Inventory, Site
    from netmaintd.model.plans import Plan
    from netmaintd.model.windows import Interval

_ONLY_SSH: set[type[Fact]] = {SshLogin, ConfigText, ConfigSaved, ClockState, LogLine, Expiry}
_ONLY_SNMP: set[type[Fact]] = {SnmpAgent}
_NEVER_ASKED = (NO_COMMAND, NO_SNMP, NO_SSH)
NOT_ACTIVE = "tidak aktif di inventaris"
NOT_CHOSEN = "tidak termasuk cakupan berkas rencana ini"
_ROMAN = ("I", "II", "III", "IV")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier rounds tell of all devices; nothing before the first round."""

    configured: frozenset[str] = frozenset()
    """Devices of which a whole configuration was read."""
    judged: frozenset[tuple[str, str]] = frozenset()
    """Device and check that came to a judgement at least once."""
    facts: Mapping[str, Facts] = field(default_factory=dict)
    """What a device gave the last time that it was read over SNMP without a fault."""


NO_PAST = Past()


def past_kinds(plan: Plan) -> tuple[type[Fact], ...]:
    """Return the kinds of facts of the past that decide what is planned."""
    kinds = [registry.kind_of(item.check) for item in plan.checks]
    wanted = {fact for kind in kinds if kind.optional or kind.compares for fact in (*kind.needs, *kind.uses)}
    return tuple(wanted - {ConfigText, Documented})


def draft_work_plan(plan: Plan, inventory: Inventory, nominal_at: datetime, past: Past = NO_PAST) -> WorkPlan:
    """Return the work plan for one due slot; locations come in the order of the inventory.

    Args:
        past: what earlier rounds tell; only with it comparisons are planned.
    """
    chosen = [device for device in inventory.devices if device.enabled and plan.devices.chooses(device)]
    window = next_window(plan, nominal_at)
    sites = (
        _planned_site(site, window, tuple(_planned_device(d, plan, past) for d in chosen if d.site == site.name))
        for site in inventory.sites
    )
    return WorkPlan(
        plan=plan.name,
        title=plan.title,
        period=period_name(plan.period, nominal_at.astimezone(plan.zone).date()),
        time_zone=plan.time_zone,
        purpose=plan.purpose,
        basis=plan.basis,
        risks=plan.risks,
        equipment=plan.equipment,
        service_impact=plan.service_impact,
        sites=tuple(site for site in sites if site.devices),
        manual=tuple(WorkPlanItem(m.name, m.title, m.photos.value, m.per_device) for m in plan.manual),
        left_out=_left_out(plan, inventory),
    )


def _left_out(plan: Plan, inventory: Inventory) -> tuple[LeftOut, ...]:
    """Return the devices of the inventory that the plan's file does not choose, in the order of the locations."""
    others = [device for device in inventory.devices if not (device.enabled and plan.devices.chooses(device))]
    return tuple(
        LeftOut(device.name, site.name, site.title, NOT_CHOSEN if device.enabled else NOT_ACTIVE)
        for site in inventory.sites
        for device in others
        if device.site == site.name
    )


def checks_for(plan: Plan, device: Device, past: Past) -> tuple[str, ...]:
    """Return the checks that are planned for a device.

    A check of a service that the device does not have by the inventory (SSH on a UPS) is not planned for it:
    it would be "tidak diperiksa" for ever and hide what really was not checked. The same holds for what the
    device itself showed that it does not have (PoE, BGP): the first round asks, later ones ask again only what
    was there at the last examination or was ever judged. A comparison is planned from the second one on.
    """
    without = (set() if device.ssh or device.telnet else _ONLY_SSH) | (set() if device.snmp else _ONLY_SNMP)
    chosen = (item.check for item in plan.checks if item.concerns(device.role))
    kinds = (registry.kind_of(name) for name in chosen)
    return tuple(k.name for k in kinds if not without & set(k.needs) and _has_reason(k, device, past))


def _has_reason(kind: type[Check], device: Device, past: Past) -> bool:
    if not (kind.compares or kind.optional) or (device.name, kind.name) in past.judged:
        return True
    if ConfigText in kind.needs:
        return device.name in past.configured
    told = past.facts.get(device.name)
    if told is None:
        return not kind.compares
    if kind.concerns(told.plus(known=(documented(device),))):
        return True
    return kind.optional and any(_broke_off(told, fact) for fact in (*kind.needs, *kind.uses))


def _broke_off(told: Facts, kind: type[Fact]) -> bool:
    """Whether a session that failed left open if there is such a thing: that is no reason to stop asking."""
    reason = why_unread(told, kind)
    return reason is not None and reason not in _NEVER_ASKED and not refused(told, kind)


def _planned_device(device: Device, plan: Plan, past: Past) -> PlannedDevice:
    return PlannedDevice(
        name=device.name,
        address=device.address,
        platform=device.platform,
        role=device.role,
        checks=checks_for(plan, device, past),
        vendor=device.vendor,
        model=device.model,
        serial=device.serial,
        rack=device.rack,
    )


def _planned_site(site: Site, window: Interval, devices: tuple[PlannedDevice, ...]) -> PlannedSite:
    contact = site.contact
    return PlannedSite(
        site=site.name,
        title=site.title,
        opd=site.opd,
        address=site.address,
        room=site.room,
        contact=", ".join(filter(None, (contact.name, contact.post, contact.phone))) if contact else None,
        starts_at=window[0],
        ends_at=window[1],
        devices=devices,
    )


def period_name(period: Period, day: date) -> str:
    """Return what a round covers, as printed: `Triwulan IV Tahun 2026`, `Bulan November 2026`."""
    if period is Period.WEEK:
        return f"Minggu ke-{day.isocalendar().week} Tahun {day.isocalendar().year}"
    if period is Period.MONTH:
        return f"Bulan {_MONTHS[day.month - 1]} {day.year}"
    if period is Period.QUARTER:
        return f"Triwulan {_ROMAN[(day.month - 1) // 3]} Tahun {day.year}"
    if period is Period.HALF_YEAR:
        return f"Semester {_ROMAN[(day.month - 1) // 6]} Tahun {day.year}"
    return f"Tahun {day.year}"
