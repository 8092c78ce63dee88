"""Which command line belongs to which platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.cli import aruba_aoscx, cisco_ios, frr, huawei_vrp, linux, mikrotik_routeros
from netmaintd.lab.cli.dialect import Cli

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

PLATFORMS = {
    "cisco_ios": (cisco_ios.DIALECT, cisco_ios.answers),
    "huawei_vrp": (huawei_vrp.DIALECT, huawei_vrp.answers),
    "mikrotik_routeros": (mikrotik_routeros.DIALECT, mikrotik_routeros.answers),
    "frr": (frr.DIALECT, frr.answers),
    "linux": (linux.DIALECT, linux.answers),
    "aruba_aoscx": (aruba_aoscx.DIALECT, aruba_aoscx.answers),
}


def cli_of(box: Box) -> Cli:
    """Return the command line of a device."""
    dialect, answers = PLATFORMS[box.device.platform]
    return Cli(box.hostname, dialect, answers(box))
