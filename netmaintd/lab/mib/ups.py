"""UPS-MIB (RFC 1628): battery, input, output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Row, integer, scalars, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box
    from netmaintd.model.snmp import SnmpValue

BATTERY_NORMAL, BATTERY_LOW = 2, 3
SOURCE_NORMAL, SOURCE_BATTERY = 3, 5
LOW_CHARGE = 0.2


def ups(box: Box) -> Iterator[Row]:
    """upsIdent, upsBattery, upsInput and upsOutput; nothing for a device that is no UPS."""
    state, device, life = box.device.ups, box.device, box.life
    if state is None:
        return
    yield from scalars(
        "1.3.6.1.2.1.33.1.1",
        {
            1: text(device.vendor),
            2: text(device.model),
            3: text(device.os_version),
            4: text("NMC3"),
            5: text(box.hostname),
        },
    )
    on_battery = state.on_battery

    def seconds_on_battery() -> SnmpValue:
        return integer(int(life.uptime_s()) % 3600 if on_battery else 0)

    yield from scalars(
        "1.3.6.1.2.1.33.1.2",
        {
            1: integer(BATTERY_LOW if state.charge < LOW_CHARGE else BATTERY_NORMAL), 2: seconds_on_battery,
            3: integer(state.runtime_min), 4: integer(round(state.charge * 100)), 5: integer(1920), 6: integer(0),
            7: integer(state.battery_celsius),
        },
    )  # fmt: skip
    volts = 0 if on_battery else state.volts
    yield from scalars("1.3.6.1.2.1.33.1.3", {2: integer(1)})
    yield from table(
        "1.3.6.1.2.1.33.1.3.3.1", [((1,), {2: integer(500), 3: integer(volts), 4: integer(80), 5: integer(1700)})]
    )
    yield from scalars(
        "1.3.6.1.2.1.33.1.4",
        {1: integer(SOURCE_BATTERY if on_battery else SOURCE_NORMAL), 2: integer(500), 3: integer(1)},
    )
    watts = round(4500 * state.load)
    yield from table(
        "1.3.6.1.2.1.33.1.4.4.1",
        [((1,), {2: integer(state.volts), 3: integer(70), 4: integer(watts), 5: integer(round(state.load * 100))})],
    )
