"""How other programs read the same agents: net-snmp's snmpbulkwalk and Prometheus' snmp_exporter, where installed."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from serve_agents import IF_TABLE, IF_X_TABLE, USER

_V3 = ("-v3", "-l", "authPriv", "-u", USER[0], "-a", USER[1], "-A", USER[2], "-x", USER[3], "-X", USER[4])
_LABELS = {"ifAlias": f"{IF_X_TABLE}.18", "ifDescr": f"{IF_TABLE}.2", "ifName": f"{IF_X_TABLE}.1"}
_TEXTS = {f"{IF_TABLE}.2", f"{IF_X_TABLE}.1", f"{IF_X_TABLE}.18"}


def snmpbulkwalk(ports: list[int], *, v3: bool, at_once: int) -> tuple[float, float] | None:
    """Return wall and CPU seconds of one process for each table of each agent; None where it is not installed."""
    program = shutil.which("snmpbulkwalk")
    if program is None:
        return None
    version = _V3 if v3 else ("-v2c", "-c", "public")

    def walk(port: int) -> None:
        for table in (IF_TABLE, IF_X_TABLE):
            command = (program, "-Cr50", "-On", "-m", "", *version, f"127.0.0.1:{port}", table)
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(walk, ports))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, busy


def snmp_exporter(ports: list[int], folder: Path, *, v3: bool, at_once: int, names: bool) -> tuple[float, float] | None:
    """Return wall and CPU seconds of a running exporter that is asked over HTTP; None where it is not installed.

    `names` gives each value the labels that its own if_mib has; without them a value carries its ifIndex only.
    """
    program = shutil.which("prometheus-snmp-exporter") or shutil.which("snmp_exporter")
    if program is None:
        return None
    with _exporter(program, _config(v3=v3, names=names), folder) as (pid, address):

        def scrape(port: int) -> None:
            url = f"http://{address}/snmp?target=127.0.0.1:{port}&module=bench"
            with urllib.request.urlopen(url, timeout=30) as page:
                assert b"ifHCInOctets" in page.read()

        scrape(ports[0])
        busy, began = _cpu_s(pid), time.perf_counter()
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(scrape, ports))
        return time.perf_counter() - began, _cpu_s(pid) - busy


@contextmanager
def _exporter(program: str, content: str, folder: Path) -> Iterator[tuple[int, str]]:
    config, address = folder / "snmp.yml", "127.0.0.1:29116"
    config.write_text(content)
    command = (program, f"--config.file={config}", f"--web.listen-address={address}", "--log.level=error")
    process = subprocess.Popen(command, env={**os.environ, "GOMAXPROCS": "1"})
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://{address}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process.pid, address
    finally:
        process.terminate()
        process.wait()


def _config(*, v3: bool, names: bool) -> str:
    lines = ["bench:", f"  walk: [{IF_TABLE[:-2]}, {IF_X_TABLE[:-2]}]", "  metrics:"]
    for table, columns in ((IF_TABLE, 22), (IF_X_TABLE, 19)):
        for column in range(1, columns + 1):
            lines += _metric(table, column, _LABELS if names else {})
    lines += ["  max_repetitions: 25", "  timeout: 10s"]
    if v3:
        lines += ["  version: 3", "  auth:", "    security_level: authPriv", f"    username: {USER[0]}"]
        lines += [f"    password: {USER[2]}", f"    auth_protocol: {USER[1]}"]
        lines += [f"    priv_protocol: {USER[3]}", f"    priv_password: {USER[4]}"]
    else:
        lines += ["  version: 2", "  auth:", "    community: public"]
    return "\n".join(lines) + "\n"


def _metric(table: str, column: int, labels: dict[str, str]) -> list[str]:
    where = f"{table}.{column}"
    name = "ifHCInOctets" if where == f"{IF_X_TABLE}.6" else f"{'if' if table == IF_TABLE else 'ifX'}{column}"
    kind = "DisplayString" if where in _TEXTS else "PhysAddress48" if where == f"{IF_TABLE}.6" else "gauge"
    lines = [f"  - name: {name}", f"    oid: {where}", f"    type: {kind}", f"    help: {name}"]
    lines += ["    indexes:", "    - labelname: ifIndex", "      type: gauge", *(["    lookups:"] if labels else [])]
    for label, oid in labels.items():
        lines += [
            "    - labels: [ifIndex]",
            f"      labelname: {label}",
            f"      oid: {oid}",
            "      type: DisplayString",
        ]
    return lines


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
