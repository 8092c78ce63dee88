"""A small round for the tests of this room: two locations, three devices, and the people of the SOP."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from netmaintd.model.people import Capacity, Official, Role
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.rounds import (
    Decision,
    PlannedDevice,
    PlannedSite,
    Round,
    Signature,
    SignatureMethod,
    Visit,
    WorkPlan,
    WorkPlanItem,
)
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.chain import begin, decide
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.table import Requirement, Transition

JAKARTA = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkingCalendar(OfficeCalendar(), JAKARTA)
OPENED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PLANNED_ON = date(2026, 12, 3)
OFFICIALS = {
    Role.KASI: Official("rahmat", "Rahmat Hidayat", Role.KASI, "Kepala Seksi Infrastruktur dan Teknologi"),
    Role.KABID: Official("dewi", "Dewi Lestari", Role.KABID, "Kepala Bidang e-Government"),
    Role.KADIS: Official("bambang", "Bambang Susilo", Role.KADIS, "Kepala Dinas Kominfo", Capacity.PLT),
    Role.TIM: Official("andi", "Andi Saputra", Role.TIM, "Staf Tim Data Center"),
    Role.OPD: Official("camat", "Siti Aminah", Role.OPD, "Camat", opd="OPD walikota"),
}
SITES = ("walikota", "sekupang")


def work_plan() -> WorkPlan:
    starts_at = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)

    def device(name: str, rack: str | None = None) -> PlannedDevice:
        return PlannedDevice(name, "192.0.2.1", "cisco_ios", "access", ("cpu", "identity"), rack=rack)

    def site(name: str, *devices: PlannedDevice) -> PlannedSite:
        end = starts_at + timedelta(hours=8)
        return PlannedSite(name, name.title(), f"OPD {name}", "Jalan 1", None, None, starts_at, end, devices)

    return WorkPlan(
        "triwulan", "Pemeliharaan", "Triwulan IV Tahun 2026", "Asia/Jakarta", "Tujuan", (), (), (), "Tidak ada",
        (site("walikota", device("sw-1", "R1"), device("sw-2", "R1")), site("sekupang", device("sw-3"))),
        (WorkPlanItem("kabel", "Kerapian kabel", "optional", False), WorkPlanItem("debu", "Debu", "none", True)),
    )  # fmt: skip


def fresh_round() -> Round:
    visits = tuple(Visit(name, f"OPD {name}", PLANNED_ON) for name in SITES)
    nominal = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)
    drafted = Round("triwulan-2026-12-03", "triwulan", "Pemeliharaan", nominal, OPENED, work_plan(), visits=visits)
    return begin(drafted, OPENED, CALENDAR)


def signature(at: datetime, *, note: str = "") -> Signature:
    return Signature("Siti Aminah", "Camat", at, SignatureMethod.WET, note)


def full_decision(round_: Round, row: Transition, at: datetime, site: str | None = None, gap: str = "") -> Decision:
    """Return a decision that says everything a row asks for."""
    needs = row.requires
    words = bool(needs & {Requirement.REASON, Requirement.NOTE, Requirement.INSTRUCTIONS})
    return Decision(
        row.verb,
        round_.version,
        site=site,
        reason="alasan" if words else "",
        until=date(2027, 6, 1) if Requirement.UNTIL in needs else None,
        items=((gap or "foto sw-1"),) if Requirement.ITEMS in needs else (),
        officers=(OFFICIALS[Role.TIM],) if Requirement.OFFICERS in needs else (),
        signature=signature(at) if Requirement.SIGNATURE in needs else None,
    )


class Story:
    """A round that lives on: every act takes an hour."""

    def __init__(self, round_: Round | None = None) -> None:
        self.round = round_ or fresh_round()
        self.at = OPENED

    def act(self, role: Role, verb: str, *, allow_same_person: bool = False, gaps: tuple[Gap, ...] = (),
            actor: Official | None = None, **said: object) -> Round:  # fmt: skip
        self.at += timedelta(hours=1)
        decision = replace(Decision(verb, self.round.version), **said)  # type: ignore[arg-type]
        person = actor or OFFICIALS[role]
        same = allow_same_person
        self.round = decide(self.round, decision, person, self.at, CALENDAR, gaps, allow_same_person=same)
        return self.round

    def to_the_locations(self) -> Round:
        self.act(Role.KASI, "submit")
        self.act(Role.KABID, "forward")
        self.act(Role.KADIS, "dispose", reason="laksanakan")
        self.act(Role.KABID, "dispose", reason="koordinasikan")
        return self.act(Role.KASI, "appoint", officers=(OFFICIALS[Role.TIM],), reason="ditunjuk")

    def visit_all(self, *sites: str) -> Round:
        for site in sites or SITES:
            self.act(Role.TIM, "finish-visit", site=site)
            self.act(Role.TIM, "acknowledge", site=site, signature=signature(self.at))
        return self.round

    def to_the_check(self) -> Round:
        self.to_the_locations()
        self.visit_all()
        return self.act(Role.TIM, "submit-report")
