"""Devices a minute and CPU for each over SSH, beside nornir with nornir_netmiko. Run by `make bench-ssh`.

python tests/bench/bench_ssh.py [--devices 300] [--sessions 100] [--rtt-ms 30] [--rounds 3] [--faults]

Both log in, ask `show version`, `show interfaces` and `show running-config`, and log out; same devices, same number
of sessions, in turns; medians are printed. The clients keep to one core and the devices to another, where there are
two. With --faults 1,000 devices that think a while about each command are read twice by netmaintd, healthy ones
and then with every tenth at fault. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from netmaintd.config.profile_files import load_profiles
from netmaintd.errors import DeviceError
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.hostkeys import HostKey
from netmaintd.profiles.commands import dialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_connect import fetch_host_key
from serve_logins import PASSWORD, USER

COMMANDS = ("show version", "show interfaces", "show running-config")
Timed = tuple[float, float]


@contextlib.contextmanager
def devices(count: int, lab: Path, rtt_ms: float, *, faulty_each: int = 0, pause_s: float = 0) -> Iterator[list[Any]]:
    """Serve devices in another process, on another core where there is one."""
    here = Path(__file__).with_name("serve_logins.py")
    command = (sys.executable, str(here), str(count), str(lab), str(rtt_ms), str(faulty_each), str(pause_s))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise SystemExit("the devices do not start")
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(process.pid, {cores[-1]})
        os.sched_setaffinity(0, {cores[0]})
        yield json.loads(line)
    finally:
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
        process.terminate()
        process.wait()


class Reading:
    """Reads devices over netmaintd's own sessions."""

    def __init__(self, served: list[Any]) -> None:
        self._credential = SshCredential("bench", USER, PASSWORD)
        self._words = dataclasses.replace(dialogue(load_profiles().get("cisco_ios")), commands=frozenset(COMMANDS))
        self._devices = [
            Device(
                name=f"sw-{number}", address=one["address"], site="bench", platform="cisco_ios",
                ssh=Ssh(credential="bench", port=one["port"]),
            )
            for number, one in enumerate(served)
        ]  # fmt: skip
        self._keys = {device.name: _key(device) for device in self._devices}

    def read(self, device: Device) -> str:
        """Return how it ended, in one word."""
        assert device.ssh is not None
        try:
            with SshSession(
                device, device.ssh, self._credential, self._words,
                host_key=self._keys.get(device.name), deadline=Deadline(120),
            ) as session:  # fmt: skip
                session.open()
                answers = list(session.ask_all(COMMANDS))
        except DeviceError as error:
            return type(error).__name__
        return "ok" if all(answer.complete for answer in answers) else "in doubt"

    def timed(self, sessions: int) -> tuple[Timed, Counter[str]]:
        busy, began = time.process_time(), time.perf_counter()
        with ThreadPoolExecutor(sessions) as pool:
            ends = Counter(pool.map(self.read, self._devices))
        return (time.perf_counter() - began, time.process_time() - busy), ends


def _key(device: Device) -> HostKey | None:
    """Return the key a device shows, None of one that is too ill for it."""
    try:
        return fetch_host_key(device)
    except DeviceError:
        return None


def nornir(served: list[Any], sessions: int) -> Timed:
    """Read the same devices as nornir's users do."""
    from nornir.core import Nornir
    from nornir.core.inventory import Defaults, Groups, Host, Hosts, Inventory
    from nornir.core.plugins.connections import ConnectionPluginRegister
    from nornir.core.task import Result, Task
    from nornir.plugins.runners import ThreadedRunner
    from nornir_netmiko.connections import Netmiko

    ConnectionPluginRegister.register("netmiko", Netmiko)

    def task(task: Task) -> Result:
        connection = task.host.get_connection("netmiko", task.nornir.config)
        text = [connection.send_command(command, read_timeout=60) for command in COMMANDS]
        task.host.close_connection("netmiko")
        return Result(host=task.host, result=sum(map(len, text)))

    hosts = Hosts()
    for number, one in enumerate(served):
        hosts[f"sw-{number}"] = Host(
            f"sw-{number}", one["address"], one["port"], USER, PASSWORD, platform="cisco_ios", defaults=Defaults()
        )
    office = Nornir(Inventory(hosts, Groups(), Defaults()), runner=ThreadedRunner(num_workers=sessions))
    busy, began = time.process_time(), time.perf_counter()
    results = office.run(task=task)
    took = time.perf_counter() - began, time.process_time() - busy
    if results.failed:
        raise SystemExit(f"nornir failed on {len(results.failed_hosts)} devices")
    return took


def compare(given: argparse.Namespace) -> None:
    """Read healthy devices with both in turn."""
    with devices(given.devices, given.lab, given.rtt_ms) as served:
        ours = Reading(served)
        ours.read(ours._devices[0])
        times: dict[str, list[Timed]] = {"nornir + nornir_netmiko": [], "netmaintd": []}
        for _ in range(given.rounds):
            times["nornir + nornir_netmiko"].append(nornir(served, given.sessions))
            took, ends = ours.timed(given.sessions)
            times["netmaintd"].append(took)
            if set(ends) != {"ok"}:
                raise SystemExit(f"netmaintd failed: {dict(ends)}")
    table = Table(title=f"{given.devices} devices, {given.sessions} sessions, {given.rtt_ms:g} ms round trip")
    for heading in ("client", "devices/min", "CPU ms each", "against nornir"):
        table.add_column(heading, justify="left" if heading == "client" else "right")
    slow = median(wall for wall, _ in times["nornir + nornir_netmiko"])
    for name, runs in times.items():
        wall, busy = median(wall for wall, _ in runs), median(busy for _, busy in runs)
        cells = (f"{60 * given.devices / wall:,.0f}", f"{1000 * busy / given.devices:.1f}", f"{slow / wall:.2f} ×")
        table.add_row(name, *cells)
    Console(width=100).print(table)


def with_faults(given: argparse.Namespace) -> None:
    """Read 1,000 slow devices, healthy ones and then with every tenth at fault."""
    took: list[float] = []
    for faulty_each in (0, 10):
        with devices(given.devices, given.lab, 0, faulty_each=faulty_each, pause_s=given.pause_s) as served:
            (wall, _), ends = Reading(served).timed(given.sessions)
        took.append(wall)
        Console(width=100).print(f"every {faulty_each or '–'}th at fault: {wall:.1f} s, {dict(ends)}")
    Console().print(f"with faults against healthy: {took[1] / took[0]:.2f} ×")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=int, default=300)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--rtt-ms", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pause-s", type=float, default=2)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--lab", type=Path, default=Path(__file__).parents[2] / ".." / "shared" / "lab")
    given = parser.parse_args()
    if not (given.lab / "ssh_device.py").exists():
        raise SystemExit(f"{given.lab} has no ssh_device.py; say with --lab where it is")
    with_faults(given) if given.faults else compare(given)


if __name__ == "__main__":
    main()
