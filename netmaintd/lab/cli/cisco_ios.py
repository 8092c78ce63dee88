"""Cisco IOS and IOS XE: enable, pager, and the show commands of a maintenance visit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.lab.cli import cisco_ios_operation as operation
from netmaintd.lab.cli.dialect import Answers, Dialect
from netmaintd.lab.configs import cisco_ios as config
from netmaintd.lab.life import spelled
from netmaintd.lab.mib.system import family, image

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

DIALECT = Dialect(
    prompt="{host}#",
    user_prompt="{host}>",
    unknown="{pad}^\n% Invalid input detected at '^' marker.\n\n",
    quiet=r"terminal width \d+|terminal no monitor|no terminal monitor",
    paging_off=r"ter\w* len\w* 0",
    more=" --More-- ",
    privileged=r"show (running|startup)-config",
    abbreviates=True,
    server="Cisco-1.25",
    welcome="\nHanya untuk petugas berwenang Pemerintah Kota Contoh.\n\n",
)
OFFICE = ZoneInfo("Asia/Jakarta")
NVRAM_BYTES = 2097152


def answers(box: Box) -> Answers:
    """Return what each command prints."""
    return {
        "show version": lambda: _version(box),
        "show running-config": lambda: running(box),
        "show startup-config": lambda: startup(box),
        "show inventory": lambda: _inventory(box),
        "show lldp neighbors": lambda: _neighbours(box),
        "show interfaces status": lambda: _status(box),
        **operation.answers(box),
    }


def running(box: Box) -> str:
    """Return `show running-config`, with the lines that change by themselves."""
    changed_s, ago_s = 7200.0, box.life.uptime_s() // 600
    text = _written(box, box.device.unsaved, changed_s, clock_period=17179800 + int(ago_s) % 97)
    return f"Building configuration...\n\nCurrent configuration : {len(text)} bytes\n{text}\n"


def startup(box: Box) -> str:
    """Return `show startup-config`: what a restart would load."""
    text = _written(box, (), 3600.0, clock_period=17179805)
    return f"Using {len(text)} out of {NVRAM_BYTES} bytes\n{text}\n"


def _written(box: Box, more: tuple[str, ...], changed_s: float, clock_period: int) -> str:
    body = config.lines(box, more)
    changed = box.life.now() - timedelta(seconds=box.life.uptime_s() - changed_s)
    stamp = changed.astimezone(OFFICE).strftime("%H:%M:%S WIB %a %b %-d %Y")
    if box.device.os_version.startswith("15"):
        body.insert(-3, f"ntp clock-period {clock_period}")
    return "\n".join(["!", f"! Last configuration change at {stamp} by petugas", "!", *body]) + "\n"


def _version(box: Box) -> str:
    device = box.device
    ports = sum(port.kind == "ethernet" for port in device.ports)
    xe = "" if device.os_version.startswith("15") else f"Cisco IOS XE Software, Version {device.os_version}\n"
    return (
        f"{xe}Cisco IOS Software{'' if not xe else ' [Amsterdam]'}, {family(box)} Software ({image(box)}), "
        f"Version {device.os_version}, RELEASE SOFTWARE (fc3)\n"
        "Technical Support: http://www.cisco.com/techsupport\n"
        "Copyright (c) 1986-2023 by Cisco Systems, Inc.\n"
        "Compiled Tue 07-Feb-23 00:11 by mcpre\n\n"
        "ROM: Bootstrap program is IOS boot loader\n\n"
        f"{box.hostname} uptime is {spelled(box.life.uptime_s())}\n"
        f"System returned to ROM by {operation.returned_by(box)}\n"
        f'System image file is "flash:{image(box).lower()}.bin"\n'
        f"Last reload reason: {operation.returned_by(box)}\n\n"
        f"cisco {device.model} (APM86XXX) processor (revision V02) with {device.memory_mib * 1024}K bytes of memory.\n"
        f"Processor board ID {device.serial}\n"
        f"{ports} Gigabit Ethernet interfaces\n"
        f"Model number                       : {device.model}\n"
        f"System serial number               : {device.serial}\n\n"
        "Configuration register is 0x102\n\n"
    )


def _inventory(box: Box) -> str:
    device = box.device
    return (
        f'NAME: "Chassis", DESCR: "Cisco {device.model} Chassis"\n'
        f"PID: {device.model}        , VID: V02  , SN: {device.serial}\n\n\n"
    )


def _neighbours(box: Box) -> str:
    capabilities = "Capability codes:\n    (R) Router, (B) Bridge, (O) Other\n\n"
    head = "Device ID           Local Intf     Hold-time  Capability      Port ID\n"
    seen = "".join(f"{n.box.name:<20}{n.local:<15}120        B               {n.port.name}\n" for n in box.neighbours)
    return f"{capabilities}{head}{seen}\nTotal entries displayed: {len(box.neighbours)}\n\n"


def _status(box: Box) -> str:
    head = "\nPort      Name               Status       Vlan       Duplex  Speed Type\n"
    return head + "".join(
        f"{port.name:<10}{port.alias[:18]:<19}{'connected' if port.up else 'notconnect':<13}"
        f"{'trunk' if port.trunk else str(port.vlan or 1):<11}{'a-full' if port.up else 'auto':>6} "
        f"{'a-1000' if port.up else 'auto':>6} 10/100/1000BaseTX\n"
        for port in box.device.ports
        if port.kind == "ethernet"
    )
