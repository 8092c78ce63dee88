"""ENTITY-MIB (RFC 6933) and ENTITY-SENSOR-MIB (RFC 3433): chassis and temperature sensors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Cells, Row, gauge, integer, pointer, table, text, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box
    from netmaintd.lab.description import LabSensor

CHASSIS, SENSOR = 3, 8
FIRST_SENSOR = 1001
CHASSIS_INDEX = {"huawei_vrp": 67108867}
"""entPhysicalIndex of the chassis where it is not 1."""


def chassis_index(box: Box) -> int:
    """Return entPhysicalIndex of the chassis."""
    return CHASSIS_INDEX.get(box.device.platform, 1)


def sensors(box: Box) -> Iterator[tuple[int, LabSensor]]:
    """Every sensor with its entPhysicalIndex."""
    return enumerate(box.device.sensors, start=FIRST_SENSOR)


def entity(box: Box) -> Iterator[Row]:
    """entPhysicalTable: the chassis and its sensors."""
    device, chassis = box.device, chassis_index(box)
    rows = [((chassis,), _part(0, CHASSIS, "Chassis", f"{device.model} chassis"))]
    rows[0][1].update({8: text("V02"), 10: text(device.os_version), 11: text(device.serial)})
    rows[0][1].update({12: text(device.vendor), 13: text(device.model), 16: integer(1)})
    rows += [((index,), _part(chassis, SENSOR, one.name, f"{one.name} sensor")) for index, one in sensors(box)]
    yield from table("1.3.6.1.2.1.47.1.1.1.1", rows)


def _part(within: int, kind: int, name: str, descr: str) -> Cells:
    empty = text("")
    return {
        2: text(descr), 3: pointer("0.0"), 4: integer(within), 5: integer(kind), 6: integer(1), 7: text(name),
        8: empty, 9: empty, 10: empty, 11: empty, 12: empty, 13: empty, 16: integer(2),
    }  # fmt: skip


def entity_sensors(box: Box) -> Iterator[Row]:
    """entPhySensorTable: degrees Celsius in tenths."""
    yield from table(
        "1.3.6.1.2.1.99.1.1.1",
        (
            (
                (index,),
                {
                    1: integer(8), 2: integer(9), 3: integer(1), 4: integer(round(one.celsius * 10)), 5: integer(1),
                    6: text("celsius"), 7: ticks(60), 8: gauge(60_000),
                },
            )
            for index, one in sensors(box)
        ),
    )  # fmt: skip
