"""Draft the work plan of a round from plan and inventory: every location, device and check (SOP step 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.checks import registry
from netmaintd.model.facts import ConfigSaved, ConfigText, Fact, SnmpAgent, SshLogin
from netmaintd.model.plans import Period
from netmaintd.model.rounds import PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem
from netmaintd.model.windows import next_window

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.model.devices import Device, Inventory, Site
    from netmaintd.model.plans import Plan
    from netmaintd.model.windows import Interval

_ONLY_SSH: set[type[Fact]] = {SshLogin, ConfigText, ConfigSaved}
_ONLY_SNMP: set[type[Fact]] = {SnmpAgent}
_ROMAN = ("I", "II", "III", "IV")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def draft_work_plan(
    plan: Plan, inventory: Inventory, nominal_at: datetime, known: frozenset[str] = frozenset()
) -> WorkPlan:
    """Return the work plan for one due slot; locations come in the order of the inventory.

    Args:
        known: devices that were examined before; only for them a comparison is planned.
    """
    chosen = [device for device in inventory.devices if device.enabled and plan.devices.chooses(device)]
    window = next_window(plan, nominal_at)
    sites = (
        _planned_site(site, window, tuple(_planned_device(d, plan, known) for d in chosen if d.site == site.name))
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
    )


def checks_for(plan: Plan, device: Device, known: frozenset[str]) -> tuple[str, ...]:
    """Return the checks that are planned for a device.

    A check of a service that the device does not have by the inventory (SSH on a UPS) is not planned for it:
    it would be "tidak diperiksa" for ever and hide what really was not checked. A comparison is planned from
    the second examination on.
    """
    without = (set() if device.ssh else _ONLY_SSH) | (set() if device.snmp else _ONLY_SNMP)
    chosen = (item.check for item in plan.checks if item.concerns(device.role))
    kinds = ((name, registry.kind_of(name)) for name in chosen)
    return tuple(
        name for name, kind in kinds if not without & set(kind.needs) and (device.name in known or not kind.compares)
    )


def _planned_device(device: Device, plan: Plan, known: frozenset[str]) -> PlannedDevice:
    return PlannedDevice(
        name=device.name,
        address=device.address,
        platform=device.platform,
        role=device.role,
        checks=checks_for(plan, device, known),
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
