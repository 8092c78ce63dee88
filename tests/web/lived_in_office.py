"""An office that has been at work for a while: one round is finished, one stands at its report, one is drafted.

No device is contacted: what devices said is written down as the daemon would. It has everything that a page can
show: results of every kind, photos, a scan, documents in several versions, people with and without accounts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from netmaintd.config.reload import LiveConfiguration
from netmaintd.daemon.demonstration import write_settings
from netmaintd.daemon.lifecycle import site_for
from netmaintd.daemon.wiring import wire
from netmaintd.model.accounts import Grant
from netmaintd.model.dossier import ManualEntry, Photo, VisitRecord
from netmaintd.model.results import CheckResult, Measurement, Outcome, Status
from netmaintd.model.rounds import Decision, PlannedDevice, PlannedSite, Round
from netmaintd.usecases.add_photo import keep_photo
from netmaintd.usecases.clock import TrainingClock
from netmaintd.usecases.record_decision import record_decision
from netmaintd.usecases.record_visit import save_visit
from netmaintd.usecases.sign_by_link import make_link
from netmaintd.usecases.walk_demo_round import assign_demo_people
from netmaintd.web.site import Site
from office import TestOffice, write
from samples import examination
from visiting import jpeg

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("dinas-kesehatan", "kecamatan-tirta-utara")
BEGAN = datetime(2026, 8, 3, 1, 0, tzinfo=UTC)
PASSWORD = "tiga kata sandi"
USERS = ("kasi", "kabid", "kadis", "tim1", "tim2", "auditor", "admin")


class LivedInOffice(TestOffice):
    """An office with three rounds; `current` is the one at its report."""

    site: Site
    finished: Round
    current: Round
    drafted: Round
    token: str
    """Of the link by which the agency of the visit that is done may answer."""

    def decide(self, round_: Round, user: str, verb: str, site: str | None = None, **said: object) -> Round:
        """Decide as somebody, with what is stored now."""
        seen = self.store.rounds.get(round_.id)
        decision = Decision(verb, seen.version, site=site, **said)  # type: ignore[arg-type]
        calendar = self.parts.calendar(self.configuration)
        self.clock.move_to(self.clock.now() + timedelta(minutes=20))
        office, now = self.parts.settings.office, self.clock.now()
        return record_decision(self.store, office, calendar, round_.id, decision, user, now)

    def examine(self, round_: Round) -> None:
        """Record what every device said; the first of each location is ill, the second was not reached."""
        for place in round_.work_plan.sites:
            for nth, device in enumerate(place.devices):
                token = self.store.leases.claim(round_.id, device.name, "uji", self.clock.now(), 60)
                assert token is not None
                found = examined(device, place, nth, self.clock.now())
                self.store.records.record_examination(round_.id, found, token)

    def photograph(self, round_: Round, place: PlannedSite) -> None:
        """Write a visit down with two photos, and an item that is not well."""
        office, now = self.parts.settings.office, self.clock.now()
        photos = tuple(
            Photo(keep_photo(self.store, office, jpeg((800, 600), colour)), caption, phase, now, "Andi Saputra, A.Md.")
            for colour, caption, phase in (("gray", "Rak depan", "before"), ("green", "", "after"))
        )
        entries = tuple(
            ManualEntry(item.name, Status.WARNING if item.name == "label" else Status.OK, "Label pudar",
                        "Andi Saputra, A.Md.", now, now, device.name if device else None)
            for item in round_.work_plan.manual
            for device in (place.devices if item.per_device else (None,))
        )  # fmt: skip
        record = VisitRecord(
            place.site, now, None, ("Andi Saputra, A.Md.",), place.contact or "", entries, photos,
            actions=("Membersihkan rak",), deviations=("Mulai terlambat",),
        )  # fmt: skip
        save_visit(self.store, office, round_.id, record, "tim1", now)


def examined(device: PlannedDevice, place: PlannedSite, nth: int, at: datetime) -> object:
    """Return what a device said: by its place in the location it is ill, silent or well."""
    statuses = (Status.CRITICAL, Status.WARNING, Status.OK, Status.UNKNOWN)
    results = tuple(
        CheckResult(check, statuses[number % 4] if nth == 0 else Status.OK, "Suhu 84 °C (Switch 1 - HotSpot Sensor)", (
            Measurement("loss", 0.0021 * number, "ratio", "perlu perhatian ≥ 1 %, rusak ≥ 20 %"),
            *(Measurement(f"Gi1/0/{port}", port / 10, "ratio", "rusak ≥ 85 %") for port in range(0 if number else 6)),
        ))
        for number, check in enumerate(device.checks)
    )  # fmt: skip
    if nth == 1:
        silent = Outcome.UNREACHABLE.reason or ""
        results = tuple(CheckResult(check, Status.UNKNOWN, silent) for check in device.checks)
    found = examination(device.name, place.site, outcome=Outcome.UNREACHABLE if nth == 1 else Outcome.OK, at=at)
    return dataclasses.replace(found, results=results)


@contextmanager
def lived_in_office(folder: Path) -> Iterator[LivedInOffice]:
    """Open the office and let it live."""
    for path in (*(ROOT / "schedules").glob("*.yaml"), *(ROOT / "devices" / f"lab-{name}.yaml" for name in PLACES)):
        write(folder, f"{path.parent.name}/{path.name}", path.read_text(encoding="utf-8"))
    write_settings(folder)
    office = LivedInOffice(folder)
    office.parts, office.clock = wire(folder / "netmaintd.toml"), TrainingClock(BEGAN)
    office.configuration = office.parts.configuration(office.clock.now())
    with office.parts.store(create=True) as office.store:
        live = LiveConfiguration(office.parts.configuration, office.clock.now())
        office.site = site_for(office.parts, live, office.store, office.clock)
        _live(office)
        yield office


def _live(office: LivedInOffice) -> None:
    now = office.clock.now()
    assign_demo_people(office.store, now, office.parts.settings.office)
    for user in USERS:
        grants = {Grant(user)} if user in set(Grant) else set()
        office.store.accounts.create(user, PASSWORD, "uji", now, grants, must_change=False)
    office.finished = office.open_round(datetime(2026, 8, 17, 1, 0, tzinfo=UTC))
    walk = office.walk(office.finished.id)
    walk.dispose()
    walk.open_window()
    office.examine(office.finished)
    walk.visit_and_report()
    walk.sign_off()
    office.clock.move_to(datetime(2026, 11, 2, 1, 0, tzinfo=UTC))
    office.current = office.open_round(datetime(2026, 11, 16, 1, 0, tzinfo=UTC))
    walk = office.walk(office.current.id)
    walk.dispose()
    walk.open_window()
    office.examine(office.current)
    here, *_ = office.current.work_plan.sites
    office.photograph(office.current, here)
    office.decide(office.current, "tim1", "finish-visit", here.site)
    _, office.token = make_link(
        office.store, office.parts.settings.office, office.current.id, here.site, "tim1", "", office.clock.now()
    )
    office.drafted = office.open_round(datetime(2026, 12, 7, 1, 0, tzinfo=UTC))
