"""The demonstration: simulated devices, a daemon and one round in a folder of its own.

Everything is the product itself; only the devices are simulated, the officials made up, and the clock is one
that can be moved forward.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Self

from netmaintd.config.reload import LiveConfiguration
from netmaintd.daemon.lifecycle import site_for
from netmaintd.daemon.metrics import Metrics
from netmaintd.daemon.service import Service
from netmaintd.daemon.wiring import Parts, wire
from netmaintd.errors import ConfigError, DeviceError, NetmaintdError
from netmaintd.lab import credentials
from netmaintd.lab.city import NETWORK, SNMP_PORT, SSH_PORT, City
from netmaintd.usecases.clock import TrainingClock
from netmaintd.usecases.enrol_device import look_at_key, record_key
from netmaintd.usecases.export_documents import export_documents
from netmaintd.usecases.keep_accounts import create_account
from netmaintd.usecases.open_round import open_round
from netmaintd.usecases.walk_demo_round import DEMO_PEOPLE, DemoRound, assign_demo_people, wait_until_recorded
from netmaintd.web.server import WebServer

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from netmaintd.usecases.run_round import Progress

WORKING_DAYS_BACK = 14
"""The demonstration begins so long ago that its last step is about today."""
RUN_LIMIT_S = 600.0


class Demonstration:
    """A context: everything is up inside, everything is put away after it."""

    def __init__(
        self,
        source: Path,
        state: Path,
        stop: threading.Event,
        say: Callable[[str], None],
        *,
        base_port_ssh: int = SSH_PORT,
        base_port_snmp: int = SNMP_PORT,
        network: str = NETWORK,
    ) -> None:
        """Use inventory and plans below `source`, and a folder that is made anew; `say` gets a line for each event."""
        self._source = source
        self._ports, self._network = (base_port_ssh, base_port_snmp), network
        self._state, self._stop, self._say = state, stop, say
        self.settings_file = state / "netmaintd.toml"
        self.round_id = ""

    def __enter__(self) -> Self:
        """Start simulated devices, store and daemon; what was started is put away when a later part fails."""
        fresh_folder(self._state)
        with ExitStack() as started:
            ssh, snmp = self._ports
            self._city = started.enter_context(
                City.load(state_dir=self._state / "lab", base_port_ssh=ssh, base_port_snmp=snmp, network=self._network)
            )
            write_files(self._source, self._state)
            self._parts = wire(self.settings_file)
            self._clock = self._clock_in_the_past(self._parts)
            self._store = started.enter_context(self._parts.store(create=True))
            assign_demo_people(self._store, self._clock.now(), self._parts.settings.office)
            self._live = LiveConfiguration(self._parts.configuration, self._clock.now())
            self._enrol()
            self._service = Service(self._parts, self._live, self._store, self._clock, Metrics())
            self._service.on_progress = self._tell
            self._service.start(turn_s=1.0)
            started.callback(self._service.close)
            site = site_for(self._parts, self._live, self._store, self._clock)
            self._pages = WebServer(site, self._parts.settings.web.listen)
            started.callback(self._pages.close)
            self._started = started.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Put everything away, the newest first."""
        self._started.close()

    @property
    def http_port(self) -> int:
        """Where `/metrics` is."""
        return self._service.http_port

    @property
    def web_port(self) -> int:
        """Where the pages are."""
        return self._pages.port

    def accounts(self) -> tuple[tuple[str, str], ...]:
        """Make a login for each demo official; returns user name and first password."""
        return tuple(
            (person.user, create_account(self._store, person.user, (), "demo", self._clock.now()))
            for person in DEMO_PEOPLE
        )

    def describe(self) -> Sequence[Sequence[str]]:
        """Return what runs where, and how it is ill."""
        return self._city.describe()

    def walk(self) -> tuple[Path, ...]:
        """Take one round through the chain; returns the documents written."""
        office = self._parts.settings.office
        calendar = self._parts.calendar(self._live.current)
        now = self._clock.now()
        plan = self._live.current.plans[0]
        day = calendar.add_working_days(now.astimezone(plan.zone).date(), 6)
        nominal = datetime.combine(day, plan.window.start_time, plan.zone).astimezone(UTC)
        self.round_id = open_round(self._store, self._live.current, plan, nominal, calendar, now, "demo").id
        walk = DemoRound(self._store, office, calendar, self._clock, self.round_id, self._say)
        walk.dispose()
        walk.open_window()
        if not wait_until_recorded(self._store, self.round_id, self._stop, limit_s=RUN_LIMIT_S):
            raise NetmaintdError(f"{self.round_id}: the devices were not all recorded; the log says why")
        walk.visit_and_report()
        walk.sign_off()
        return export_documents(self._store, self.round_id, self._state / "documents")

    def _clock_in_the_past(self, parts: Parts) -> TrainingClock:
        configuration = parts.configuration(datetime.now(UTC))
        zone = parts.settings.office.zone
        today = datetime.now(zone).date()
        day = parts.calendar(configuration).add_working_days(today, -WORKING_DAYS_BACK)
        return TrainingClock(datetime.combine(day, time(8, 0), zone).astimezone(UTC))

    def _enrol(self) -> None:
        """Record the host keys of all devices that show one, then let one of them change its key."""
        for device in self._live.current.inventory.devices:
            if device.ssh is None:
                continue
            try:
                record_key(self._store, look_at_key(self._store, device), "demo", self._clock.now())
            except DeviceError as error:
                self._say(f"not enrolled: {error}")
        self._city.fall_ill()

    def _tell(self, _round: str, progress: Progress) -> None:
        newest = progress.newest
        if newest:
            self._say(f"  {newest.device:<22} {newest.outcome.value:<16} {newest.status.word}")


