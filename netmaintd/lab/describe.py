"""What runs where with which illness, as rows for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.city import City

COLUMNS = ("device", "site", "platform", "ssh", "snmp", "illness")


def table(city: City) -> list[tuple[str, ...]]:
    """Return one row for each device, in the order of `COLUMNS`; what there is not is a hyphen."""
    rows: list[tuple[str, ...]] = []
    for box, known in zip(city.devices, city.inventory().devices, strict=True):
        ssh = f"{known.address}:{known.ssh.port}" if known.ssh else "-"
        snmp = f"v{known.snmp.version} {known.address}:{known.snmp.port}" if known.snmp else "-"
        rows.append((known.name, known.site, known.platform, ssh, snmp, box.device.illness or "-"))
    return rows
