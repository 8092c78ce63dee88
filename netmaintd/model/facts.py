"""Facts: what was read from a device, between the profiles that read and the checks that judge.

A fact that could not be had is `Missing` with its reason; a fact never carries a made-up zero. All units
are base units: seconds, bytes, ratios 0.0 to 1.0, degrees Celsius, bits per second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value came from, so that an auditor can read it again."""

    source: str
    """`snmp`, `ssh`, `icmp`, `tcp` or `inventory`."""
    where: str
    """Numeric OID, command or file."""
    raw: str = ""
    converter: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Common to all facts."""

    provenance: Provenance | None = None


class Quantity(StrEnum):
    """What a sensor measures; the unit follows from it."""

    TEMPERATURE = "temperature"
    FAN_SPEED = "fan_speed"
    VOLTAGE = "voltage"
    CURRENT = "current"
    POWER = "power"
    OPTICAL_POWER = "optical_power"
    HUMIDITY = "humidity"
    CHARGE = "charge"
    RUNTIME = "runtime"
    LOAD = "load"
    FREQUENCY = "frequency"
    ENERGY = "energy"
    POWER_FACTOR = "power_factor"
    SHARE = "share"
    LOSS = "loss"
    DELAY = "delay"
    RADIO_SIGNAL = "radio_signal"
    SIGNAL_TO_NOISE = "signal_to_noise"
    BIT_RATE = "bit_rate"
    BIT_ERROR_RATIO = "bit_error_ratio"
    PRESSURE = "pressure"
    AIR_FLOW = "air_flow"
    COUNT = "count"
    STATE = "state"


UNIT_OF: dict[Quantity, str] = {
    Quantity.TEMPERATURE: "degC",
    Quantity.FAN_SPEED: "rpm",
    Quantity.VOLTAGE: "V",
    Quantity.CURRENT: "A",
    Quantity.POWER: "W",
    Quantity.OPTICAL_POWER: "dBm",
    Quantity.HUMIDITY: "ratio",
    Quantity.CHARGE: "ratio",
    Quantity.RUNTIME: "s",
    Quantity.LOAD: "ratio",
    Quantity.FREQUENCY: "Hz",
    Quantity.ENERGY: "J",
    Quantity.POWER_FACTOR: "ratio",
    Quantity.SHARE: "ratio",
    Quantity.LOSS: "ratio",
    Quantity.DELAY: "s",
    Quantity.RADIO_SIGNAL: "dBm",
    Quantity.SIGNAL_TO_NOISE: "dB",
    Quantity.BIT_RATE: "bit/s",
    Quantity.BIT_ERROR_RATIO: "ratio",
    Quantity.PRESSURE: "Pa",
    Quantity.AIR_FLOW: "m3/s",
    Quantity.COUNT: "",
    Quantity.STATE: "",
}


class State(StrEnum):
    """What a device says of one of its own parts."""

    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


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
    stp_root: str | None = None
    """Twelve hexadecimal digits, lower case."""
    services: tuple[str, ...] = ()
    """`ssh`, `snmp`: how the device is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Fact):
    """Who the device says it is; None where it does not say."""

    vendor: str | None = None
    model: str | None = None
    os_name: str | None = None
    os_version: str | None = None
    serial: str | None = None
    hostname: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptime(Fact):
    """Time since the device started. `engine_boots` is snmpEngineBoots where the agent has it."""

    uptime_s: float
    wraps_at_s: float | None = None
    """The reading starts again at 0 here (2**32 hundredths of a second for sysUpTime)."""
    engine_boots: int | None = None
    reload_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CpuLoad(Fact):
    """One processor. `period_s` is the averaging period the device uses, where known."""

    busy_ratio: float
    name: str = "cpu"
    period_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPool(Fact):
    """One memory pool; sizes are None where the device gives only a share."""

    used_ratio: float
    name: str = "memory"
    used_bytes: int | None = None
    total_bytes: int | None = None
    swap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage(Fact):
    """One file system or flash."""

    name: str
    used_ratio: float
    used_bytes: int | None = None
    total_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor(Fact):
    """One sensor. Limits are those that the device reports itself, in the unit of the value."""

    name: str
    quantity: Quantity
    value: float | None = None
    state: State = State.UNKNOWN
    low_limit: float | None = None
    high_limit: float | None = None
    low_warning: float | None = None
    high_warning: float | None = None
    part: str | None = None
    """What it belongs to, where the profile knows: `fan`, `power_supply`, `transceiver`, `stack`, ..."""

    @property
    def unit(self) -> str:
        """Follows from the quantity."""
        return UNIT_OF[self.quantity]


