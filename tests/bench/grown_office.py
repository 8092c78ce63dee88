"""What an office has after ten years: its inventory and its rounds. For measuring pages, not for reading them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from netmaintd.model.devices import Contact, Device, Inventory, Site
from netmaintd.model.dossier import ManualEntry, Photo, ReplacedPart, VisitRecord
from netmaintd.model.people import Official, Role
from netmaintd.model.results import CheckResult, Finding, FindingState, Measurement, Status
from netmaintd.model.rounds import (
    PlannedDevice,
    PlannedSite,
    Round,
    RoundStatus,
    Signature,
    SignatureMethod,
    StepEntry,
    Visit,
    WorkPlan,
)

FIRST = datetime(2017, 1, 2, 2, tzinfo=UTC)
QUARTER = timedelta(days=91)
CHECKS = (
    "reachability", "identity", "uptime", "cpu", "memory", "flash-space", "temperature", "fans", "power-supply",
    "interface-errors", "uplinks", "neighbors", "clock", "config-saved", "config-backup", "log-review",
    "port-capacity", "firmware", "security-posture", "local-users",
)  # fmt: skip
PEOPLE = {
    role: Official(role.value, f"Pejabat {role.value}", role, f"Jabatan {role.value}")
    for role in (Role.KASI, Role.KABID, Role.KADIS, Role.TIM)
}
BY = (Role.KASI, Role.KABID, Role.KADIS, Role.KABID, Role.KASI, Role.TIM, Role.TIM, Role.KASI, Role.KABID, Role.KADIS)
"""Who acts in steps 1 to 10."""


@dataclass(frozen=True)
class Size:
    """How much there is."""

    devices: int = 1000
    rounds: int = 40
    per_site: int = 10


def inventory(size: Size) -> Inventory:
    """Return the devices of the office."""
    sites = tuple(
        Site(
            name=f"kel-{n:03}", title=f"Kantor Kelurahan {n}", opd=f"Kelurahan {n}", address=f"Jalan Melati {n}",
            contact=Contact(name=f"Lurah {n}", phone="0778 123456"),
        )
        for n in range(size.devices // size.per_site)
    )  # fmt: skip
    devices = tuple(
        Device(
            name=f"sw-{n:04}", address=f"10.1.{n // 250}.{n % 250}", site=sites[n // size.per_site].name,
            vendor="Cisco", platform="cisco_ios", model="WS-C2960X-24TS-L", serial=f"FOC{n:07}", rack="R1",
        )
        for n in range(size.devices)
    )  # fmt: skip
    return Inventory(sites=sites, devices=devices)


def rounds(known: Inventory, size: Size) -> Iterator[Round]:
    """Give all rounds, the last of them under way."""
    for number in range(size.rounds):
        yield _round(known, FIRST + number * QUARTER, last=number == size.rounds - 1)


def _round(known: Inventory, at: datetime, *, last: bool) -> Round:
    name = f"triwulan-{at:%Y-%m-%d}"
    sites = tuple(_planned(known, site, at) for site in known.sites)
    plan = WorkPlan(
        "triwulan", "Pemeliharaan triwulan", f"Triwulan {(at.month - 1) // 3 + 1} {at.year}", "Asia/Jakarta",
        "Memeriksa jaringan", ("SOP",), (), (), "Tidak ada", sites, (),
    )  # fmt: skip
    return Round(
        name, plan.plan, plan.title, at, at - timedelta(days=12), plan, step=6 if last else 11,
        status=RoundStatus.ACTIVE if last else RoundStatus.DONE, version=200,
        visits=tuple(_visit(site, at, last=last) for site in known.sites), trail=tuple(_trail(known, at, last=last)),
        officers=(PEOPLE[Role.TIM],),
    )  # fmt: skip


def _planned(known: Inventory, site: Site, at: datetime) -> PlannedSite:
    devices = tuple(
        PlannedDevice(d.name, d.address, d.platform, d.role, CHECKS, d.vendor, d.model, d.serial, d.rack)
        for d in known.at(site.name)
    )
    end = at + timedelta(hours=6)
    return PlannedSite(site.name, site.title, site.opd, site.address, None, site.name, at, end, devices)


def _visit(site: Site, at: datetime, *, last: bool) -> Visit:
    signature = None if last else Signature(f"Lurah {site.name}", "Lurah", at, SignatureMethod.WET)
    return Visit(site.name, site.opd, at.date(), step=6 if last else 8, signature=signature)


def _trail(known: Inventory, at: datetime, *, last: bool) -> Iterator[StepEntry]:
    for step, role in enumerate(BY, start=1):
        if last and step > 6:
            return
        if step in (6, 7):
            entries = (StepEntry(step, at, at.date(), site.name) for site in known.sites)
        else:
            entries = iter((StepEntry(step, at, at.date()),))
        for entry in entries:
            open_ = last and step == 6
            yield entry if open_ else replace(entry, left_at=at, verb="submit", by=PEOPLE[role], note="Lanjutkan")


def results(device: int, number: int) -> Iterator[CheckResult]:
    """Give the results of a device in a round: mostly well, seldom not, sometimes not checked."""
    for place, check in enumerate(CHECKS):
        lot = (device * 31 + number * 17 + place * 7) % 97
        status = {0: Status.CRITICAL, 1: Status.WARNING, 2: Status.UNKNOWN, 3: Status.UNKNOWN}.get(lot, Status.OK)
        measured = Measurement("busy_ratio", lot / 100, "ratio", "warning >= 0.6, critical >= 0.85")
        yield CheckResult(check, status, f"Beban rata-rata lima menit {lot} persen dari kemampuan", (measured,))


def found(round_: Round, number: int, *, last: bool) -> Iterator[Finding]:
    """Give the findings of a round."""
    for device in (device for site in round_.work_plan.sites for device in site.devices):
        place = int(device.name[-4:])
        site = f"kel-{place // 10:03}"
        for result in results(place, number):
            if result.status in (Status.WARNING, Status.CRITICAL):
                state = FindingState.NEW if last else FindingState.RESOLVED
                yield Finding(
                    round_.id, site, device.name, result.check, result.status, result.summary, state, round_.nominal_at
                )


def visit_record(site: PlannedSite, at: datetime) -> VisitRecord:
    """Return what the team wrote down."""
    manual = tuple(
        ManualEntry("kebersihan", Status.OK, "bersih", "tim", at, at, device=device.name) for device in site.devices
    )
    photos = tuple(Photo("0" * 64, "Rak", phase, at, "tim", site.devices[0].name) for phase in ("before", "after"))
    parts = (ReplacedPart(site.devices[0].name, "Kipas", "A1", "B2"),)
    return VisitRecord(site.site, at, at, ("Pejabat tim",), "Lurah", manual, photos, parts=parts)
