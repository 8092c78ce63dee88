"""MikroTik RouterOS 6 and 7: print commands and `/export`, which carries the date on top."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.lab.cli import mikrotik_operation as operation
from netmaintd.lab.cli.dialect import Answers, Dialect
from netmaintd.lab.configs import mikrotik_routeros as config

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

DIALECT = Dialect(
    server="ROSSSH",
    prompt="[petugas@{host}] > ",
    unknown="bad command name {word} (line 1 column 1)\n",
    console_suffix=True,
    leave=frozenset({"quit", "/quit"}),
    welcome="\n\n  MikroTik RouterOS (c) 1999-2024       https://www.mikrotik.com/\n\n",
)
OFFICE = ZoneInfo("Asia/Jakarta")
EXPORTS = ("/export", "/export terse", "/export compact", "/export show-sensitive", "/export hide-sensitive")


def answers(box: Box) -> Answers:
    """Return what each command prints; with and without the leading slash, as RouterOS takes both."""
    commands = {name: lambda: export(box) for name in EXPORTS}
    for name, answer in (
        ("/system resource print", lambda: _resource(box)),
        ("/system identity print", lambda: f"  name: {box.hostname}\n\n"),
        ("/system routerboard print", lambda: _routerboard(box)),
        ("/system package print", lambda: _packages(box)),
        ("/system health print", lambda: _health(box)),
        *operation.answers(box).items(),
    ):
        commands[name] = commands[f"{name} without-paging"] = answer
    return commands | {name.removeprefix("/"): answer for name, answer in commands.items()}


def export(box: Box) -> str:
    """Return `/export`: its first line is the time of the export."""
    device = box.device
    now = box.life.now().astimezone(OFFICE)
    six = device.os_version.startswith("6")
    when = now.strftime("%b/%d/%Y %H:%M:%S").lower() if six else now.strftime("%Y-%m-%d %H:%M:%S")
    head = [
        f"# {when} by RouterOS {device.os_version}",
        "# software id = LAB0-C0NT",
        "#",
        f"# model = {device.model}",
        f"# serial number = {device.serial}",
    ]
    return "\n".join([*head, *config.lines(box, device.unsaved)]) + "\n"


def _resource(box: Box) -> str:
    device, total = box.device, box.device.memory_mib
    disk = device.volumes[0]
    rows = {
        "uptime": _short(box.life.uptime_s()), "version": f"{device.os_version} (stable)",
        "build-time": "2024-07-24 10:39:01", "free-memory": f"{total * (1 - device.memory_used):.1f}MiB",
        "total-memory": f"{total:.1f}MiB", "cpu": "ARM64" if device.os_version.startswith("7") else "ARM",
        "cpu-count": "4", "cpu-load": f"{round(box.life.wave(device.cpu, 0.03) * 100)}%",
        "free-hdd-space": f"{disk.size_mib * (1 - disk.used):.1f}MiB", "total-hdd-space": f"{disk.size_mib:.1f}MiB",
        "architecture-name": "arm64" if device.os_version.startswith("7") else "arm",
        "board-name": device.model, "platform": "MikroTik",
    }  # fmt: skip
    return "".join(f"{name:>26}: {value}\n" for name, value in rows.items()) + "\n"


def _short(uptime_s: float) -> str:
    minutes, seconds = divmod(int(uptime_s), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    weeks, days = divmod(days, 7)
    parts = ((weeks, "w"), (days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count)


def _routerboard(box: Box) -> str:
    rows = {
        "routerboard": "yes", "model": box.device.model, "serial-number": box.device.serial, "firmware-type": "al64",
        "factory-firmware": "6.45.9", "current-firmware": box.device.os_version,
        "upgrade-firmware": box.device.os_version,
    }  # fmt: skip
    return "".join(f"{name:>18}: {value}\n" for name, value in rows.items()) + "\n"


def _packages(box: Box) -> str:
    return f"Columns: NAME, VERSION\n#  NAME      VERSION\n0  routeros  {box.device.os_version}\n\n"


def _health(box: Box) -> str:
    rows = "".join(f"{n}  {one.name:<18} {one.celsius:.0f}    C\n" for n, one in enumerate(box.device.sensors))
    return f"Columns: NAME, VALUE, TYPE\n#  NAME               VALUE TYPE\n{rows}\n"
