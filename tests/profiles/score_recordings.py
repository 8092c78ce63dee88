"""Write what the profiles read from recordings in the shape `snmp-expected/1`, for a scorer. Run by hand.

python tests/profiles/score_recordings.py RECORDINGS RESULTS
python RECORDINGS/score_snmp.py RESULTS --expected RECORDINGS
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from netmaintd.config.profile_files import load_profiles
from netmaintd.model.facts import (
    Address,
    Component,
    CpuLoad,
    Facts,
    Identity,
    Interface,
    InterfaceCounters,
    MemoryPool,
    Neighbor,
    PoeSupply,
    Quantity,
    RoutingPeer,
    Sensor,
    SpanningTree,
    Storage,
    Transceiver,
    UpsState,
    Uptime,
    Vlan,
    Wireless,
    WirelessMeasure,
)
from netmaintd.model.snmp import Oid, SnmpValue, dotted, oid
from netmaintd.profiles.profile_set import ProfileSet, Recognition
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent

SYS_DESCR, SYS_OBJECT_ID = oid("1.3.6.1.2.1.1.1.0"), oid("1.3.6.1.2.1.1.2.0")
TAKEN_AT = datetime(2026, 11, 24, tzinfo=UTC)
CLASSES: dict[Quantity, tuple[str, str | None, float]] = {
    Quantity.TEMPERATURE: ("temperature", "degC", 1.0),
    Quantity.FAN_SPEED: ("fanspeed", "rpm", 1.0),
    Quantity.VOLTAGE: ("voltage", "V", 1.0),
    Quantity.CURRENT: ("current", "A", 1.0),
    Quantity.POWER: ("power", "W", 1.0),
    Quantity.OPTICAL_POWER: ("dbm", "dBm", 1.0),
    Quantity.HUMIDITY: ("humidity", "%", 100.0),
    Quantity.CHARGE: ("charge", "%", 100.0),
    Quantity.RUNTIME: ("runtime", "min", 1 / 60),
    Quantity.LOAD: ("load", "%", 100.0),
    Quantity.FREQUENCY: ("frequency", "Hz", 1.0),
    Quantity.ENERGY: ("power_consumed", "kWh", 1 / 3.6e6),
    Quantity.POWER_FACTOR: ("power_factor", "ratio", 1.0),
    Quantity.SHARE: ("percent", "%", 100.0),
    Quantity.LOSS: ("loss", "%", 100.0),
    Quantity.DELAY: ("delay", "s", 1.0),
    Quantity.RADIO_SIGNAL: ("signal", "dBm", 1.0),
    Quantity.SIGNAL_TO_NOISE: ("snr", "dB", 1.0),
    Quantity.BIT_RATE: ("bitrate", "bit/s", 1.0),
    Quantity.BIT_ERROR_RATIO: ("ber", "ratio", 1.0),
    Quantity.PRESSURE: ("pressure", "kPa", 1e-3),
    Quantity.AIR_FLOW: ("airflow", "cfm", 2118.88),
    Quantity.COUNT: ("count", "", 1.0),
}
"""Quantity to class, unit and factor of the expected files."""
RADIO: dict[WirelessMeasure, tuple[str, float]] = {
    WirelessMeasure.ACCESS_POINTS: ("ap-count", 1.0),
    WirelessMeasure.FREQUENCY: ("frequency", 1e-6),
    WirelessMeasure.NOISE_FLOOR: ("noise-floor", 1.0),
    WirelessMeasure.SIGNAL_TO_NOISE: ("snr", 1.0),
    WirelessMeasure.QUALITY: ("quality", 100.0),
    WirelessMeasure.CCQ: ("ccq", 100.0),
    WirelessMeasure.UTILIZATION: ("utilization", 100.0),
    WirelessMeasure.CAPACITY: ("capacity", 100.0),
    WirelessMeasure.DISTANCE: ("distance", 1e-3),
}
"""Measure to class and factor of the expected files; those left out have their own name, and the same unit."""
COUNTERS = {
    f"{way}_{theirs}": f"{way}_{ours}"
    for way in ("in", "out")
    for theirs, ours in (
        ("octets", "octets"),
        ("ucast_pkts", "unicast_packets"),
        ("multicast_pkts", "multicast_packets"),
        ("broadcast_pkts", "broadcast_packets"),
        ("errors", "errors"),
        ("discards", "discards"),
    )
}
"""Counters of the expected files to ours."""


def read(path: Path) -> dict[Oid, SnmpValue]:
    return RecordedAgent(path.read_bytes()).values


def recognised(profiles: ProfileSet, values: dict[Oid, SnmpValue]) -> Recognition:
    descr, object_id = values.get(SYS_DESCR), values.get(SYS_OBJECT_ID)
    return profiles.recognise(
        dotted(object_id.value) if object_id and isinstance(object_id.value, tuple) else None,
        descr.value.decode("utf-8", "replace") if descr and isinstance(descr.value, bytes) else None,
        None,
        values,
    )


def facts_of(profiles: ProfileSet, path: Path) -> tuple[Recognition, Facts]:
    """Return what a live device with this recording would give: only what the walk plan asks for."""
    agent = RecordedAgent(path.read_bytes())
    recognition = recognised(profiles, agent.values)
    walked = agent.walk(walk_plan(recognition.profile).columns)
    return recognition, snmp_facts(recognition.profile, walked, TAKEN_AT)


def expected_shape(recognition: Recognition, facts: Facts, values: dict[Oid, SnmpValue]) -> dict[str, Any]:
    """Return the facts in the shape of the expected files; kinds that the model does not know are left out."""
    return {
        "system": _system(recognition, facts, values),
        "ports": _ports(facts),
        "processors": [{"descr": c.name, "usage_pct": c.busy_ratio * 100, "oid": _oid(c)} for c in facts.of(CpuLoad)],
        "mempools": [_pool(pool) for pool in facts.of(MemoryPool)],
        "storage": [_pool(volume) for volume in facts.of(Storage)],
        "sensors": [*_sensors(facts), *_poe(facts)],
        "neighbours": [_neighbour(n) for n in facts.of(Neighbor)],
        "bgp_peers": [_bgp_peer(peer) for peer in facts.of(RoutingPeer) if peer.protocol == "bgp"],
        "ospf_neighbours": [
            {"address": p.peer, "router_id": p.router_id, "state": p.state}
            for p in facts.of(RoutingPeer)
            if p.protocol == "ospf"
        ],
        "stp": [_spanning_tree(tree) for tree in facts.of(SpanningTree)],
        "entities": [_entity(part) for part in facts.of(Component)],
        "vlans": [{"id": v.vlan_id, "name": v.name} for v in facts.of(Vlan)],
        "transceivers": [_transceiver(plug) for plug in facts.of(Transceiver)],
        "addresses": [
            {"address": a.address, "prefix_len": a.prefix_length, "if_index": a.if_index, "vrf": a.vrf, "oid": _oid(a)}
            for a in facts.of(Address)
        ],
        "wireless": [_wireless(value) for value in facts.of(Wireless)],
    }


def _oid(fact: Any) -> str | None:
    return fact.provenance.where if fact.provenance else None


def _system(recognition: Recognition, facts: Facts, values: dict[Oid, SnmpValue]) -> dict[str, Any]:
    identity, uptime = facts.one(Identity) or Identity(), facts.one(Uptime)
    descr, object_id = values.get(SYS_DESCR), values.get(SYS_OBJECT_ID)
    return {
        "os": recognition.profile.name,
        "sys_object_id": dotted(object_id.value) if object_id and isinstance(object_id.value, tuple) else None,
        "sys_descr": descr.value.decode("utf-8", "replace") if descr and isinstance(descr.value, bytes) else None,
        "uptime_s": uptime.uptime_s if uptime else None,
        "hardware": identity.model,
        "version": identity.os_version,
        "serial": identity.serial,
    }


def _ports(facts: Facts) -> list[dict[str, Any]]:
    counters = {c.if_index: c for c in facts.of(InterfaceCounters)}
    return [_port(port, counters.get(port.if_index)) for port in facts.of(Interface)]


def _port(port: Interface, counted: InterfaceCounters | None) -> dict[str, Any]:
    row = {
        "if_index": port.if_index,
        "name": port.name,
        "descr": port.descr,
        "alias": port.alias,
        "admin": port.admin_status.value,
        "oper": port.oper_status.value,
        "speed_bps": port.speed_bps,
        "mtu": port.mtu_bytes,
        "duplex": port.duplex,
        "mac": port.mac,
        "pvid": port.native_vlan,
    }
    return row | {theirs: getattr(counted, ours) for theirs, ours in COUNTERS.items()} if counted else row


def _pool(pool: MemoryPool | Storage) -> dict[str, Any]:
    whole = pool.total_bytes is not None and pool.used_bytes is not None
    return {
        "descr": pool.name,
        "class": _pool_class(pool),
        "total_bytes": pool.total_bytes,
        "used_bytes": pool.used_bytes,
        "free_bytes": (pool.total_bytes or 0) - (pool.used_bytes or 0) if whole else None,
        "used_pct": pool.used_ratio * 100,
        "oid": _oid(pool),
    }


def _pool_class(pool: MemoryPool | Storage) -> str | None:
    if isinstance(pool, Storage):
        return None
    return ("virtual" if "virtual" in pool.name.casefold() else "swap") if pool.swap else "system"


def _sensor(sensor: Sensor) -> dict[str, Any]:
    if sensor.value is None or sensor.quantity is Quantity.STATE:
        raw = sensor.provenance.raw if sensor.provenance else ""
        code = int(raw) if re.fullmatch(r"-?\d+", raw) else None
        state = {"generic": sensor.state.value}
        return {"class": "state", "descr": sensor.name, "value": code, "unit": "", "state": state, "oid": _oid(sensor)}
    name, unit, factor = CLASSES[sensor.quantity]
    return {"class": name, "descr": sensor.name, "value": sensor.value * factor, "unit": unit, "oid": _oid(sensor)}


def _sensors(facts: Facts) -> list[dict[str, Any]]:
    """Return the sensors, and of a UPS what no sensor says."""
    rows = [_sensor(sensor) for sensor in facts.of(Sensor)]
    told = {row["class"] for row in rows}
    return rows + [row for row in _ups(facts) if row["class"] not in told]


def _ups(facts: Facts) -> list[dict[str, Any]]:
    rows = []
    for ups in facts.of(UpsState):
        rows += [
            {"class": name, "descr": name, "value": value * factor, "unit": unit}
            for name, value, factor, unit in (
                ("charge", ups.charge_ratio, 100.0, "%"),
                ("runtime", ups.runtime_s, 1 / 60, "min"),
                ("load", ups.load_ratio, 100.0, "%"),
            )
            if value is not None
        ]
    return rows


def _poe(facts: Facts) -> list[dict[str, Any]]:
    """Return budget and use as two sensors: pethMainPsePower is column 2, pethMainPseConsumptionPower column 4."""
    rows = []
    for supply in facts.of(PoeSupply):
        table, group = (_oid(supply) or "").rpartition(".2.")[::2]
        rows += [
            {"class": "power", "descr": supply.group, "value": value, "unit": "W", "oid": f"{table}.{column}.{group}"}
            for column, value in ((2, supply.budget_w), (4, supply.used_w))
            if value is not None
        ]
    return rows


def _neighbour(neighbour: Neighbor) -> dict[str, Any]:
    return {
        "protocol": neighbour.protocol,
        "local_name": neighbour.local_port,
        "remote_name": neighbour.remote_name,
        "remote_port": neighbour.remote_port,
        "remote_port_descr": neighbour.remote_port_descr,
        "remote_mac": neighbour.remote_mac,
        "remote_platform": neighbour.remote_platform,
    }


def _bgp_peer(peer: RoutingPeer) -> dict[str, Any]:
    return {
        "peer": peer.peer,
        "remote_as": peer.remote_as,
        "local_as": peer.local_as,
        "state": peer.state,
        "admin": {True: "start", False: "stop", None: None}[peer.enabled],
        "established_s": peer.established_s,
        "in_updates": peer.in_updates,
        "out_updates": peer.out_updates,
    }


def _spanning_tree(tree: SpanningTree) -> dict[str, Any]:
    return {
        "bridge_address": tree.bridge_address,
        "designated_root": tree.root_address or "",  # their word for none
        "is_root": tree.is_root,
        "priority": tree.priority,
        "root_cost": tree.root_cost,
        "root_port": tree.root_port,
        "topology_changes": tree.topology_changes,
    }


def _entity(part: Component) -> dict[str, Any]:
    return {"index": part.index, "class": part.kind, "name": part.name, "model": part.model, "serial": part.serial}


def _transceiver(plug: Transceiver) -> dict[str, Any]:
    return {
        "if_index": plug.if_index,
        "index": (_oid(plug) or "").rpartition(".")[2],
        "vendor": plug.vendor,
        "model": plug.model,
        "serial": plug.serial,
        "oid": _oid(plug),
    }


def _wireless(told: Wireless) -> dict[str, Any]:
    name, factor = RADIO.get(told.measure, (told.measure.value, 1.0))
    return {
        "class": name,
        "descr": told.name,
        "value": told.value * factor,
        "unit": told.unit,
        "oids": (_oid(told) or "").split(),
    }


def main(recordings: Path, results: Path) -> None:
    results.mkdir(parents=True, exist_ok=True)
    profiles = load_profiles()
    for path in sorted(recordings.glob("*.snmprec")):
        recognition, facts = facts_of(profiles, path)
        shape = expected_shape(recognition, facts, read(path))
        (results / f"{path.stem}.json").write_text(json.dumps(shape, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
