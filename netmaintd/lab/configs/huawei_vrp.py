"""What a VRP configuration holds between its heading and `return`."""

from __future__ import annotations

from ipaddress import ip_interface
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.description import LabPort


def lines(box: Box, more: tuple[str, ...] = ()) -> list[str]:
    """Return the lines from `sysname` to `return`."""
    device = box.device
    return [
        "#", f"sysname {box.hostname}", "#", "vlan batch " + " ".join(str(vlan.id) for vlan in device.vlans), "#",
        "lldp enable", "#", "clock timezone WIB add 07:00:00", "#", "aaa", " authentication-scheme default",
        "  authentication-mode local",
        " local-user petugas password irreversible-cipher $1c$contohGARAM$contohSANDIpalsuLAB000000000000000000$",
        " local-user petugas privilege level 15", " local-user petugas service-type ssh", "#",
        *(line for vlan in device.vlans for line in (f"vlan {vlan.id}", f" description {vlan.name}", "#")),
        *(line for port in device.ports for line in _interface(port)),
        *device.config,
        f"ip route-static 0.0.0.0 0.0.0.0 {device.gateway}", *more, "#", "snmp-agent",
        "snmp-agent community read cipher %^%#contohKOMUNITASpalsu0001%^%#", "snmp-agent sys-info version v3", "#",
        "stelnet server enable", "ssh user petugas", "ssh user petugas authentication-type password", "#",
        "user-interface vty 0 4", " authentication-mode aaa", " protocol inbound ssh", "#", "return",
    ]  # fmt: skip


def _interface(port: LabPort) -> list[str]:
    said = [f"interface {port.name}"]
    if port.alias:
        said.append(f" description {port.alias}")
    if port.address:
        with_mask = ip_interface(port.address)
        said.append(f" ip address {with_mask.ip} {with_mask.network.netmask}")
    elif port.trunk:
        said += [" port link-type trunk", " port trunk allow-pass vlan 2 to 4094"]
    elif port.vlan:
        said += [" port link-type access", f" port default vlan {port.vlan}", " stp edged-port enable"]
    if not port.admin:
        said.append(" shutdown")
    return [*said, "#"]
