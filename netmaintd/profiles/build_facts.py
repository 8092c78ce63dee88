"""From the values of one row to one fact: what may be derived, and when a row says nothing.

One function for each kind; each takes field values by name and returns None where the row has no fact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from netmaintd.model.facts import (
    CpuLoad,
    Fact,
    Identity,
    Interface,
    InterfaceCounters,
    LinkStatus,
    MemoryPool,
    Neighbor,
    Provenance,
    Quantity,
    RoutingPeer,
    Sensor,
    State,
    Storage,
    UpsState,
    Uptime,
    Vlan,
)

Values = Mapping[str, float | str | None]
SYS_UP_TIME_WRAP_S = 2**32 / 100
_SCALE = {code: 10.0 ** (3 * (int(code) - 9)) for code in map(str, range(1, 18))}
"""EntitySensorDataScale (RFC 3433): 9 is units, 8 milli, 10 kilo."""
_PRECISIONS = range(-8, 10)
"""EntitySensorPrecision (RFC 3433)."""
_WRAP_TOLERANCE_S = 6 * 3600.0
"""How far two clocks of one agent may drift apart in 497 days."""


def _number(values: Values, name: str) -> float | None:
    value = values.get(name)
    return float(value) if isinstance(value, (int, float)) else None


def _int(values: Values, name: str) -> int | None:
    # Not by way of a float, which has no room for the last digits of a Counter64.
    value = values.get(name)
    return int(value) if isinstance(value, (int, float)) else None


def _text(values: Values, name: str) -> str | None:
    value = values.get(name)
    return str(value) if value not in (None, "") else None


def cpu(values: Values, origin: Provenance) -> Fact | None:
    """Give a processor from its busy share."""
    busy = _number(values, "busy")
    if busy is None:
        return None
    return CpuLoad(busy_ratio=busy, name=_text(values, "name") or "cpu", provenance=origin)


def _share(values: Values) -> tuple[float, int | None, int | None] | None:
    """Return used ratio, used and total bytes from whichever of percent, used, free and total there is."""
    unit = _number(values, "unit") or 1.0
    used, free, total = (_number(values, name) for name in ("used", "free", "total"))
    if used is None and total is not None and free is not None:
        used = total - free - (_number(values, "buffers") or 0) - (_number(values, "cached") or 0)
    if total is None and used is not None and free is not None:
        total = used + free
    share = _number(values, "percent")
    if share is None and used is not None and total:
        share = used / total
    if share is None or not 0 <= share <= 1:
        return None
    whole = int(total * unit) if total else None
    return share, (int(used * unit) if used is not None and whole else None), whole


def memory(values: Values, origin: Provenance) -> Fact | None:
    """Give a memory pool."""
    share = _share(values)
    if share is None:
        return None
    ratio, used, total = share
    return MemoryPool(
        used_ratio=ratio, name=_text(values, "name") or "memory", used_bytes=used, total_bytes=total,
        swap=_text(values, "swap") == "yes", provenance=origin,
    )  # fmt: skip


def storage(values: Values, origin: Provenance) -> Fact | None:
    """Give a file system."""
    share, name = _share(values), _text(values, "name")
    if share is None or name is None:
        return None
    ratio, used, total = share
    return Storage(name=name, used_ratio=ratio, used_bytes=used, total_bytes=total, provenance=origin)


def sensor(values: Values, origin: Provenance) -> Fact | None:
    """Give a sensor that has a value or a state."""
    quantity = _text(values, "quantity")
    if quantity is None or _text(values, "operational") == "no":
        return None
    value = _number(values, "value")
    if value is not None:
        value = _scaled(value, _text(values, "scale") or "9", _int(values, "precision") or 0)
    state = State(_text(values, "state") or State.UNKNOWN)
    if value is None and state is State.UNKNOWN:
        return None
    if value is not None and quantity in (Quantity.HUMIDITY, Quantity.CHARGE, Quantity.LOAD):
        value /= 100
    return Sensor(
        name=_text(values, "name") or quantity, quantity=Quantity(quantity), value=value, state=state,
        low_limit=_number(values, "low"), high_limit=_number(values, "high"), provenance=origin,
    )  # fmt: skip


def _scaled(value: float, scale: str, precision: int) -> float | None:
    """Return the value in its unit; None for a scale or precision that the standard does not know."""
    if scale not in _SCALE or precision not in _PRECISIONS:
        return None
    return value * _SCALE[scale] / 10.0**precision


def interface(values: Values, origin: Provenance) -> Fact | None:
    """Give an interface; ifName names it, else ifDescr."""
    descr = _text(values, "descr")
    name = _text(values, "name") or descr
    if name is None:
        return None
    high, speed = _number(values, "high_speed"), _int(values, "speed")
    return Interface(
        name=name,
        if_index=_int(values, "if_index"),
        descr=descr,
        alias=_text(values, "alias"),
        if_type=_int(values, "if_type"),
        admin_status=LinkStatus(_text(values, "admin") or LinkStatus.UNKNOWN),
        oper_status=LinkStatus(_text(values, "oper") or LinkStatus.UNKNOWN),
        speed_bps=int(high * 1_000_000) if high else speed,
        mtu_bytes=_int(values, "mtu"),
        duplex=_text(values, "duplex"),
        mac=_text(values, "mac"),
        last_change_s=_number(values, "last_change"),
        provenance=origin,
    )


def counters(values: Values, origin: Provenance) -> Fact | None:
    """Give an interface's counters, the 64-bit ones where the agent has them."""
    name = _text(values, "name") or _text(values, "descr")
    if name is None:
        return None
    return InterfaceCounters(
        name=name,
        if_index=_int(values, "if_index"),
        in_octets=_either(values, "hc_in_octets", "in_octets"),
        out_octets=_either(values, "hc_out_octets", "out_octets"),
        in_packets=_packets(values, "in"),
        out_packets=_packets(values, "out"),
        in_errors=_int(values, "in_errors"),
        out_errors=_int(values, "out_errors"),
        in_discards=_int(values, "in_discards"),
        out_discards=_int(values, "out_discards"),
        provenance=origin,
    )


