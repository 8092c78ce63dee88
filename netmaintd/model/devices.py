"""Devices and sites, as administrators write them under `devices/`.

Every model refuses unknown keys. Passwords and communities are named here and kept elsewhere.
"""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_address
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")]
"""Lower case letters, digits, dots and hyphens: safe in a file name, a URL and a metric."""
PlatformName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
"""A profile's name; underscores as in `cisco_ios`."""
Host = Annotated[str, StringConstraints(max_length=253, pattern=r"^[A-Za-z0-9:]([A-Za-z0-9.:-]*[A-Za-z0-9:])?$")]
"""IPv4, IPv6 or a host name; never an option or a shell word."""
Label = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One printable line."""
MacAddress = Annotated[str, StringConstraints(pattern=r"^([0-9A-Fa-f]{2}[:.-]?){5}[0-9A-Fa-f]{2}$")]
"""Twelve hexadecimal digits, in pairs or as the vendor parts them: `00:11:22:33:44:55`, `0011.2233.4455`."""


def _pingable(text: str) -> str:
    """Return an address in its one spelling; it becomes part of a command, so nothing else passes."""
    try:
        address = ip_address("" if "%" in text else text)
    except ValueError:
        raise ValueError(f'"{text}" is no IP address; a device is asked to reach addresses, not names') from None
    if address.is_unspecified or address.is_multicast or text == "255.255.255.255":
        raise ValueError(f'"{text}" is no address of one device; write that of a gateway or a server')
    return str(address)


PingTarget = Annotated[str, AfterValidator(_pingable)]
"""IPv4 or IPv6, without a zone: `ip_address` lets any text pass behind a `%`."""


def _accepted(insecure: bool) -> bool:
    """Return True; nobody logs in over Telnet without having said that it is not safe."""
    if not insecure:
        raise ValueError("telnet shows the password to everybody on the way; write true to accept that, or use ssh")
    return insecure


class FileModel(BaseModel):
    """A part of a file: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(FileModel):
    """The person at the location who is told before and who signs."""

    name: Label
    post: Label | None = None
    phone: Label | None = None
    email: Label | None = None


class Site(FileModel):
    """One location, with the agency (OPD) that works there."""

    name: Name
    title: Label
    opd: Label
    address: Label
    room: Label | None = None
    contact: Contact | None = None
    devices_at_once: int = Field(default=4, ge=1, le=64)
    """Sessions at the same time with devices of this location."""


class SnmpVersion(StrEnum):
    """What netmaintd speaks. v1 has no bulk and no 64-bit counters and is left out."""

    V2C = "2c"
    V3 = "3"


class Snmp(FileModel):
    """How the SNMP agent is asked. The credential holds community, or user and keys."""

    version: SnmpVersion = SnmpVersion.V3
    credential: Name
    port: int = Field(default=161, ge=1, le=65535)
    timeout_s: float = Field(default=3.0, gt=0, le=60)
    retries: int = Field(default=2, ge=0, le=5)
    max_repetitions: int = Field(default=20, ge=1, le=100)


class Ssh(FileModel):
    """How the device is logged in to. The credential holds user, password or key, and enable secret."""

    credential: Name
    port: int = Field(default=22, ge=1, le=65535)
    legacy: bool = False
    """Allow SHA-1 for this device; it becomes a finding."""
    connect_timeout_s: float = Field(default=10.0, gt=0, le=60)
    silence_s: float = Field(default=30.0, gt=0, le=300)
    deadline_s: float = Field(default=300.0, gt=0, le=3600)


class Telnet(FileModel):
    """How a device without SSH is logged in to. Whoever sits in between reads the password: it becomes a finding.

    Beside `ssh` it is used only where the SSH port refuses the connection.
    """

    insecure: Annotated[bool, AfterValidator(_accepted)] = Field(default=False, validate_default=True)
    credential: Name
    port: int = Field(default=23, ge=1, le=65535)
    connect_timeout_s: float = Field(default=10.0, gt=0, le=60)
    silence_s: float = Field(default=30.0, gt=0, le=300)
    deadline_s: float = Field(default=300.0, gt=0, le=3600)


class ProbeMethod(StrEnum):
    """How reachability is measured."""

    ICMP = "icmp"
    TCP = "tcp"


class Device(FileModel):
    """One managed device, as written under `devices/`."""

    name: Name
    address: Host
    site: Name
    platform: PlatformName = "auto"
    role: Name = "access"
    hostname: Label | None = None
    """What the device calls itself, where that is not `name`."""
    vendor: Label | None = None
    model: Label | None = None
    serial: Label | None = None
    rack: Label | None = None
    probe: ProbeMethod = ProbeMethod.ICMP
    snmp: Snmp | None = None
    ssh: Ssh | None = None
    telnet: Telnet | None = None
    uplinks: tuple[Label, ...] = ()
    """Ports (ifName) that must be up."""
    edge_ports: tuple[Label, ...] = ()
    """Further ports in use; down is worth a look."""
    neighbors: dict[Label, Label] = Field(default_factory=dict)
    """Port (ifName) to the device at its other end, by the name that LLDP or CDP tells; none other may sit there."""
    peers: tuple[Host, ...] = ()
    """Addresses of the BGP and OSPF neighbours that must be up."""
    ping_targets: tuple[PingTarget, ...] = Field(default=(), max_length=5)
    """Addresses that the device itself must reach: its gateway, the office's DNS server."""
    stp_root: MacAddress | None = None
    """Bridge address of the device that must be the root of the spanning tree; the root names its own."""
    tags: tuple[Name, ...] = ()
    thresholds: dict[Name, dict[str, Any]] = Field(default_factory=dict)
    """Check name to settings that differ for this device."""
    enabled: bool = True


class Inventory(FileModel):
    """All sites and devices of an office, checked against one another."""

    sites: tuple[Site, ...] = ()
    devices: tuple[Device, ...] = ()

    def site(self, name: str) -> Site:
        """Return a site by name; KeyError when there is none."""
        return {site.name: site for site in self.sites}[name]

    def device(self, name: str) -> Device:
        """Return a device by name; KeyError when there is none."""
        return {device.name: device for device in self.devices}[name]

    def at(self, site: str) -> tuple[Device, ...]:
        """Return the enabled devices of a site."""
        return tuple(device for device in self.devices if device.site == site and device.enabled)
