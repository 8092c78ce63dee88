"""Huawei VRP: display commands, and a configuration that ends with `return`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.lab.cli import huawei_vrp_operation as operation
from netmaintd.lab.cli.dialect import Answers, Dialect
from netmaintd.lab.configs import huawei_vrp as config
from netmaintd.lab.life import spelled

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

DIALECT = Dialect(
    server="HUAWEI-1.5",
    prompt="<{host}>",
    unknown="{pad}^\nError: Unrecognized command found at '^' position.\n",
    quiet=r"screen-width \d+",
    paging_off=r"screen-length 0 temporary",
    more="  ---- More ----",
    abbreviates=True,
    welcome="\nInfo: The max number of VTY users is 5, and the number\n      of current VTY users on line is 1.\n",
)
OFFICE = ZoneInfo("Asia/Jakarta")


def answers(box: Box) -> Answers:
    """Return what each command prints."""
    return {
        "display version": lambda: _version(box),
        "display current-configuration": lambda: running(box),
        "display saved-configuration": lambda: saved(box),
        "display device": lambda: _device(box),
        "display device manufacture-info": lambda: _manufacture(box),
        "display esn": lambda: f"ESN of slot 0: {box.device.serial}\n",
        **operation.answers(box),
    }


def running(box: Box) -> str:
    """Return `display current-configuration`."""
    life = box.life
    changed = (life.now() - timedelta(seconds=life.uptime_s() - 7200)).astimezone(OFFICE)
    head = [
        f"!Software Version {box.device.os_version}",
        f"!Last configuration was updated at {changed:%Y-%m-%d %H:%M:%S}+07:00",
    ]
    return "\n".join([*head, *config.lines(box, box.device.unsaved)]) + "\n"


def saved(box: Box) -> str:
    """Return `display saved-configuration`."""
    return "\n".join([f"!Software Version {box.device.os_version}", *config.lines(box)]) + "\n"


def _version(box: Box) -> str:
    device = box.device
    return (
        "Huawei Versatile Routing Platform Software\n"
        f"VRP (R) software, Version 5.170 (S5735 {device.os_version})\n"
        "Copyright (C) 2000-2021 HUAWEI TECH Co., Ltd.\n"
        f"HUAWEI {device.model} Routing Switch uptime is {spelled(box.life.uptime_s())}\n\n"
        f"{device.model} 0(Master)  : uptime is {spelled(box.life.uptime_s())}\n"
        f"DDR             Memory Size : {device.memory_mib} M bytes\n"
    )


def _device(box: Box) -> str:
    return (
        f"{box.device.model}'s Device status:\n"
        "Slot Sub  Type                   Online    Power    Register     Status     Role\n"
        "-------------------------------------------------------------------------------\n"
        f"0    -    {box.device.model:<22} Present   PowerOn  Registered   Normal     Master\n"
    )


def _manufacture(box: Box) -> str:
    return (
        "Slot  Card  Type               Serial-number          Manu-date\n"
        "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -\n"
        f"0     -     {box.device.model:<18} {box.device.serial:<22} 2021-12-03\n"
    )