class WirelessMeasure(StrEnum):
    """What is told of a radio, a network name or a controller; the unit follows from it."""

    CLIENTS = "clients"
    ACCESS_POINTS = "access_points"
    FREQUENCY = "frequency"
    POWER = "power"
    RSSI = "rssi"
    NOISE_FLOOR = "noise_floor"
    SIGNAL_TO_NOISE = "signal_to_noise"
    QUALITY = "quality"
    CCQ = "ccq"
    UTILIZATION = "utilization"
    CAPACITY = "capacity"
    RATE = "rate"
    DISTANCE = "distance"
    ERRORS = "errors"
    CHANNEL = "channel"


WIRELESS_UNIT_OF: dict[WirelessMeasure, str] = {
    WirelessMeasure.CLIENTS: "",
    WirelessMeasure.ACCESS_POINTS: "",
    WirelessMeasure.FREQUENCY: "Hz",
    WirelessMeasure.POWER: "dBm",
    WirelessMeasure.RSSI: "dBm",
    WirelessMeasure.NOISE_FLOOR: "dBm",
    WirelessMeasure.SIGNAL_TO_NOISE: "dB",
    WirelessMeasure.QUALITY: "ratio",
    WirelessMeasure.CCQ: "ratio",
    WirelessMeasure.UTILIZATION: "ratio",
    WirelessMeasure.CAPACITY: "ratio",
    WirelessMeasure.RATE: "bit/s",
    WirelessMeasure.DISTANCE: "m",
    WirelessMeasure.ERRORS: "",
    WirelessMeasure.CHANNEL: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wireless(Fact):
    """One value of a radio, of a network name or of a whole controller."""

    name: str
    measure: WirelessMeasure
    value: float

    @property
    def unit(self) -> str:
        """Follows from the measure."""
        return WIRELESS_UNIT_OF[self.measure]


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
class Neighbor(Fact):
    """One neighbour as LLDP, CDP or the vendor's protocol tells it."""

    protocol: str
    local_port: str
    remote_name: str | None = None
    remote_port: str | None = None
    remote_port_descr: str | None = None
    """How the neighbour describes its port, where it numbers it by a MAC address."""
    remote_mac: str | None = None
    remote_platform: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingPeer(Fact):
    """One BGP or OSPF neighbour, state in the protocol's own word."""

    protocol: str
    peer: str
    state: str
    remote_as: int | None = None
    local_as: int | None = None
    router_id: str | None = None
    enabled: bool | None = None
    """False where the administrator stopped the session."""
    established_s: float | None = None
    """How long the session is established, or how long ago it was (bgpPeerFsmEstablishedTime)."""
    in_updates: int | None = None
    out_updates: int | None = None
    vrf: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vlan(Fact):
    """One VLAN of Q-BRIDGE-MIB or of the vendor's table."""

    vlan_id: int
    name: str | None = None
    untagged_ports: tuple[int, ...] | None = None
    """dot1dBasePort of the ports that send its frames without a tag; None where the device does not tell."""
    tagged_ports: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanningTree(Fact):
    """The spanning tree as this bridge sees it (BRIDGE-MIB, RFC 4188). Addresses are twelve hexadecimal digits."""

    bridge_address: str
    root_address: str | None = None
    priority: int | None = None
    root_cost: int | None = None
    root_port: int | None = None
    """dot1dBasePort, not ifIndex; 0 where this bridge is the root."""
    topology_changes: int | None = None
    since_change_s: float | None = None

    @property
    def is_root(self) -> bool | None:
        """None where the device does not name the root."""
        return self.root_address == self.bridge_address if self.root_address else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LagMember(Fact):
    """One port that belongs to a link aggregation group (dot3adAggPortTable, IEEE 802.1AX)."""

    if_index: int
    group: int
    """ifIndex of the aggregator that the port chose, or carries traffic for."""
    bundled: bool
    """False where the port is not attached to the group: it carries nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualRouter(Fact):
    """One virtual router that the device takes part in (VRRP, RFC 2787 and RFC 6527)."""

    if_index: int
    vrid: int
    state: str
    """`initialize`, `backup` or `master`."""
    ip_version: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Fact):
    """One physical part of the device, known again by `index` (entPhysicalIndex, ENTITY-MIB, RFC 6933)."""

    index: int
    kind: str | None = None
    """IANAPhysicalClass: `chassis`, `module`, `powerSupply`, ..."""
    name: str | None = None
    model: str | None = None
    serial: str | None = None
    parent: int | None = None
    """`index` of the part that contains this one, 0 for none (entPhysicalContainedIn)."""
    descr: str | None = None
    manufacturer: str | None = None
    hardware_rev: str | None = None
    firmware_rev: str | None = None
    software_rev: str | None = None


class ConfigKind(StrEnum):
    """Which configuration a text is."""

    RUNNING = "running"
    STARTUP = "startup"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigText(Fact):
    """One whole configuration, bytes as they came, and why it is believed to be whole.

    Attributes:
        text: the configuration without echo and prompt, otherwise untouched.
        normalised: the same without the lines that change by themselves; what is compared.
        complete: False means that proof of the end is missing; `doubt` says which.
    """

    # Any byte may stand in a configuration; JSON knows only text.
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    kind: ConfigKind
    text: bytes
    normalised: str
    complete: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigSaved(Fact):
    """Whether the running configuration is the one that a restart would load."""

    saved: bool
    how: str
    """`compared`, or the object that told (`ccmHistoryRunningLastSaved`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpsState(Fact):
    """UPS-MIB (RFC 1628), as far as the UPS says it."""

    on_battery: bool | None = None
    charge_ratio: float | None = None
    runtime_s: float | None = None
    load_ratio: float | None = None
    battery_state: State = State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of fact that could not be had. `reason` is Indonesian: it is printed on paper."""

    kind: type[Fact]
    reason: str


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one device at one time, and why the rest is not."""

    known: tuple[Fact, ...] = ()
    missing: tuple[Missing, ...] = ()
    taken_at: datetime | None = None

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """Return all facts of a kind, in the order they were read; empty when there are none."""
        return tuple(fact for fact in self.known if isinstance(fact, kind))

    def one(self, kind: type[F]) -> F | None:
        """Return the first fact of a kind, or None."""
        return next(iter(self.of(kind)), None)

    def why_missing(self, kind: type[Fact]) -> str | None:
        """Return the reason why a kind is missing, None when no reason is recorded."""
        return next((item.reason for item in self.missing if item.kind is kind), None)

    def plus(self, *, known: tuple[Fact, ...] = (), missing: tuple[Missing, ...] = ()) -> Facts:
        """Return these facts and further ones."""
        return Facts((*self.known, *known), (*self.missing, *missing), self.taken_at)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last accepted examination of the same device, to compare with."""

    facts: Facts
    at: datetime
    maintenance_windows: tuple[tuple[datetime, datetime], ...] = field(default=())
    """Windows between then and now, in which a restart or a change is expected."""


FACT_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (
        Reachability, SshLogin, SnmpAgent, Documented, Identity, Uptime, CpuLoad, MemoryPool, Storage, Sensor,
        Wireless, Interface, InterfaceCounters, Transceiver, Address, PoeSupply, PoePort, Neighbor, RoutingPeer, Vlan,
        SpanningTree, LagMember, VirtualRouter, Component, ConfigText, ConfigSaved, UpsState,
    )
}  # fmt: skip
"""Name to class: what profiles and stored facts may name."""
