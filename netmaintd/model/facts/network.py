"""Facts of the network around a device: neighbours, routing, VLANs, spanning tree, redundancy."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.model.facts.fact import Fact


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
class VirtualRouter(Fact):
    """One virtual router that the device takes part in (VRRP, RFC 2787 and RFC 6527)."""

    vrid: int
    state: str
    """`initialize`, `backup` or `master`."""
    if_index: int | None = None
    interface: str = ""
    """Name of the port, where a command line told of it."""
    ip_version: int = 4
