"""HOST-RESOURCES-MIB (RFC 2790) and the parts of UCD-SNMP-MIB that net-snmp serves beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Row, counter32, integer, pointer, scalars, table, text, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box
    from netmaintd.model.snmp import SnmpValue

RAM, FIXED_DISK, FLASH = (f"1.3.6.1.2.1.25.2.1.{kind}" for kind in (2, 4, 9))
PROCESSOR = "1.3.6.1.2.1.25.3.1.3"
UNIT_BYTES = 4096
FIRST_PROCESSOR = 196608


def host_resources(box: Box) -> Iterator[Row]:
    """hrSystemUptime, hrMemorySize, hrStorageTable, one processor in hrDeviceTable."""
    device, life = box.device, box.life
    yield from scalars("1.3.6.1.2.1.25.1", {1: lambda: ticks(life.uptime_s())})
    yield from scalars("1.3.6.1.2.1.25.2", {2: integer(device.memory_mib * 1024)})
    is_router = device.platform == "mikrotik_routeros"
    memory_index, first_disk = (65536, 131072) if is_router else (1, 31)
    rows = [
        (memory_index, RAM, "main memory" if is_router else "Physical memory", device.memory_mib, device.memory_used)
    ]
    rows += [
        (first_disk + place, FLASH if is_router else FIXED_DISK, volume.name, volume.size_mib, volume.used)
        for place, volume in enumerate(device.volumes)
    ]
    yield from table(
        "1.3.6.1.2.1.25.2.3.1",
        (
            (
                (index,),
                {
                    1: integer(index), 2: pointer(kind), 3: text(name), 4: integer(UNIT_BYTES),
                    5: integer(mib * 256), 6: integer(int(mib * 256 * used)),
                },
            )
            for index, kind, name, mib, used in rows
        ),
    )  # fmt: skip
    processor = 1 if is_router else FIRST_PROCESSOR
    yield from table(
        "1.3.6.1.2.1.25.3.2.1",
        [((processor,), {1: integer(processor), 2: pointer(PROCESSOR), 3: text("CPU"), 5: integer(2)})],
    )

    def busy() -> SnmpValue:
        return integer(round(life.wave(device.cpu, 0.03) * 100))

    yield from table("1.3.6.1.2.1.25.3.3.1", [((processor,), {1: pointer("0.0"), 2: busy})])


def ucd(box: Box) -> Iterator[Row]:
    """memory, laTable and systemStats of UCD-SNMP-MIB; sizes in kibibytes."""
    device, life = box.device, box.life
    total = device.memory_mib * 1024
    free = int(total * (1 - device.memory_used))
    yield from scalars(
        "1.3.6.1.4.1.2021.4",
        {
            1: integer(0), 2: text("swap"), 3: integer(1_048_576), 4: integer(1_040_000), 5: integer(total),
            6: integer(free // 2), 11: integer(free + 1_040_000), 14: integer(free // 10),
            15: integer(free - free // 2 - free // 10),
        },
    )  # fmt: skip
    yield from table(
        "1.3.6.1.4.1.2021.10.1",
        (
            ((row,), {1: integer(row), 2: text(f"Load-{minutes}"), 3: text(f"{device.cpu * 2:.2f}")})
            for row, minutes in ((1, 1), (2, 5), (3, 15))
        ),
    )
    idle = 1 - device.cpu
    yield from scalars(
        "1.3.6.1.4.1.2021.11",
        {
            9: lambda: integer(round(life.wave(device.cpu, 0.03) * 80)),
            10: lambda: integer(round(life.wave(device.cpu, 0.03) * 20)),
            11: lambda: integer(100 - round(life.wave(device.cpu, 0.03) * 100)),
            50: counter32(lambda: life.grown(device.cpu * 80)),
            52: counter32(lambda: life.grown(device.cpu * 20)),
            53: counter32(lambda: life.grown(idle * 100)),
        },
    )
