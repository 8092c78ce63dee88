"""Facts of reaching a device, and what the inventory says of it."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.model.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability(Fact):
    """Answers to a short series of probes. `rtt_s` is the mean, None when nothing came back."""

    method: str
    """`icmp` or `tcp`."""
    sent: int
    received: int
    rtt_s: float | None = None

    @property
    def loss_ratio(self) -> float:
        """0.0 to 1.0; 1.0 when nothing was sent."""
        return (self.sent - self.received) / self.sent if self.sent else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SshLogin(Fact):
    """How the SSH session began."""

    privileged: bool
    prompt: str
    host_key_type: str
    host_key_sha256: str
    kex: str = ""
    cipher: str = ""
    legacy: bool = False
    """SHA-1 was needed."""
    telnet: bool = False
    """It was no SSH at all: name, password and every answer could be read on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnmpAgent(Fact):
    """How the SNMP agent answered. `version` is `2c` or `3`, `level` the USM level (`authPriv`, ...)."""

    version: str
    level: str = ""
    sys_descr: str = ""
    sys_object_id: str = ""
    answer_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented(Fact):
    """What the inventory says of the device; None and empty mean that it says nothing."""

    name: str
    hostname: str | None = None
    serial: str | None = None
    model: str | None = None
    uplinks: tuple[str, ...] = ()
    """ifName of ports that must be up."""
    edge_ports: tuple[str, ...] = ()
    """ifName of further ports that are in use and should be up."""
    neighbors: tuple[tuple[str, str], ...] = ()
    """ifName and the name of the device at the other end."""
    peers: tuple[str, ...] = ()
    """Addresses of routing neighbours that must be up."""
    ping_targets: tuple[str, ...] = ()
    """Addresses that the device itself must reach."""
    stp_root: str | None = None
    """Twelve hexadecimal digits, lower case."""
    services: tuple[str, ...] = ()
    """`ssh`, `snmp`: how the device is read."""
