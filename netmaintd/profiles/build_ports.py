"""Interfaces and their counters from the values of a row of IF-MIB (RFC 2863), or of a table like it."""

from __future__ import annotations

from netmaintd.model.facts import Fact, Interface, InterfaceCounters, LinkStatus, Provenance
from netmaintd.profiles.field_values import Values, amount, count, text

_SPEED_TOO_HIGH = 2**32 - 1
"""ifSpeed of a port that is faster than a Gauge32 can say: then only ifHighSpeed tells."""


def interface(values: Values, origin: Provenance) -> Fact | None:
    """Give an interface; ifName names it, else ifDescr."""
    descr = text(values, "descr")
    name = text(values, "name") or descr
    if name is None:
        return None
    return Interface(
        name=name,
        if_index=count(values, "if_index"),
        descr=descr,
        alias=text(values, "alias"),
        if_type=count(values, "if_type"),
        admin_status=LinkStatus(text(values, "admin") or LinkStatus.UNKNOWN),
        oper_status=LinkStatus(text(values, "oper") or LinkStatus.UNKNOWN),
        speed_bps=_speed(values),
        mtu_bytes=count(values, "mtu"),
        duplex=text(values, "duplex"),
        mac=text(values, "mac"),
        native_vlan=count(values, "native_vlan"),
        last_change_s=amount(values, "last_change"),
        changed_ago_s=amount(values, "changed_ago"),
        provenance=origin,
    )


def _speed(values: Values) -> int | None:
    high, speed = amount(values, "high_speed"), count(values, "speed")
    if high:
        return int(high * 1_000_000)
    return speed if speed != _SPEED_TOO_HIGH else None


def counters(values: Values, origin: Provenance) -> Fact | None:
    """Give an interface's counters, the 64-bit ones where the agent has them."""
    name = text(values, "name") or text(values, "descr")
    if name is None:
        return None
    return InterfaceCounters(
        name=name,
        if_index=count(values, "if_index"),
        in_octets=_wide(values, "in_octets"),
        out_octets=_wide(values, "out_octets"),
        octets_bits=_octets_bits(values),
        in_packets=_all_packets(values, "in"),
        out_packets=_all_packets(values, "out"),
        in_unicast_packets=_wide(values, "in_unicast"),
        out_unicast_packets=_wide(values, "out_unicast"),
        in_multicast_packets=_wide(values, "in_multicast"),
        out_multicast_packets=_wide(values, "out_multicast"),
        in_broadcast_packets=_wide(values, "in_broadcast"),
        out_broadcast_packets=_wide(values, "out_broadcast"),
        in_errors=count(values, "in_errors"),
        out_errors=count(values, "out_errors"),
        in_discards=count(values, "in_discards"),
        out_discards=count(values, "out_discards"),
        provenance=origin,
    )


def _wide(values: Values, name: str) -> int | None:
    found = count(values, f"hc_{name}")
    return found if found is not None else count(values, name)


def _octets_bits(values: Values) -> int | None:
    """Return the width of both counters of octets, None where one is of another width or not there."""
    for prefix, bits in (("hc_", 64), ("", 32)):
        if all(count(values, f"{prefix}{way}_octets") is not None for way in ("in", "out")):
            return bits
    return None


def _all_packets(values: Values, way: str) -> int | None:
    kinds = (_wide(values, f"{way}_{kind}") for kind in ("unicast", "multicast", "broadcast"))
    known = [counted for counted in kinds if counted is not None]
    return sum(known) if known else count(values, f"{way}_packets")
