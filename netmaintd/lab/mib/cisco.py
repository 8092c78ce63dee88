"""CISCO-PROCESS, -MEMORY-POOL, -ENVMON, -ENTITY-SENSOR and -CONFIG-MAN MIB, as IOS serves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.entity import chassis_index, sensors
from netmaintd.lab.mib.rows import Row, gauge, integer, scalars, table, text, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box
    from netmaintd.model.snmp import SnmpValue

NORMAL, WARNING = 1, 2
CHANGED_S, SAVED_S = 7200.0, 3600.0
"""Uptime at the last change and at the last saving; a change that was not saved comes after the saving."""


def process_and_memory(box: Box) -> Iterator[Row]:
    """Tables cpmCPUTotalTable and ciscoMemoryPoolTable."""
    device, life = box.device, box.life

    def busy() -> SnmpValue:
        return gauge(life.wave(device.cpu, 0.03) * 100)

    yield from table(
        "1.3.6.1.4.1.9.9.109.1.1.1.1",
        [((1,), {2: integer(chassis_index(box)), 3: busy, 4: busy, 5: busy, 6: busy, 7: busy, 8: busy})],
    )
    total = device.memory_mib * 2**20
    used = int(total * device.memory_used)
    pools = [("Processor", used, total - used), ("I/O", 18 * 2**20, 46 * 2**20)]
    yield from table(
        "1.3.6.1.4.1.9.9.48.1.1.1",
        (
            ((number,), {2: text(name), 3: integer(0), 4: integer(1), 5: gauge(taken), 6: gauge(free), 7: gauge(free)})
            for number, (name, taken, free) in enumerate(pools, start=1)
        ),
    )


def temperatures(box: Box) -> Iterator[Row]:
    """ciscoEnvMonTemperatureStatusTable, and entSensorValueTable with its thresholds."""
    yield from table(
        "1.3.6.1.4.1.9.9.13.1.3.1",
        (
            (
                (index,),
                {
                    2: text(one.name), 3: gauge(one.celsius), 4: integer(round(one.limit_celsius)), 5: integer(0),
                    6: integer(WARNING if one.celsius > one.limit_celsius else NORMAL),
                },
            )
            for index, one in sensors(box)
        ),
    )  # fmt: skip
    yield from table(
        "1.3.6.1.4.1.9.9.91.1.1.1.1",
        (
            ((index,), {1: integer(8), 2: integer(9), 3: integer(0), 4: integer(round(one.celsius)), 5: integer(1)})
            for index, one in sensors(box)
        ),
    )
    # One threshold each: severity minor (10), relation greaterOrEqual (4).
    yield from table(
        "1.3.6.1.4.1.9.9.91.1.2.1.1",
        (
            ((index, 1), {2: integer(10), 3: integer(4), 4: integer(round(one.limit_celsius))})
            for index, one in sensors(box)
        ),
    )


def configuration(box: Box) -> Iterator[Row]:
    """ccmHistoryRunningLastChanged, -RunningLastSaved, -StartupLastChanged, as sysUpTime of then."""
    changed = CHANGED_S if box.device.unsaved else SAVED_S - 60
    yield from scalars("1.3.6.1.4.1.9.9.43.1.1", {1: ticks(changed), 2: ticks(SAVED_S), 3: ticks(SAVED_S)})