def write_files(source: Path, folder: Path) -> None:
    """Write the files of an administrator: copies of inventory, plans and calendar, settings, and the lab's secrets."""
    for name in ("devices", "schedules"):
        files = sorted((source / name).glob("*.yaml"))
        if not files:
            raise ConfigError(f"no {name}/*.yaml in {source.resolve()}; run this in the project's folder, or name it")
        for file in files:
            _write(folder / name / file.name, file.read_text(encoding="utf-8"))
    write_settings(folder)


def write_settings(folder: Path) -> None:
    """Write settings for a folder with `devices/` and `schedules/`, and the lab's own secrets beside them."""
    secrets = {
        "ssh": credentials.SSH.password,
        "enable": credentials.SSH.enable_secret,
        "community": credentials.SNMP_V2C.community,
        "auth": credentials.SNMP_V3.auth_key,
        "priv": credentials.SNMP_V3.priv_key,
    }
    for name, secret in secrets.items():
        _write(folder / "secrets" / name, f"{secret}\n")
    _write(folder / "netmaintd.toml", _SETTINGS.format(folder=folder.resolve(), user=credentials.SSH.username,
                                                       v3=credentials.SNMP_V3.username))  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


_SETTINGS = """\
# Settings of the demonstration; systemd/netmaintd.toml explains every key.
[paths]
devices = "{folder}/devices"
schedules = "{folder}/schedules"
state = "{folder}/state"

[metrics]
listen = "127.0.0.1:0"

[web]
listen = "127.0.0.1:0"

[credentials.lab-ssh]
kind = "ssh"
username = "{user}"
password = {{ file = "{folder}/secrets/ssh" }}
enable_secret = {{ file = "{folder}/secrets/enable" }}

[credentials.lab-snmp-v2c]
kind = "snmp"
community = {{ file = "{folder}/secrets/community" }}

[credentials.lab-snmp-v3]
kind = "snmp"
username = "{v3}"
auth_key = {{ file = "{folder}/secrets/auth" }}
priv_key = {{ file = "{folder}/secrets/priv" }}
"""


def fresh_folder(folder: Path) -> None:
    """Empty a demonstration's folder; refuse one that is not ours."""
    mark = folder / "netmaintd.toml"
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise NetmaintdError(f"{folder} is not empty and not a demonstration's; name another one with --state")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
