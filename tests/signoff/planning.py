"""A small inventory of two locations for the tests of work plans, and choices on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from netmaintd.model.people import Official, Role
from netmaintd.model.plans import Freeze, OfficeCalendar, Plan
from netmaintd.model.rounds import LeftOut, PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.plan_beginning import choices_of
from netmaintd.signoff.plan_choices import Choices, Offer

ZONE = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkingCalendar(OfficeCalendar(), ZONE)
FROZEN = WorkingCalendar(
    OfficeCalendar(freezes=(Freeze(first=date(2026, 12, 3), last=date(2026, 12, 9), reason="Pemilihan umum"),)), ZONE
)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
START = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)
"""Thursday, 08:00 on the office's wall."""
END = START + timedelta(hours=8)
FILE = Plan.model_validate(
    {
        "name": "triwulan", "title": "Pemeliharaan", "cron": "0 8 3 12 *",
        "window": {"start": "08:00", "end": "16:00", "days": [1, 2, 3, 4, 5]}, "checks": [{"check": "cpu"}],
    }
)  # fmt: skip
ANDI = Official("andi", "Andi Saputra", Role.TIM, "Staf")
SRI = Official("sri", "Sri Wahyuni", Role.TIM, "Staf")


def device(name: str) -> PlannedDevice:
    return PlannedDevice(name, "192.0.2.1", "cisco_ios", "access", ("cpu",))


def site(name: str, *devices: str, starts_at: datetime = START, officers: tuple[Official, ...] = ()) -> PlannedSite:
    return PlannedSite(
        name, name.title(), f"OPD {name}", "Jalan 1", None, None, starts_at, starts_at + timedelta(hours=8),
        tuple(map(device, devices)), officers,
    )  # fmt: skip


def plan(*sites: PlannedSite, left_out: tuple[LeftOut, ...] | None = ()) -> WorkPlan:
    return WorkPlan(
        "triwulan", "Pemeliharaan", "Triwulan IV Tahun 2026", "Asia/Jakarta", "Memeriksa", (), ("Tidak ada",), (),
        "Tidak ada", sites, (WorkPlanItem("debu", "Bersih dari debu", "optional", per_device=True),), left_out,
    )  # fmt: skip


OLD = LeftOut("sw-tua", "balai", "Balai", "tidak aktif di inventaris")
UPS = LeftOut("ups-1", "balai", "Balai", "tidak termasuk cakupan berkas rencana ini")
DRAFTED = plan(site("balai", "sw-1", "sw-2"), site("dinas", "sw-3"), left_out=(OLD, UPS))
EVERYTHING = plan(site("balai", "sw-1", "sw-2", "ups-1"), site("dinas", "sw-3"), left_out=(OLD,))
OFFER = Offer(EVERYTHING, DRAFTED)


def choices(base: WorkPlan = DRAFTED, offer: Offer = OFFER, **places: dict[str, object]) -> Choices:
    """Return a plan as choices, with other words for some of its locations."""
    drawn = choices_of(base, offer, (ANDI, SRI))
    changed = tuple(replace(one, **places.get(one.site, {})) for one in drawn.places)  # type: ignore[arg-type]
    return replace(drawn, places=changed)
