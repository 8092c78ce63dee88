"""LLDP-MIB (IEEE 802.1AB-2005): the device itself, its ports, and who is at the other end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Row, integer, scalars, table, text
from netmaintd.lab.mib.system import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box

MAC_ADDRESS, INTERFACE_NAME = 4, 5


def lldp(box: Box) -> Iterator[Row]:
    """lldpLocalSystemData, lldpLocPortTable and lldpRemTable; local port numbers are ifIndex."""
    yield from scalars(
        "1.0.8802.1.1.2.1.3",
        {1: integer(MAC_ADDRESS), 2: text(box.mac()), 3: text(box.hostname), 4: text(described(box))},
    )
    yield from table(
        "1.0.8802.1.1.2.1.3.7.1",
        (
            ((index,), {2: integer(INTERFACE_NAME), 3: text(port.name), 4: text(port.descr or port.name)})
            for index, port in enumerate(box.device.ports, start=1)
            if port.kind == "ethernet"
        ),
    )
    yield from table(
        "1.0.8802.1.1.2.1.4.1.1",
        (
            (
                (0, box.index(other.local), number),
                {
                    4: integer(MAC_ADDRESS), 5: text(other.mac[:5] + b"\0"), 6: integer(INTERFACE_NAME),
                    7: text(other.port.name), 8: text(other.port.descr or other.port.name), 9: text(other.box.name),
                    10: text(f"{other.box.vendor} {other.box.model}"),
                },
            )
            for number, other in enumerate(box.neighbours, start=1)
        ),
    )  # fmt: skip
