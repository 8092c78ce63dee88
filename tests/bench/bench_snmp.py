"""Devices a second and CPU for each, whole collection: walk, facts, evidence and checks. Run by `make bench-snmp`.

python tests/bench/bench_snmp.py [--agents 100] [--rounds 3] [--at-once 8] [--lab ../shared/lab]

The clients keep to one core and the agents to another, where there are two. The rounds go through all clients in
turn, and medians are printed. CPU time is the figure to trust on a machine that others use; devices a second is how
long it took. "Same tables" asks for what the other clients ask for; the whole profile looks for some forty tables
more, which these agents do not have. Nothing is asserted.
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
from functools import partial
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from netmaintd.checks import registry
from netmaintd.checks.check import Check
from netmaintd.config.profile_files import load_profiles
from netmaintd.model.credentials import SnmpCredential, SshCredential
from netmaintd.model.devices import Device, Snmp, SnmpVersion
from netmaintd.model.results import Method, Outcome
from netmaintd.profiles.profile_set import ProfileSet, Recognition
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.gate import CredentialGate
from netmaintd.transport.snmp_gufo import AVAILABLE
from netmaintd.usecases.clock import SystemClock
from netmaintd.usecases.hold_session import Access, UnrecordedAttempts
from netmaintd.usecases.read_snmp import read_snmp
from other_clients import snmp_exporter, snmpbulkwalk
from serve_agents import IF_TABLE, IF_X_TABLE, USER

FIRST_PORT = 26_000
V2C = SnmpCredential("bench-v2c", community="public")
V3 = SnmpCredential("bench-v3", None, USER[0], USER[1], USER[2], USER[3], USER[4])
Timed = tuple[float, float] | None


def _ssh(_: str) -> SshCredential:
    raise AssertionError("nobody logs in here")


class _OnlyInterfaces(ProfileSet):
    """Knows one platform, with the tables that are rows of ifTable or ifXTable."""

    def __init__(self, profiles: ProfileSet) -> None:
        super().__init__(())
        standard = profiles.get("snmp_standard")
        tables = [table for table in standard.tables if table.rows.startswith((IF_TABLE, IF_X_TABLE))]
        self._only = standard.model_copy(update={"tables": tuple(tables)})

    def recognise(self, *_: object) -> Recognition:
        return Recognition(self._only, "the bench says so")


class Collection:
    """Reads devices as a round does, over one engine."""

    def __init__(self, credential: SnmpCredential, *, fast: bool, whole: bool = True) -> None:
        self._fast = fast
        profiles = load_profiles()
        self._profiles = profiles if whole else _OnlyInterfaces(profiles)
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
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=8)
    parser.add_argument("--lab", type=Path, default=Path(__file__).parents[2] / ".." / "shared" / "lab")
    given = parser.parse_args()
    if not (given.lab / "snmp_device.py").exists():
        raise SystemExit(f"{given.lab} has no snmp_device.py; say with --lab where it is")
    with agents(given.agents, given.lab) as ports, tempfile.TemporaryDirectory() as folder:

        def exported(asked: list[int], v3: bool, *, names: bool) -> Timed:
            return snmp_exporter(asked, Path(folder), v3=v3, at_once=given.at_once, names=names)

        few = ports[: max(1, len(ports) // 5)]

        def netmaintd(asked: list[int], v3: bool, *, fast: bool, whole: bool) -> Timed:
            return Collection(V3 if v3 else V2C, fast=fast, whole=whole).timed(asked, given.at_once)

        runs: list[tuple[str, list[int], Callable[[list[int], bool], Timed]]] = [
            ("netmaintd, gufo", ports, partial(netmaintd, fast=True, whole=True)),
            ("netmaintd, gufo, same tables", ports, partial(netmaintd, fast=True, whole=False)),
            ("netmaintd, pysnmp", few, partial(netmaintd, fast=False, whole=True)),
            ("netmaintd, pysnmp, same tables", few, partial(netmaintd, fast=False, whole=False)),
            ("snmpbulkwalk", few, lambda p, v3: snmpbulkwalk(p, v3=v3, at_once=given.at_once)),
            ("snmp_exporter, no labels", ports, partial(exported, names=False)),
            ("snmp_exporter, if_mib's labels", ports, partial(exported, names=True)),
        ]
        if not AVAILABLE:
            del runs[:2]
        times = [[(run(asked, False), run(asked, True)) for _, asked, run in runs] for _ in range(given.rounds)]
        _print([(name, len(asked), [one[at] for one in times]) for at, (name, asked, _) in enumerate(runs)])


def _print(rows: list[tuple[str, int, list[tuple[Timed, Timed]]]]) -> None:
    table = Table(title="ifTable and ifXTable of 50 ports, 2,050 values; netmaintd with facts, evidence and checks")
    for heading in ("client", "agents", "v2c devices/s", "v2c CPU ms", "v3 devices/s", "v3 CPU ms", "v3 / v2c"):
        table.add_column(heading, justify="left" if heading == "client" else "right")
    for name, many, times in rows:
        v2c, v3 = ([one[at] for one in times] for at in (0, 1))
        if None in v2c + v3:
            table.add_row(name, "not installed")
            continue
        wall, busy, wall_v3, busy_v3 = (
            median(one[part] for one in version if one) / many for version in (v2c, v3) for part in (0, 1)
        )
        cells = (f"{1 / wall:.1f}", f"{1000 * busy:.1f}", f"{1 / wall_v3:.1f}", f"{1000 * busy_v3:.1f}")
        table.add_row(name, str(many), *cells, f"{busy_v3 / busy:.2f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
