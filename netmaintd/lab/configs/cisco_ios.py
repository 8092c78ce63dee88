"""What an IOS configuration holds between its heading and `end`."""

from __future__ import annotations

from ipaddress import ip_interface
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.description import LabPort


def lines(box: Box, more: tuple[str, ...] = ()) -> list[str]:
    """Return the lines from `version` to `end`."""
    device = box.device
    return [
        f"version {device.os_version[:4].rstrip('.')}", "no service pad",
        "service timestamps log datetime msec localtime show-timezone year",
        "service password-encryption", "!", f"hostname {box.hostname}", "!", "boot-start-marker", "boot-end-marker",
        "!", "enable secret 9 $9$contohGARAM0001$contohHASHpalsuLAB000000000000000000000000", "!", "aaa new-model",
        "aaa authentication login default local", "!", "clock timezone WIB 7 0", "ip domain name lab.contoh.go.id",
        "!", "username petugas privilege 15 secret 9 $9$contohGARAM0002$contohHASHpalsuLAB000000000000000000000001",
        "!", "lldp run", "!",
        *(line for vlan in device.vlans for line in (f"vlan {vlan.id}", f" name {vlan.name}", "!")),
        *(line for port in device.ports for line in _interface(port)),
        *device.config,
        f"ip route 0.0.0.0 0.0.0.0 {device.gateway}", "ip ssh version 2", "no ip http server", *more, "!",
        "logging host 10.60.99.10", "!", "snmp-server community c0nt0h-r0 RO",
        "snmp-server group PANTAU v3 priv", "snmp-server location " + box.site.title, "!",
        "tacacs server PUSAT", " address ipv4 10.60.99.20", " key 7 0518030A2F4943071C1A0E12", "!", "banner login ^C",
        "Hanya untuk petugas berwenang Pemerintah Kota Contoh.", "^C", "!",
        "line con 0", " exec-timeout 10 0", "line vty 0 15", " exec-timeout 10 0", " transport input ssh", "!",
        "ntp server 10.60.99.1", "!", "end",
    ]  # fmt: skip


def _interface(port: LabPort) -> list[str]:
    said = [f"interface {port.descr or port.name}"]
    if port.alias:
        said.append(f" description {port.alias}")
    if port.address:
        with_mask = ip_interface(port.address)
        said.append(f" ip address {with_mask.ip} {with_mask.network.netmask}")
    elif port.trunk:
        said.append(" switchport mode trunk")
    elif port.vlan:
        said += [f" switchport access vlan {port.vlan}", " switchport mode access", " spanning-tree portfast"]
    if not port.admin:
        said.append(" shutdown")
    return [*said, "!"]
