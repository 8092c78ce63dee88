"""Which fields a row of each kind of fact may have, and which words a field knows: a typing error is found at load."""

from __future__ import annotations

from netmaintd.model.facts import LinkStatus, PasswordKind, Quantity, State, WirelessMeasure

IDENTITY = frozenset({"vendor", "model", "os_name", "os_version", "serial", "hostname"})
_SHARE = frozenset({"name", "percent", "used", "free", "total", "unit", "available", "buffers", "cached", "shared"})
_PACKETS = {f"{way}_{kind}" for way in ("in", "out") for kind in ("unicast", "multicast", "broadcast", "octets")}

FIELDS: dict[str, frozenset[str]] = {
    "CpuLoad": frozenset({"busy", "name"}),
    "MemoryPool": _SHARE | {"swap"},
    "Storage": _SHARE,
    "Sensor": frozenset(
        {"name", "quantity", "value", "scale", "precision", "operational", "state", "low", "high",
         "low_warning", "high_warning", "part", "watts"}
    ),
    "Wireless": frozenset({"name", "measure", "value"}),
    "Interface": frozenset(
        {"name", "if_index", "descr", "alias", "if_type", "admin", "oper", "high_speed", "speed", "mtu", "duplex",
         "mac", "native_vlan", "last_change", "changed_ago"}
    ),
    "InterfaceCounters": frozenset(
        {"name", "descr", "if_index", "in_errors", "out_errors", "in_discards", "out_discards", "in_packets",
         "out_packets"}
        | _PACKETS | {f"hc_{name}" for name in _PACKETS}
    ),
    "Transceiver": frozenset(
        {"name", "if_index", "vendor", "model", "serial", "kind", "revision", "wavelength_nm", "distance_m"}
    ),
    "Address": frozenset({"address", "prefix_length", "mask", "if_index", "vrf"}),
    "PoeSupply": frozenset({"group", "budget", "used", "state"}),
    "PoePort": frozenset({"group", "port", "enabled", "status", "power"}),
    "Uptime": frozenset({"uptime", "engine", "boots", "spelt", "reload_reason"}),
    "Identity": IDENTITY,
    "Neighbor": frozenset({"protocol", "local_port", "remote_name", "remote_port", "remote_mac", "remote_platform",
         "remote_port_descr"}),
    "RoutingPeer": frozenset(
        {"protocol", "peer", "state", "remote_as", "local_as", "router_id", "enabled", "established", "in_updates",
         "out_updates", "vrf"}
    ),
    "Vlan": frozenset({"vlan_id", "name", "member_ports", "untagged_ports"}),
    "SpanningTree": frozenset(
        {"bridge_address", "root_address", "priority", "root_cost", "root_port", "topology_changes", "since_change"}
    ),
    "LagMember": frozenset({"if_index", "group", "attached", "port", "group_name", "bundled"}),
    "VirtualRouter": frozenset({"if_index", "interface", "vrid", "state", "ip_version"}),
    "Component": frozenset(
        {"index", "kind", "name", "model", "serial", "parent", "descr", "manufacturer", "hardware_rev",
         "firmware_rev", "software_rev"}
    ),
    "UpsState": frozenset({"source", "charge", "runtime", "load", "state"}),
    "ClockState": frozenset({"synchronised", "stratum", "source", "device_time"}),
    "LogLine": frozenset({"message", "at", "severity", "mnemonic"}),
    "CrashFile": frozenset({"name", "size", "written_at"}),
    "LocalUser": frozenset({"name", "privilege", "password"}),
    "Expiry": frozenset({"what", "name", "expires_on", "left", "endless"}),
    "DefaultRoute": frozenset({"next_hop", "interface", "protocol"}),
    "PingFromDevice": frozenset({"target", "sent", "received", "lost_percent", "rtt"}),
    "StackMember": frozenset({"member", "role", "ready", "state"}),
    "ConfigStamp": frozenset(
        {"changed_at", "changed_by", "saved_at", "changed_ago", "saved_ago", "uptime", "changed_up", "saved_up",
         "startup_up"}
    ),
}  # fmt: skip
"""Kind of fact to the fields that its builder reads."""

_STATES = frozenset(State)
_LINK = frozenset(LinkStatus)
_YES_NO = frozenset({"yes", "no"})
WORDS: dict[tuple[str, str], frozenset[str]] = {
    ("Sensor", "quantity"): frozenset(Quantity),
    ("Sensor", "state"): _STATES,
    ("Sensor", "part"): frozenset(
        {
            "fan",
            "power_supply",
            "temperature",
            "module",
            "transceiver",
            "stack",
            "redundancy",
            "link",
            "poe",
            "battery",
            "alarm",
        }
    ),
    ("Sensor", "watts"): frozenset({"yes", "no"}),
    ("Sensor", "operational"): frozenset({"yes", "no"}),
    ("Wireless", "measure"): frozenset(WirelessMeasure),
    ("PoeSupply", "state"): _STATES,
    ("PoePort", "enabled"): frozenset({"yes", "no"}),
    ("PoePort", "status"): frozenset({"disabled", "searching", "deliveringPower", "fault", "test", "otherFault"}),
    ("UpsState", "state"): _STATES,
    ("UpsState", "source"): frozenset({"normal", "bypass", "battery"}),
    ("MemoryPool", "swap"): frozenset({"yes", "no"}),
    ("Interface", "admin"): _LINK,
    ("Interface", "oper"): _LINK,
    ("Interface", "duplex"): frozenset({"half", "full", "unknown"}),
    ("VirtualRouter", "state"): frozenset({"initialize", "backup", "master", "standby", "active"}),
    ("VirtualRouter", "ip_version"): frozenset({"4", "6"}),
    ("RoutingPeer", "protocol"): frozenset({"bgp", "ospf"}),
    ("RoutingPeer", "enabled"): frozenset({"yes", "no"}),
    ("LagMember", "bundled"): _YES_NO,
    ("ClockState", "synchronised"): _YES_NO,
    ("LocalUser", "password"): frozenset(PasswordKind),
    ("Expiry", "what"): frozenset({"certificate", "licence"}),
    ("Expiry", "endless"): _YES_NO,
    ("StackMember", "ready"): _YES_NO,
    ("StackMember", "role"): frozenset({"master", "standby", "member"}),
    ("Component", "kind"): frozenset(
        {
            "other",
            "unknown",
            "chassis",
            "backplane",
            "container",
            "powerSupply",
            "fan",
            "sensor",
            "module",
            "port",
            "stack",
            "cpu",
            "energyObject",
            "battery",
            "storageDrive",
        }
    ),
}
"""Fields of which a constant or a map may give only these words."""
