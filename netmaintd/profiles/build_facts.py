"""Kind of fact to the function that builds one from the values of one row.

A builder takes field values by name and returns None where the row has no fact. Which fields it reads stands in
`fact_fields.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from netmaintd.model.facts import Fact, Provenance
from netmaintd.profiles import build_health, build_network, build_operation, build_parts, build_plugs, build_ports
from netmaintd.profiles.field_values import Values

BUILDERS: dict[str, Callable[[Values, Provenance], Fact | None]] = {
    "CpuLoad": build_health.cpu,
    "MemoryPool": build_health.memory,
    "Storage": build_health.storage,
    "Sensor": build_health.sensor,
    "Wireless": build_health.wireless,
    "UpsState": build_health.ups,
    "Uptime": build_parts.uptime,
    "Identity": build_parts.identity,
    "Component": build_parts.component,
    "Interface": build_ports.interface,
    "InterfaceCounters": build_ports.counters,
    "Transceiver": build_plugs.transceiver,
    "PoeSupply": build_plugs.poe_supply,
    "PoePort": build_plugs.poe_port,
    "Address": build_network.address,
    "Neighbor": build_network.neighbor,
    "RoutingPeer": build_network.routing_peer,
    "Vlan": build_network.vlan,
    "SpanningTree": build_network.spanning_tree,
    "LagMember": build_network.lag_member,
    "VirtualRouter": build_network.virtual_router,
    "ClockState": build_operation.clock_state,
    "LogLine": build_operation.log_line,
    "CrashFile": build_operation.crash_file,
    "LocalUser": build_operation.local_user,
    "Expiry": build_operation.expiry,
    "DefaultRoute": build_operation.default_route,
    "PingFromDevice": build_operation.ping,
    "StackMember": build_operation.stack_member,
    "ConfigStamp": build_operation.config_stamp,
}
