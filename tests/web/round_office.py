"""An office for a whole round in a browser: two locations of the lab, nobody in it yet but an administrator.

Devices are examined for real, by the use case that the daemon calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from loopback import own_network
from netmaintd.config.reload import LiveConfiguration
from netmaintd.daemon.demonstration import write_settings
from netmaintd.daemon.lifecycle import site_for
from netmaintd.daemon.wiring import wire
from netmaintd.lab.city import City
from netmaintd.model.accounts import Grant
from netmaintd.model.people import Assignment, Official, Role
from netmaintd.usecases.clock import TrainingClock
from netmaintd.web.site import Site
from office import START, TestOffice, patient, write

PLACES = ("dinas-kesehatan", "kecamatan-tirta-utara")
PASSWORD = "tiga kata sandi"
NOMINAL = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PEOPLE = (
    Official("kasi", "Rahmat Hidayat, S.Kom.", Role.KASI, "Kepala Seksi Infrastruktur dan Teknologi"),
    Official("kabid", "Dewi Lestari, S.T., M.T.", Role.KABID, "Kepala Bidang Penyelenggaraan e-Government"),
    Official("tim1", "Andi Saputra, A.Md.", Role.TIM, "Staf Tim Data Center"),
    Official("tim2", "Sri Wahyuni, S.T.", Role.TIM, "Staf Tim Data Center"),
)
"""Nobody is Kepala Dinas: the post is vacant until somebody acts for it."""
_SCHEDULES = Path(__file__).resolve().parents[2] / "schedules"


class RoundOffice(TestOffice):
    """An office of which only two locations are maintained."""

    site: Site

    def move(self, working_days: int = 0, **hours: float) -> None:
        """Let time pass: to the morning of a later working day, or some hours."""
        calendar = self.parts.calendar(self.configuration)
        if working_days:
            day = calendar.add_working_days(self.clock.now().date(), working_days)
            self.clock.move_to(datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
        self.clock.move_to(self.clock.now() + timedelta(**hours))


@contextmanager
def round_office(folder: Path) -> Iterator[RoundOffice]:
    """Open the office with a drafted round; it has lived for two weeks when the round begins."""
    with own_network() as network, City.load(state_dir=folder / "lab", network=network) as city:
        for name, text in city.inventory_files().items():
            if name.removeprefix("lab-").removesuffix(".yaml") in PLACES:
                write(folder, f"devices/{name}", patient(text))
        for path in _SCHEDULES.glob("*.yaml"):
            write(folder, f"schedules/{path.name}", path.read_text(encoding="utf-8"))
        write_settings(folder)
        office = RoundOffice(folder)
        office.parts, office.clock = wire(folder / "netmaintd.toml"), TrainingClock(START)
        office.configuration = office.parts.configuration(office.clock.now())
        with office.parts.store(create=True) as office.store:
            live = LiveConfiguration(office.parts.configuration, office.clock.now())
            office.site = site_for(office.parts, live, office.store, office.clock)
            office.enrol(*(device.name for device in office.configuration.inventory.devices if device.ssh))
            _settle(office)
            city.fall_ill()
            yield office


def _settle(office: RoundOffice) -> None:
    """Give people posts and accounts; the administrator has an account only."""
    now = office.clock.now()
    for person in PEOPLE:
        office.store.people.assign(Assignment(person, now.date()), "uji", now)
        office.store.accounts.create(person.user, PASSWORD, "uji", now, must_change=False)
    office.store.accounts.create("admin", PASSWORD, "uji", now, {Grant.ADMIN}, must_change=False)
