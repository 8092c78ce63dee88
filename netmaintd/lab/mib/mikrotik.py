"""MIKROTIK-MIB: health, licence level, firmware and serial number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Row, gauge, integer, scalars, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box

CELSIUS = 1
GAUGE_NUMBER = {"temperature": 14, "cpu-temperature": 17}


def mikrotik(box: Box) -> Iterator[Row]:
    """Groups mtxrHealth with its gauge table (RouterOS 7), mtxrLicense, mtxrSystem."""
    device = box.device
    by_name = {one.name: one for one in device.sensors}
    old = {"temperature": 10, "cpu-temperature": 11}
    yield from scalars(
        "1.3.6.1.4.1.14988.1.1.3",
        {old[name]: integer(round(one.celsius * 10)) for name, one in by_name.items() if name in old},
    )
    yield from table(
        "1.3.6.1.4.1.14988.1.1.3.100.1",
        (
            ((GAUGE_NUMBER[name],), {2: text(name), 3: gauge(one.celsius), 4: integer(CELSIUS)})
            for name, one in by_name.items()
            if name in GAUGE_NUMBER
        ),
    )
    yield from scalars("1.3.6.1.4.1.14988.1.1.4", {3: integer(6), 4: text(device.os_version)})
    yield from scalars(
        "1.3.6.1.4.1.14988.1.1.7", {3: text(device.serial), 4: text(device.os_version), 9: text(device.model)}
    )
