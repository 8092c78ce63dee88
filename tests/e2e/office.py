"""An office for end-to-end tests: files of an administrator, a store, people, and a clock that can be moved."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from netmaintd.config.load import Configuration
from netmaintd.daemon.wiring import Parts, wire
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store
from netmaintd.usecases.carry_out_round import carry_out_round
from netmaintd.usecases.clock import TrainingClock
from netmaintd.usecases.enrol_device import look_at_key, record_key
from netmaintd.usecases.open_round import open_round
from netmaintd.usecases.run_round import Progress, RunContext, RunSummary
from netmaintd.usecases.walk_demo_round import DemoRound, assign_demo_people

START = datetime(2026, 11, 9, 1, 0, tzinfo=UTC)
"""Monday morning in Jakarta."""
PLAN = """
name: triwulan
title: Pemeliharaan Jaringan Berkala
cron: "0 8 16 2,5,8,11 *"
window: {start: "08:00", end: "16:00", days: [1, 2, 3, 4, 5]}
limits: {devices_at_once: 8, device_deadline_s: 60}
checks:
  - {check: reachability, settings: {rtt_warning_s: 5, rtt_critical_s: 10}}
  - {check: ssh-login}
  - {check: snmp-agent}
  - {check: identity}
  - {check: uptime}
  - {check: cpu, settings: {warning: 0.99, critical: 1.0}}
  - {check: memory, settings: {warning: 0.99, critical: 1.0}}
  - {check: uplinks}
  - {check: interface-errors}
  - {check: config-backup}
  - {check: config-change}
manual:
  - {name: kebersihan, title: Perangkat bersih}
"""
HASTY = "timeout_s: 2.0"


@dataclass
class TestOffice:
    """Everything a round needs, in one folder."""

    __test__ = False
    folder: Path
    parts: Parts = field(init=False)
    configuration: Configuration = field(init=False)
    store: Store = field(init=False)
    clock: TrainingClock = field(init=False)
    stop: threading.Event = field(default_factory=threading.Event)
    said: list[str] = field(default_factory=list)

    def open(self) -> TestOffice:
        """Read the files and open the store; people are there, keys are not yet."""
        self.parts = wire(self.folder / "netmaintd.toml")
        self.clock = TrainingClock(START)
        self.configuration = self.parts.configuration(self.clock.now())
        self.store = self.parts.store(create=True)
        assign_demo_people(self.store, self.clock.now(), self.parts.settings.office)
        return self

    def enrol(self, *names: str) -> None:
        """Record the host keys that devices show."""
        for name in names:
            device = self.configuration.inventory.device(name)
            record_key(self.store, look_at_key(self.store, device), "test", self.clock.now())

    def open_round(self, nominal: datetime) -> Round:
        """Open a round of the only plan."""
        plan = self.configuration.plans[0]
        calendar = self.parts.calendar(self.configuration)
        return open_round(self.store, self.configuration, plan, nominal, calendar, self.clock.now(), "test")

    def walk(self, round_id: str) -> DemoRound:
        """Return the officials of a round."""
        calendar = self.parts.calendar(self.configuration)
        office = self.parts.settings.office
        return DemoRound(self.store, office, calendar, self.clock, round_id, self.said.append)

    def run(self, round_id: str, on_progress: object = None) -> RunSummary:
        """Carry a round out here."""
        context = RunContext(
            self.store, self.configuration, self.parts.profiles, self.clock, self.stop, on_progress or _nothing,
            self.parts.keeping,
        )  # fmt: skip
        return carry_out_round(round_id, context)


def _nothing(_: Progress) -> None:
    pass


def patient(inventory: str) -> str:
    """Return the lab's inventory with time for an answer of SNMP on a busy machine; no device of it is silent."""
    assert HASTY in inventory
    return inventory.replace(HASTY, "timeout_s: 15.0")


def write(folder: Path, name: str, text: str) -> None:
    """Write a file that only its owner can read."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
