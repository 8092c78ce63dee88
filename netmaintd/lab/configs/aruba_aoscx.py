"""What an AOS-CX configuration holds after its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.description import LabPort


def lines(box: Box, more: tuple[str, ...] = ()) -> list[str]:
    """Return the lines after `Current configuration:`."""
    device = box.device
    return [
        "!", f"!Version ArubaOS-CX {device.os_version}", "!export-password: default", f"hostname {box.hostname}",
        "user petugas group operators password ciphertext AQBapcontohSANDIpalsuLAB0000000000000000000000==",
        "clock timezone asia/jakarta", "ntp server 10.60.99.1", "ntp enable", "ssh server vrf default",
        "snmp-server vrf default", "snmp-server community c0nt0h-r0", "vlan 1",
        *(line for vlan in device.vlans for line in (f"vlan {vlan.id}", f"    name {vlan.name}")),
        "spanning-tree",
        *(line for port in device.ports for line in _interface(port)),
        *device.config, f"ip route 0.0.0.0/0 {device.gateway}", *more, "https-server vrf default",
    ]  # fmt: skip


def _interface(port: LabPort) -> list[str]:
    said = [f"interface {port.name.replace('vlan', 'vlan ')}"]
    if port.alias:
        said.append(f"    description {port.alias}")
    if port.address:
        said.append(f"    ip address {port.address}")
    elif port.trunk:
        said += ["    no shutdown", "    vlan trunk native 1", "    vlan trunk allowed all"]
    elif port.vlan:
        said += ["    no shutdown", f"    vlan access {port.vlan}"]
    return said
