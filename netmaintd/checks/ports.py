"""Which interfaces are ports with a plug, by which names they go, and for how long they have been as they are."""

from __future__ import annotations

import math
from collections.abc import Iterable

from netmaintd.model.facts import Documented, Interface, LinkStatus, Uptime

_WITH_A_PLUG = frozenset({6, 62, 69, 117})
"""IANAifType ethernetCsmacd, fastEther, fastEtherFX, gigabitEthernet."""
_WRAP_S = 2**32 / 100
_JITTER_S = 5.0
"""Agents work ifLastChange out from two clocks."""


def by_name(interfaces: Iterable[Interface]) -> dict[str, Interface]:
    """Return ports by ifName; an inventory may also say ifDescr, but never in place of another port's name."""
    ports = tuple(interfaces)
    return {port.descr: port for port in ports if port.descr} | {port.name: port for port in ports}


def documented_ports(documented: Documented) -> tuple[str, ...]:
    """Return the ports that the inventory names: uplinks first, each once."""
    return tuple(dict.fromkeys((*documented.uplinks, *documented.edge_ports)))


def with_a_plug(interfaces: Iterable[Interface]) -> tuple[Interface, ...]:
    """Return the Ethernet ports: no VLANs, loopbacks, tunnels or groups."""
    return tuple(port for port in interfaces if port.if_type in _WITH_A_PLUG)


def is_up(port: Interface) -> bool:
    """Whether traffic can flow."""
    return port.oper_status is LinkStatus.UP


def unchanged_for_s(port: Interface, uptime: Uptime) -> float | None:
    """Return for how long a port has been in its state, None where the device does not tell.

    ifLastChange wraps with sysUpTime after 497 days; of a device that runs for longer it is the shortest time
    that fits. 0 means that nothing changed since the start. What a command says of it needs no such thought.

    Source: IF-MIB (RFC 2863), ifLastChange.
    """
    if port.changed_ago_s is not None:
        return port.changed_ago_s
    changed_s, now_s = port.last_change_s, uptime.uptime_s
    if changed_s is None or not (math.isfinite(changed_s) and math.isfinite(now_s)) or now_s < 0:
        return None
    if changed_s == 0:
        return now_s
    since_s = now_s % _WRAP_S - changed_s
    return max(0.0, since_s) if since_s >= -_JITTER_S else since_s + _WRAP_S


def since_start(unchanged_s: float, uptime: Uptime, settle_s: float = 600.0) -> bool:
    """Whether a port is as it is since the device started: ports take their first state within `settle_s`."""
    return uptime.uptime_s - unchanged_s <= settle_s
