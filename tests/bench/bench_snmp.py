"""Devices a second and CPU for each, whole collection: walk, facts, evidence and checks. Run by `make bench-snmp`.

python tests/bench/bench_snmp.py [--agents 100] [--at-once 8] [--lab ../shared/lab]

The client keeps to one core and the agents to another, where there are two. CPU time is the figure to trust on a
machine that others use; devices a second is how long it took. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from netmaintd.checks import registry
from netmaintd.checks.check import Check
from netmaintd.config.profile_files import load_profiles
from netmaintd.model.credentials import SnmpCredential, SshCredential
from netmaintd.model.devices import Device, Snmp, SnmpVersion
from netmaintd.model.results import Method, Outcome
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.gate import CredentialGate
from netmaintd.transport.snmp_gufo import AVAILABLE
from netmaintd.usecases.clock import SystemClock
from netmaintd.usecases.hold_session import Access, UnrecordedAttempts
from netmaintd.usecases.read_snmp import read_snmp
from other_clients import snmp_exporter, snmpbulkwalk
from serve_agents import USER

FIRST_PORT = 26_000
V2C = SnmpCredential("bench-v2c", community="public")
V3 = SnmpCredential("bench-v3", None, USER[0], USER[1], USER[2], USER[3], USER[4])
Timed = tuple[float, float] | None


def _ssh(_: str) -> SshCredential:
    raise AssertionError("nobody logs in here")


class Collection:
    """Reads devices as a round does, over one engine."""

    def __init__(self, credential: SnmpCredential, *, fast: bool) -> None:
        self._fast, self._credential = fast, credential
        self._profiles = load_profiles()
        self._checks: list[Check] = [registry.build(name) for name in registry.names()]
        self._checks = [check for check in self._checks if check.method is Method.SNMP]
        self._access = Access(
            _ssh, lambda _: credential, lambda _: None, CredentialGate(64), UnrecordedAttempts(), SystemClock()
        )
        self._snmp = Snmp(version=SnmpVersion.V3 if credential.level else SnmpVersion.V2C, credential=credential.name)

    def read(self, port: int) -> None:
        device = Device(name=f"sw-{port}", address="127.0.0.1", site="bench")
        snmp = self._snmp.model_copy(update={"port": port})
        reading = read_snmp(device, snmp, self._profiles, self._access, Deadline(60), fast=self._fast)
        assert reading.report.outcome is Outcome.OK, reading.report
        for check in self._checks:
            check.run(reading.facts)

    def timed(self, ports: list[int], at_once: int) -> Timed:
        self.read(ports[0])  # imports, engine, keys: once for a process
        busy, began = time.process_time(), time.perf_counter()
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(self.read, ports))
        return time.perf_counter() - began, time.process_time() - busy


@contextlib.contextmanager
def agents(count: int, lab: Path) -> Iterator[list[int]]:
    """Serve agents in another process, on another core where there is one."""
    here = Path(__file__).with_name("serve_agents.py")
    command = (sys.executable, str(here), str(FIRST_PORT), str(count), str(lab))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        if "ready" not in process.stdout.readline():
            raise SystemExit("the agents do not start")
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(process.pid, {cores[-1]})
        os.sched_setaffinity(0, {cores[0]})
        yield list(range(FIRST_PORT, FIRST_PORT + count))
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Measure all clients on the same agents, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=8)
    parser.add_argument("--lab", type=Path, default=Path(__file__).parents[2] / ".." / "shared" / "lab")
    given = parser.parse_args()
    if not (given.lab / "snmp_device.py").exists():
        raise SystemExit(f"{given.lab} has no snmp_device.py; say with --lab where it is")
    with agents(given.agents, given.lab) as ports, tempfile.TemporaryDirectory() as folder:

        def exported(asked: list[int], v3: bool, *, names: bool) -> Timed:
            return snmp_exporter(asked, Path(folder), v3=v3, at_once=given.at_once, names=names)

        few = ports[: max(1, len(ports) // 5)]
        runs: list[tuple[str, list[int], Callable[[list[int], bool], Timed]]] = [
            ("netmaintd, pysnmp", few, lambda p, v3: Collection(V3 if v3 else V2C, fast=False).timed(p, given.at_once)),
            ("snmpbulkwalk", few, lambda p, v3: snmpbulkwalk(p, v3=v3, at_once=given.at_once)),
            ("snmp_exporter, no labels", ports, lambda p, v3: exported(p, v3, names=False)),
            ("snmp_exporter, if_mib's labels", ports, lambda p, v3: exported(p, v3, names=True)),
        ]
        if AVAILABLE:
            fast = lambda p, v3: Collection(V3 if v3 else V2C, fast=True).timed(p, given.at_once)  # noqa: E731
            runs.insert(0, ("netmaintd, gufo", ports, fast))
        _print([(name, asked, [run(asked, v3) for v3 in (False, True)]) for name, asked, run in runs])


def _print(rows: list[tuple[str, list[int], list[Timed]]]) -> None:
    table = Table(title="ifTable and ifXTable of 50 ports, 2,050 values; netmaintd with facts, evidence and checks")
    for heading in ("client", "agents", "v2c devices/s", "v2c CPU ms", "v3 devices/s", "v3 CPU ms", "v3 / v2c"):
        table.add_column(heading, justify="left" if heading == "client" else "right")
    for name, asked, (v2c, v3) in rows:
        if v2c is None or v3 is None:
            table.add_row(name, "not installed")
            continue
        many = len(asked)
        cells = [
            f"{many / v2c[0]:.1f}",
            f"{1000 * v2c[1] / many:.1f}",
            f"{many / v3[0]:.1f}",
            f"{1000 * v3[1] / many:.1f}",
        ]
        table.add_row(name, str(many), *cells, f"{v3[1] / v2c[1]:.2f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
