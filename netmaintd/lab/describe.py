"""What runs where with which illness, as rows for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.model.devices import Inventory

COLUMNS = ("nama", "platform", "SSH", "SNMP", "keadaan")
HEALTHY = "sehat"


def table(boxes: tuple[Box, ...], inventory: Inventory) -> list[tuple[str, ...]]:
    """Return one row for each device, in the order of `COLUMNS`; what there is not is a hyphen."""
    rows: list[tuple[str, ...]] = []
    for box in boxes:
        known = inventory.device(box.device.name)
        ssh = f"{known.address}:{known.ssh.port}" if known.ssh else "-"
        snmp = f"v{known.snmp.version} {known.address}:{known.snmp.port}" if known.snmp else "-"
        rows.append((known.name, known.platform, ssh, snmp, box.device.illness or HEALTHY))
    return rows
