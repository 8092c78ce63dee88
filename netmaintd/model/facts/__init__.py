"""Facts: what was read from a device, between the profiles that read and the checks that judge.

A fact that could not be had is `Missing` with its reason; a fact never carries a made-up zero. All units
are base units: seconds, bytes, ratios 0.0 to 1.0, degrees Celsius, bits per second.

One file for each subject; a new kind is a class there and a name here.
"""

from __future__ import annotations

from netmaintd.model.facts.fact import (
    Earlier,
    Fact,
    Facts,
    Missing,
    Provenance,
)
from netmaintd.model.facts.health import (
    UNIT_OF,
    CpuLoad,
    MemoryPool,
    Quantity,
    Sensor,
    State,
    Storage,
    UpsState,
)
from netmaintd.model.facts.network import (
    Neighbor,
    RoutingPeer,
    SpanningTree,
    VirtualRouter,
    Vlan,
)
from netmaintd.model.facts.operation import (
    ClockState,
    CrashFile,
    DefaultRoute,
    Expiry,
    LocalUser,
    LogLine,
    PasswordKind,
    PingFromDevice,
    StackMember,
)
from netmaintd.model.facts.policy import (
    ConfigChange,
    ConfigStamp,
    RuleVerdict,
    StoredBackup,
    Verdict,
)
from netmaintd.model.facts.ports import (
    Address,
    Interface,
    InterfaceCounters,
    LagMember,
    LinkStatus,
    PoePort,
    PoeSupply,
    Transceiver,
)
from netmaintd.model.facts.sessions import (
    Documented,
    Reachability,
    SnmpAgent,
    SshLogin,
)
from netmaintd.model.facts.system import (
    Component,
    ConfigKind,
    ConfigSaved,
    ConfigText,
    Identity,
    Uptime,
)
from netmaintd.model.facts.wireless import (
    WIRELESS_UNIT_OF,
    Wireless,
    WirelessMeasure,
)

__all__ = [
    "FACT_KINDS",
    "UNIT_OF",
    "WIRELESS_UNIT_OF",
    "Address",
    "ClockState",
    "Component",
    "ConfigChange",
    "ConfigKind",
    "ConfigSaved",
    "ConfigStamp",
    "ConfigText",
    "CpuLoad",
    "CrashFile",
    "DefaultRoute",
    "Documented",
    "Earlier",
    "Expiry",
    "Fact",
    "Facts",
    "Identity",
    "Interface",
    "InterfaceCounters",
    "LagMember",
    "LinkStatus",
    "LocalUser",
    "LogLine",
    "MemoryPool",
    "Missing",
    "Neighbor",
    "PasswordKind",
    "PingFromDevice",
    "PoePort",
    "PoeSupply",
    "Provenance",
    "Quantity",
    "Reachability",
    "RoutingPeer",
    "RuleVerdict",
    "Sensor",
    "SnmpAgent",
    "SpanningTree",
    "SshLogin",
    "StackMember",
    "State",
    "Storage",
    "StoredBackup",
    "Transceiver",
    "UpsState",
    "Uptime",
    "Verdict",
    "VirtualRouter",
    "Vlan",
    "Wireless",
    "WirelessMeasure",
]

FACT_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (
        Reachability, SshLogin, SnmpAgent, Documented, Identity, Uptime, CpuLoad, MemoryPool, Storage, Sensor,
        Wireless, Interface, InterfaceCounters, Transceiver, Address, PoeSupply, PoePort, Neighbor, RoutingPeer, Vlan,
        SpanningTree, LagMember, VirtualRouter, Component, ConfigText, ConfigSaved, UpsState, ClockState, LogLine,
        CrashFile, LocalUser, Expiry, DefaultRoute, PingFromDevice, StackMember, RuleVerdict, ConfigStamp, StoredBackup,
        ConfigChange,
    )
}  # fmt: skip
"""Name to class: what profiles and stored facts may name."""
