"""What lies beyond the ports, from the values of a row: neighbours, routing sessions, VLANs, the spanning tree."""

from __future__ import annotations

from ipaddress import ip_address

from netmaintd.model.facts import (
    Address,
    Fact,
    LagMember,
    Neighbor,
    Provenance,
    RoutingPeer,
    SpanningTree,
    VirtualRouter,
    Vlan,
)
from netmaintd.profiles.field_values import Values, amount, count, text

_VLAN_IDS = range(1, 4095)
"""IEEE 802.1Q; a VlanIndex above is known to the agent alone, 0 and 4095 are not permitted (RFC 4363)."""


_NEIGHBOUR = ("remote_name", "remote_port", "remote_port_descr", "remote_mac", "remote_platform")


def neighbor(values: Values, origin: Provenance) -> Fact | None:
    """Give a neighbour of which anything is told; some cards name neither themselves nor an address."""
    local = text(values, "local_port")
    told = {name: text(values, name) for name in _NEIGHBOUR}
    if local is None or not any(told.values()):
        return None
    return Neighbor(protocol=text(values, "protocol") or "lldp", local_port=local, provenance=origin, **told)


def routing_peer(values: Values, origin: Provenance) -> Fact | None:
    """Give a BGP or OSPF neighbour."""
    protocol, peer, state = (text(values, part) for part in ("protocol", "peer", "state"))
    if not (protocol and peer and state):
        return None
    enabled = text(values, "enabled")
    return RoutingPeer(
        protocol=protocol,
        peer=peer,
        state=state,
        remote_as=count(values, "remote_as"),
        local_as=count(values, "local_as"),
        router_id=text(values, "router_id"),
        enabled=enabled == "yes" if enabled else None,
        established_s=amount(values, "established"),
        in_updates=count(values, "in_updates"),
        out_updates=count(values, "out_updates"),
        vrf=text(values, "vrf"),
        provenance=origin,
    )


def vlan(values: Values, origin: Provenance) -> Fact | None:
    """Give a VLAN."""
    number = count(values, "vlan_id")
    if number is None or number not in _VLAN_IDS:
        return None
    members, untagged = _ports(values, "member_ports"), _ports(values, "untagged_ports")
    tagged = tuple(port for port in members if port not in untagged) if members and untagged is not None else None
    return Vlan(
        vlan_id=number, name=text(values, "name"), untagged_ports=untagged, tagged_ports=tagged, provenance=origin
    )


def _ports(values: Values, name: str) -> tuple[int, ...] | None:
    told = values.get(name)
    return tuple(map(int, told.split())) if isinstance(told, str) else None


def address(values: Values, origin: Provenance) -> Fact | None:
    """Give an address of the device; its prefix is told as a length or as a mask."""
    found = text(values, "address")
    if found is None or not _is_address(found) or ip_address(found).is_unspecified:
        return None
    length, mask = count(values, "prefix_length"), text(values, "mask")
    if length is None and mask is not None:
        length = _length(mask)
    return Address(
        address=found,
        prefix_length=length if length is not None and length <= ip_address(found).max_prefixlen else None,
        if_index=count(values, "if_index"),
        vrf=text(values, "vrf"),
        provenance=origin,
    )


def _is_address(found: str) -> bool:
    try:
        ip_address(found)
    except ValueError:
        return False
    return True


def _length(mask: str) -> int | None:
    """Return how many bits a mask has; None where there is a hole in them."""
    if not _is_address(mask):
        return None
    host_bits = int(ip_address(mask)) ^ (2**32 - 1)
    return 32 - host_bits.bit_length() if host_bits & (host_bits + 1) == 0 else None


def spanning_tree(values: Values, origin: Provenance) -> Fact | None:
    """Give the spanning tree of a bridge that has an address."""
    address = text(values, "bridge_address")
    if address is None:
        return None
    return SpanningTree(
        bridge_address=address,
        root_address=text(values, "root_address"),
        priority=count(values, "priority"),
        root_cost=count(values, "root_cost"),
        root_port=count(values, "root_port"),
        topology_changes=count(values, "topology_changes"),
        since_change_s=amount(values, "since_change"),
        provenance=origin,
    )


def lag_member(values: Values, origin: Provenance) -> Fact | None:
    """Give a port of a group; one that chose none, or itself, belongs to none. Commands tell both by name."""
    name, group_name = text(values, "port"), text(values, "group_name")
    if name and group_name:
        return LagMember(port=name, group_name=group_name, bundled=text(values, "bundled") == "yes", provenance=origin)
    port, attached = count(values, "if_index"), count(values, "attached") or 0
    group = attached or count(values, "group") or 0
    if not port or not group or group == port:
        return None
    return LagMember(if_index=port, group=group, bundled=attached == group, provenance=origin)


def virtual_router(values: Values, origin: Provenance) -> Fact | None:
    """Give a virtual router that says what it is now."""
    port, vrid, state = count(values, "if_index"), count(values, "vrid"), text(values, "state")
    name = text(values, "interface") or ""
    if (port is None and not name) or vrid is None or state is None:
        return None
    version = 6 if text(values, "ip_version") == "6" else 4
    return VirtualRouter(if_index=port, interface=name, vrid=vrid, state=state, ip_version=version, provenance=origin)
