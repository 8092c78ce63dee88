"""What a table of a platform's file can say, and which mistakes in it are refused with their place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from netmaintd.config.profile_files import load_profiles
from netmaintd.errors import ConfigProblems
from netmaintd.model.facts import CpuLoad, Facts, InterfaceCounters, MemoryPool, Neighbor, RoutingPeer, Sensor, Uptime
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES

AT = datetime(2026, 11, 24, tzinfo=UTC)
ROWS = "1.3.6.1.4.1.99999.1"


def profile_of(*tables: dict[str, Any], parent: dict[str, Any] | None = None, **snmp: Any) -> ProfileSet:
    files = [{"name": "kota", "title": "Kota", "snmp": {"tables": tables, **snmp}, "extends": parent and "induk"}]
    if parent:
        files.append({"name": "induk", "title": "Induk", "snmp": {"tables": [parent]}})
    return ProfileSet(ProfileFile.model_validate(file) for file in files)


def sensors(field: dict[str, Any], recording: str) -> list[str]:
    table = {"emits": "Sensor", "rows": ROWS, "fields": {
        "name": field, "quantity": {"const": "temperature"}, "value": {"oid": ROWS}}}  # fmt: skip
    return [sensor.name for sensor in facts(recording, profile_of(table), "kota").of(Sensor)]


def facts(recording: str, profiles: ProfileSet = PROFILES, name: str = "snmp_standard") -> Facts:
    profile = profiles.get(name)
    return snmp_facts(profile, RecordedAgent(recording.encode()).walk(walk_plan(profile).columns), AT)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ({"index": 0, "prefix": "Kipas "}, "Kipas 4"),
        ({"span": [1, 5], "convert": "ip_address"}, "10.0.0.9"),
        ({"sized": 0, "convert": "ip_address"}, "10.0.0.9"),
        ({"oid": f"{ROWS[:-1]}2", "convert": "text", "otherwise": {"const": "cadangan"}}, "cadangan"),
        ({"oid": f"{ROWS[:-1]}3", "at": {"instance": [7]}}, "tetap"),
        ({"oid": f"{ROWS[:-1]}3", "at": {"oid": f"{ROWS[:-1]}4"}}, "tetap"),
    ],
)
def test_a_name_comes_from_the_index_or_from_elsewhere(field: dict[str, Any], name: str) -> None:
    pointer = f"{ROWS[:-1]}4.4.10.0.0.9|6|1.3.6.1.2.1.2.2.1.1.7\n"

    assert sensors(field, f"{ROWS}.4.10.0.0.9|2|30\n{ROWS[:-1]}3.7|4|tetap\n{pointer}") == [name]


def test_an_index_shorter_than_it_says_gives_no_value() -> None:
    assert sensors({"sized": 0, "convert": "ip_address"}, f"{ROWS}.4.10.0|2|30\n") == ["temperature"]
    assert sensors({"span": [1, 5], "convert": "ip_address"}, f"{ROWS}.4.10.0.0.999|2|30\n") == ["temperature"]


def test_what_a_device_calls_no_value_is_none() -> None:
    table = {"emits": "CpuLoad", "rows": ROWS, "fields": {
        "busy": {"oid": ROWS, "convert": "percent", "skip": ["100"]}}}  # fmt: skip

    found = facts(f"{ROWS}.1|2|100\n{ROWS}.2|2|40\n", profile_of(table), "kota")

    assert [load.busy_ratio for load in found.of(CpuLoad)] == [0.4]


def test_a_profile_may_replace_what_it_inherits() -> None:
    general = {"emits": "CpuLoad", "rows": f"{ROWS}.9", "fields": {"busy": {"oid": f"{ROWS}.9", "convert": "percent"}}}
    special = {"emits": "CpuLoad", "rows": f"{ROWS}.8", "fields": {"busy": {"oid": f"{ROWS}.8", "convert": "percent"}}}
    recording = f"{ROWS}.9.1|2|90\n"

    filled = facts(recording, profile_of(special, parent=general), "kota")
    replaced = facts(recording, profile_of(special, parent=general, replace=["CpuLoad"]), "kota")

    assert [load.busy_ratio for load in filled.of(CpuLoad)] == [0.9]
    assert replaced.of(CpuLoad) == ()
    assert replaced.why_missing(CpuLoad)


def test_sensors_of_one_name_in_one_table_are_all_kept() -> None:
    rows = "".join(
        f"1.3.6.1.2.1.99.1.1.1.1.{n}|2|8\n1.3.6.1.2.1.99.1.1.1.4.{n}|2|{value}\n"
        f"1.3.6.1.2.1.47.1.1.1.1.7.{n}|4|Sensor suhu\n"
        for n, value in ((1, 30), (2, 91))
    )

    assert [sensor.value for sensor in facts(rows).of(Sensor)] == [30, 91]


def test_a_sensor_that_a_special_table_told_is_not_told_again_by_a_general_one() -> None:
    both = (
        "1.3.6.1.4.1.9.9.13.1.3.1.2.1|4|Inlet\n1.3.6.1.4.1.9.9.13.1.3.1.3.1|66|33\n"
        "1.3.6.1.4.1.9.9.13.1.3.1.4.1|2|55\n"
        "1.3.6.1.2.1.99.1.1.1.1.1|2|8\n1.3.6.1.2.1.99.1.1.1.4.1|2|33\n1.3.6.1.2.1.47.1.1.1.1.7.1|4|INLET\n"
    )

    assert [(s.name, s.high_limit) for s in facts(both, name="cisco_ios").of(Sensor)] == [("Inlet", 55)]


@pytest.mark.parametrize("precision", [-2147483648, -9, 10, 2147483647])
def test_a_precision_that_no_standard_knows_is_no_value_and_no_crash(precision: int) -> None:
    row = "1.3.6.1.2.1.99.1.1.1.1.1|2|8\n1.3.6.1.2.1.99.1.1.1.4.1|2|30\n"

    assert facts(f"{row}1.3.6.1.2.1.99.1.1.1.3.1|2|{precision}\n").of(Sensor) == ()


def test_a_counter_keeps_its_last_digit() -> None:
    octets = 2**53 + 1
    found = facts(f"1.3.6.1.2.1.2.2.1.2.1|4|eth0\n1.3.6.1.2.1.31.1.1.1.6.1|70|{octets}\n")

    assert found.of(InterfaceCounters)[0].in_octets == octets


def test_a_chassis_id_that_is_no_mac_address_is_not_shown_as_one() -> None:
    row = (
        "1.0.8802.1.1.2.1.3.7.1.3.5|4|p5\n1.0.8802.1.1.2.1.4.1.1.7.0.5.1|4|eth1\n1.0.8802.1.1.2.1.4.1.1.9.0.5.1|4|r2\n"
    )
    local = facts(f"{row}1.0.8802.1.1.2.1.4.1.1.4.0.5.1|2|7\n1.0.8802.1.1.2.1.4.1.1.5.0.5.1|4|vmnic5\n")
    hardware = facts(f"{row}1.0.8802.1.1.2.1.4.1.1.4.0.5.1|2|4\n1.0.8802.1.1.2.1.4.1.1.5.0.5.1|4x|766d6e696335\n")

    assert [n.remote_mac for n in local.of(Neighbor)] == [None]
    assert [n.remote_mac for n in hardware.of(Neighbor)] == ["766d6e696335"]


def test_a_bgp_peer_is_known_by_the_index_alone_and_told_once() -> None:
    standard = "1.3.6.1.2.1.15.3.1.2.10.0.0.9|2|6\n1.3.6.1.2.1.15.3.1.9.10.0.0.9|2|65010\n"
    cisco = "1.3.6.1.4.1.9.9.187.1.2.5.1.3.1.4.10.0.0.9|2|6\n1.3.6.1.4.1.9.9.187.1.2.5.1.11.1.4.10.0.0.9|66|65010\n"

    for name, recording in (("snmp_standard", standard), ("cisco_ios", standard + cisco)):
        peers = facts(recording, name=name).of(RoutingPeer)
        assert [(p.peer, p.state, p.remote_as) for p in peers] == [("10.0.0.9", "established", 65010)], name


def test_full_virtual_memory_is_no_full_main_memory() -> None:
    rows = "".join(
        f"1.3.6.1.2.1.25.2.3.1.2.{n}|6|1.3.6.1.2.1.25.2.1.{kind}\n1.3.6.1.2.1.25.2.3.1.3.{n}|4|m{n}\n"
        f"1.3.6.1.2.1.25.2.3.1.5.{n}|2|100\n1.3.6.1.2.1.25.2.3.1.6.{n}|2|{used}\n"
        for n, (kind, used) in enumerate([(2, 40), (3, 99)], start=1)
    )

    assert [(pool.used_ratio, pool.swap) for pool in facts(rows).of(MemoryPool)] == [(0.4, False), (0.99, True)]


@pytest.mark.parametrize(
    ("engine", "uptime"),
    [
        (42949700, 42949700.0),  # one wrap and a second of drift
        (90, 100.0),  # the agent started after the device
        (100_000, 100.0),  # counted in another unit
        (5_000_000, 100.0),
    ],
)
def test_engine_time_is_believed_only_where_it_is_sysuptime_and_whole_wraps(engine: int, uptime: float) -> None:
    found = facts(f"1.3.6.1.2.1.1.3.0|67|10000\n1.3.6.1.6.3.10.2.1.3.0|2|{engine}\n").one(Uptime)

    assert found is not None
    assert found.uptime_s == uptime


@pytest.mark.parametrize(("raw", "dbm"), [("500", -3.01), ("-849", -8.49), ("-1", None), ("0", None)])
def test_optical_power_of_huawei_is_read_in_both_of_its_units(raw: str, dbm: float | None) -> None:
    row = f"1.3.6.1.4.1.2011.5.25.31.1.1.3.1.8.7|2|{raw}\n1.3.6.1.2.1.47.1.1.1.1.7.7|4|GE0/0/1\n"
    found = facts(row, name="huawei_vrp").of(Sensor)

    assert [(s.name, s.value) for s in found] == ([("Rx GE0/0/1", pytest.approx(dbm, abs=0.01))] if dbm else [])


@pytest.mark.parametrize(
    ("snmp", "sentence"),
    [
        ("{emits: CpuLoad, rows: 1.3.6.1, fields: {bussy: {oid: 1.3.6.1}}}",
         'CpuLoad has no field "bussy"; there are: busy, name'),
        ("{emits: Sensor, rows: 1.3.6.1, fields: {quantity: {const: suhu}}}",
         'quantity "suhu" is not one of: air_flow, bit_error_ratio, bit_rate, charge, count, current, delay, energy, '
         "fan_speed, frequency, humidity, load, loss, optical_power, power, power_factor, pressure, radio_signal, "
         "runtime, share, signal_to_noise, state, temperature, voltage"),
        ("{emits: Interface, rows: 1.3.6.1, fields: {oper: {oid: 1.3.6.1, map: {'1': on}}}}",
         'oper "on" is not one of: dormant, down, lowerLayerDown, notPresent, testing, unknown, up'),
        ("{emits: ConfigSaved, rows: 1.3.6.1, fields: {}}", 'no fact "ConfigSaved" that a table can give'),
        ("{emits: Vlan, rows: 1.3.6.1, fields: {vlan_id: {index: 0, const: '1'}}}",
         "give exactly one of oid, index, span, sized and const"),
        ("{emits: Vlan, rows: 1.3.6.1, where: [{oid: 1.3.6.1}], fields: {}}",
         "give exactly one of in, not_in, like, unlike and there"),
        ("{emits: Vlan, rows: 1.3.6.1, fields: {name: {oid: 1.3.6.1, regex: 'a+'}}}",
         '"a+" has no group; put ( ) around the part that is meant'),
        ("{emits: Vlan, rows: 1.3.6.1, fields: {name: {oid: 1.3.6.1, convert: txt}}}", 'no converter "txt"'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_refused_with_its_line(tmp_path: Path, snmp: str, sentence: str) -> None:
    (tmp_path / "kota.yaml").write_text(f"name: kota\ntitle: Kota\nsnmp:\n  tables:\n    - {snmp}\n")

    with pytest.raises(ConfigProblems) as caught:
        load_profiles(tmp_path)

    assert sentence in str(caught.value)
    assert "kota.yaml:5:" in str(caught.value)


def test_a_field_that_no_command_can_tell_is_refused() -> None:
    with pytest.raises(ValueError, match='a command tells no "seriall"'):
        ProfileFile.model_validate(
            {"name": "a", "title": "A", "ssh": {"driver": "x", "commands": [
                {"run": "show version", "gives": "identity", "patterns": {"seriall": "(x)"}}]}}
        )  # fmt: skip
