"""HUAWEI-ENTITY-EXTENT-MIB: CPU, memory and temperature of the main board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.entity import chassis_index
from netmaintd.lab.mib.rows import Row, integer, pointer, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box
    from netmaintd.model.snmp import SnmpValue

MODULE = 9


def huawei(box: Box) -> Iterator[Row]:
    """hwEntityStateTable, and the board in entPhysicalTable that it speaks of."""
    device, life = box.device, box.life
    board = chassis_index(box) + 6

    def busy() -> SnmpValue:
        return integer(round(life.wave(device.cpu, 0.03) * 100))

    yield from table(
        "1.3.6.1.2.1.47.1.1.1.1",
        [
            (
                (board,),
                {
                    2: text(f"{device.model} Assembling Components"), 3: pointer("0.0"), 4: integer(chassis_index(box)),
                    5: integer(MODULE), 6: integer(0), 7: text(f"{device.model} 0"), 8: text("VER.B"), 9: text("0213"),
                    10: text(device.os_version), 11: text(""), 12: text("Huawei"), 13: text(device.model),
                    16: integer(1),
                },
            )
        ],
    )  # fmt: skip
    sensor = device.sensors[0]
    yield from table(
        "1.3.6.1.4.1.2011.5.25.31.1.1.1.1",
        [
            (
                (board,),
                {
                    1: integer(3), 2: integer(3), 5: busy, 6: integer(80), 7: integer(round(device.memory_used * 100)),
                    8: integer(80), 9: integer(device.memory_mib * 2**20 % 2**31), 11: integer(round(sensor.celsius)),
                    12: integer(round(sensor.limit_celsius)), 13: integer(0),
                },
            )
        ],
    )  # fmt: skip
