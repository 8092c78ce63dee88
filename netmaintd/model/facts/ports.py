"""Facts of ports: state, counters, modules, power over Ethernet, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from netmaintd.model.facts.fact import Fact
from netmaintd.model.facts.health import State


class LinkStatus(StrEnum):
    """ifAdminStatus and ifOperStatus of IF-MIB (RFC 2863), by their names."""

    UP = "up"
    DOWN = "down"
    TESTING = "testing"
    UNKNOWN = "unknown"
    DORMANT = "dormant"
    NOT_PRESENT = "notPresent"
    LOWER_LAYER_DOWN = "lowerLayerDown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface(Fact):
    """One row of ifTable/ifXTable, or what a command says of a port."""

    name: str
    if_index: int | None = None
    descr: str | None = None
    alias: str | None = None
    if_type: int | None = None
    """IANAifType."""
    admin_status: LinkStatus = LinkStatus.UNKNOWN
    oper_status: LinkStatus = LinkStatus.UNKNOWN
    speed_bps: int | None = None
    mtu_bytes: int | None = None
    duplex: str | None = None
    mac: str | None = None
    """Twelve hexadecimal digits, lower case."""
    native_vlan: int | None = None
    """VLAN of untagged frames (dot1qPvid); 0 where the device says that there is none."""
    last_change_s: float | None = None
    """sysUpTime at the last change of state."""
    changed_ago_s: float | None = None
    """The same as a command tells it: how long ago that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceCounters(Fact):
    """Counters of one interface since `counters_since_s` of uptime; None where the device has none."""

    name: str
    if_index: int | None = None
    in_octets: int | None = None
    out_octets: int | None = None
    octets_bits: int | None = None
    """How wide the two are: 64 (ifXTable) or 32 (ifTable)."""
    in_packets: int | None = None
    """Of all kinds that the device counts."""
    out_packets: int | None = None
    in_unicast_packets: int | None = None
    out_unicast_packets: int | None = None
    in_multicast_packets: int | None = None
    out_multicast_packets: int | None = None
    in_broadcast_packets: int | None = None
    out_broadcast_packets: int | None = None
    in_errors: int | None = None
    out_errors: int | None = None
    in_discards: int | None = None
    out_discards: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transceiver(Fact):
    """One pluggable module and the port that it sits in; what it measures are sensors."""

    name: str
    if_index: int | None = None
    vendor: str | None = None
    model: str | None = None
    serial: str | None = None
    kind: str | None = None
    """As the device words it: `1000BASE-LX SFP`."""
    revision: str | None = None
    wavelength_nm: int | None = None
    distance_m: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Fact):
    """One address of the device itself. `prefix_length` is None where the agent does not tell it."""

    address: str
    prefix_length: int | None = None
    if_index: int | None = None
    vrf: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoeSupply(Fact):
    """One group of ports that is fed from one supply (pethMainPseTable, RFC 3621)."""

    group: str
    budget_w: float | None = None
    used_w: float | None = None
    state: State = State.UNKNOWN
    """`critical` where the supply is faulty; one that is switched off is `unknown`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoePort(Fact):
    """One port that can feed a device (pethPsePortTable, RFC 3621)."""

    port: str
    """`group.port` of the standard's index, or the name of the port where the vendor tells it."""
    enabled: bool | None = None
    status: str | None = None
    """`disabled`, `searching`, `deliveringPower`, `fault`, `test`, `otherFault`."""
    power_w: float | None = None
    """What the port delivers; the standard does not tell, vendors do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LagMember(Fact):
    """One port that belongs to a link aggregation group (dot3adAggPortTable, IEEE 802.1AX).

    An agent tells both ends by their ifIndex, a command line by their names.
    """

    bundled: bool
    """False where the port is not attached to the group: it carries nothing."""
    if_index: int | None = None
    group: int | None = None
    """ifIndex of the aggregator that the port chose, or carries traffic for."""
    port: str = ""
    group_name: str = ""
