"""Aruba AOS-CX: show commands with a pager that `no page` turns off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.cli.dialect import Answers, Dialect
from netmaintd.lab.configs import aruba_aoscx as config
from netmaintd.lab.life import spelled

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

DIALECT = Dialect(
    prompt="{host}# ",
    unknown="Invalid input: {word}\n",
    paging_off=r"no page",
    more="-- MORE --, next page: Space, next line: Enter, quit: q",
    abbreviates=True,
)


def answers(box: Box) -> Answers:
    """Return what each command prints."""
    return {
        "show version": lambda: _version(box),
        "show system": lambda: _system(box),
        "show running-config": lambda: running(box),
        "show startup-config": lambda: startup(box),
        "show environment temperature": lambda: _temperatures(box),
    }


def running(box: Box) -> str:
    """Return `show running-config`."""
    return "\n".join(["Current configuration:", *config.lines(box, box.device.unsaved)]) + "\n"


def startup(box: Box) -> str:
    """Return `show startup-config`."""
    return "\n".join(["Startup configuration:", *config.lines(box)]) + "\n"


def _version(box: Box) -> str:
    rule = "-" * 77
    return (
        f"{rule}\nArubaOS-CX\n(c) Copyright 2017-2024 Hewlett Packard Enterprise Development LP\n{rule}\n"
        f"Version      : {box.device.os_version}\nBuild Date   : 2024-05-14 17:22:01 UTC\n"
        f"Build ID     : ArubaOS-CX:{box.device.os_version}:0a1b2c3d4e5f:202405141632\n"
        "Active Image : primary\n\nService OS Version : PL.01.14.0002\nBIOS Version       : PL.02.0002\n"
    )


def _system(box: Box) -> str:
    device = box.device
    rows = {
        "Hostname": box.hostname, "System Description": device.os_version, "System Contact": "",
        "System Location": box.site.title, "Vendor": "Aruba", "Product Name": f"JL679A {device.model}",
        "Chassis Serial Nbr": device.serial, "Base MAC Address": box.mac().hex(),
        "ArubaOS-CX Version": device.os_version,
        "Time Zone": "Asia/Jakarta", "Up Time": spelled(box.life.uptime_s()),
        "CPU Util (%)": round(box.life.wave(device.cpu, 0.03) * 100),
        "Memory Usage (%)": round(device.memory_used * 100),
    }  # fmt: skip
    return "".join(f"{name:<19}: {value}\n" for name, value in rows.items())


def _temperatures(box: Box) -> str:
    head = (
        "Temperature information\n"
        + "-" * 60
        + "\nMbr/Slot-Sensor            Current\n                           temperature  Status\n"
    )
    return head + "".join(f"{one.name:<27}{one.celsius:.2f} C      normal\n" for one in box.device.sensors)