def _either(values: Values, wide: str, narrow: str) -> int | None:
    found = _int(values, wide)
    return found if found is not None else _int(values, narrow)


def _packets(values: Values, way: str) -> int | None:
    kinds = [_either(values, f"hc_{way}_{kind}", f"{way}_{kind}") for kind in ("unicast", "multicast", "broadcast")]
    known = [count for count in kinds if count is not None]
    return sum(known) if known else None


def uptime(values: Values, origin: Provenance) -> Fact | None:
    """Give the uptime; snmpEngineTime, which does not wrap after 497 days, tells how often sysUpTime did."""
    own, engine, boots = _number(values, "uptime"), _number(values, "engine"), _int(values, "boots")
    if own is None:
        return Uptime(uptime_s=engine, engine_boots=boots, provenance=origin) if engine is not None else None
    wraps = round((engine - own) / SYS_UP_TIME_WRAP_S) if engine is not None else 0
    # Some agents count snmpEngineTime in another unit: it is believed only where it is sysUpTime and whole wraps.
    if engine is not None and wraps > 0 and abs(engine - own - wraps * SYS_UP_TIME_WRAP_S) <= _WRAP_TOLERANCE_S:
        return Uptime(uptime_s=engine, engine_boots=boots, provenance=origin)
    return Uptime(uptime_s=own, wraps_at_s=SYS_UP_TIME_WRAP_S, engine_boots=boots, provenance=origin)


def identity(values: Values, origin: Provenance) -> Fact | None:
    """Give whatever of an identity a row says."""
    known = {name: _text(values, name) for name in ("vendor", "model", "os_name", "os_version", "serial", "hostname")}
    return Identity(provenance=origin, **known) if any(known.values()) else None


def neighbor(values: Values, origin: Provenance) -> Fact | None:
    """Give a neighbour that has a name or an address."""
    local, name, address = (_text(values, part) for part in ("local_port", "remote_name", "remote_mac"))
    if local is None or not (name or address):
        return None
    return Neighbor(
        protocol=_text(values, "protocol") or "lldp",
        local_port=local,
        remote_name=name,
        remote_port=_text(values, "remote_port"),
        remote_mac=address,
        remote_platform=_text(values, "remote_platform"),
        provenance=origin,
    )


def routing_peer(values: Values, origin: Provenance) -> Fact | None:
    """Give a BGP or OSPF neighbour."""
    protocol, peer, state = (_text(values, part) for part in ("protocol", "peer", "state"))
    if not (protocol and peer and state):
        return None
    return RoutingPeer(
        protocol=protocol, peer=peer, state=state, remote_as=_int(values, "remote_as"), provenance=origin
    )


def vlan(values: Values, origin: Provenance) -> Fact | None:
    """Give a VLAN."""
    number = _int(values, "vlan_id")
    return Vlan(vlan_id=number, name=_text(values, "name"), provenance=origin) if number else None


def ups(values: Values, origin: Provenance) -> Fact | None:
    """Give the state of a UPS."""
    source = _text(values, "source")
    charge, load = _number(values, "charge"), _number(values, "load")
    state = State(_text(values, "state") or State.UNKNOWN)
    if source is None and charge is None and state is State.UNKNOWN:
        return None
    return UpsState(
        on_battery=source == "battery" if source else None,
        charge_ratio=charge,
        runtime_s=_number(values, "runtime"),
        load_ratio=load,
        battery_state=state,
        provenance=origin,
    )


BUILDERS: dict[str, Callable[[Values, Provenance], Fact | None]] = {
    "CpuLoad": cpu,
    "MemoryPool": memory,
    "Storage": storage,
    "Sensor": sensor,
    "Interface": interface,
    "InterfaceCounters": counters,
    "Uptime": uptime,
    "Identity": identity,
    "Neighbor": neighbor,
    "RoutingPeer": routing_peer,
    "Vlan": vlan,
    "UpsState": ups,
}
"""Kind of fact to its builder."""
