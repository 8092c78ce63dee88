"""What `/export` of RouterOS prints after its heading."""

from __future__ import annotations

from ipaddress import ip_interface
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box


def lines(box: Box, more: tuple[str, ...] = ()) -> list[str]:
    """Return the lines of the export. RouterOS saves at once, so there is no other configuration."""
    device = box.device
    bridges = [port for port in device.ports if port.kind == "bridge"]
    named = [port for port in device.ports if port.kind == "ethernet" and port.alias]
    addressed = [(port, ip_interface(port.address)) for port in device.ports if port.address]
    return [
        *(["/interface bridge"] if bridges else []), *(f"add name={port.name}" for port in bridges),
        "/interface ethernet",
        *(f'set [ find default-name={port.name} ] comment="{port.alias}"' for port in named),
        "/snmp community",
        "set [ find default=yes ] disabled=yes",
        "add addresses=10.60.99.0/24 authentication-password=contoh-sandi-snmp \\",
        "    encryption-password=contoh-sandi-snmp encryption-protocol=AES name=petugas-snmp security=private",
        "/user group",
        "add name=baca policy=ssh,read,test",
        "/ip address",
        *(f"add address={net.ip}/{net.network.prefixlen} interface={port.name} network={net.network.network_address}"
          for port, net in addressed),
        *device.config,
        "/ip route", f"add distance=1 gateway={device.gateway}",
        "/ip service", "set telnet disabled=yes", "set ftp disabled=yes", "set www disabled=yes",
        "/snmp", f'set contact="Seksi Infrastruktur dan Teknologi" enabled=yes location="{box.site.title}"',
        "/system clock", "set time-zone-name=Asia/Jakarta", "/system identity", f"set name={box.hostname}", *more,
        "/system ntp client", "set enabled=yes",
    ]  # fmt: skip
