"""Which tables a device serves: the groups that all have, and those of its platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib import cisco, mikrotik
from netmaintd.lab.mib.entity import entity, entity_sensors
from netmaintd.lab.mib.host import host_resources, ucd
from netmaintd.lab.mib.huawei import huawei
from netmaintd.lab.mib.interfaces import interfaces
from netmaintd.lab.mib.lldp import lldp
from netmaintd.lab.mib.system import engine, system
from netmaintd.lab.mib.tree import MibTree
from netmaintd.lab.mib.ups import ups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netmaintd.lab.box import Box
    from netmaintd.lab.mib.rows import Row

    Group = Callable[[Box], Iterator[Row]]

EVERYWHERE: tuple[Group, ...] = (system, engine, interfaces, lldp)
OF_PLATFORM: dict[str, tuple[Group, ...]] = {
    "cisco_ios": (entity, entity_sensors, cisco.process_and_memory, cisco.temperatures, cisco.configuration),
    "mikrotik_routeros": (entity, host_resources, mikrotik.mikrotik),
    "huawei_vrp": (entity, huawei),
    "aruba_aoscx": (entity, entity_sensors, host_resources),
    "linux": (entity_sensors, host_resources, ucd),
    "frr": (entity_sensors, host_resources, ucd),
    "snmp_standard": (entity, ups),
}


def mib_of(box: Box) -> MibTree:
    """Return every object that the device's agent serves."""
    groups = (*EVERYWHERE, *OF_PLATFORM[box.device.platform])
    return MibTree(row for group in groups for row in group(box))
