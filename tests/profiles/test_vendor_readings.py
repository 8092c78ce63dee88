"""Tables of vendors' MIBs read from short walks written by hand, and the named converters that they need."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netmaintd.config.profile_files import load_profiles
from netmaintd.model.facts import FACT_KINDS, CpuLoad
from netmaintd.model.snmp import oid
from netmaintd.profiles import converters
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.table import Where
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent

PROFILES = load_profiles()
AT = datetime(2026, 11, 24, tzinfo=UTC)
HUAWEI = "1.3.6.1.4.1.2011"
APC, FORTI = "1.3.6.1.4.1.318.1.1", "1.3.6.1.4.1.12356"
ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
# Platform, kind of fact, walk, and what the first fact of that kind must say.
SAMPLES: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "huawei_vrp",
        "Sensor",
        f"{HUAWEI}.5.25.31.1.1.10.1.6.3.2|2|1\n{HUAWEI}.5.25.31.1.1.10.1.7.3.2|2|2",
        {"name": "Fan 3.2", "quantity": "state", "state": "critical"},
    ),
    (
        "huawei_vrp",
        "Transceiver",
        f"{HUAWEI}.5.25.31.1.1.3.1.5.70|2|31\n{HUAWEI}.5.25.31.1.1.3.1.4.70|4|SN7\n{ENTITY}.7.70|4|GE0/0/1\n"
        "1.3.6.1.2.1.47.1.3.2.1.2.70.1|6|1.3.6.1.2.1.2.2.1.1.9",
        {"name": "GE0/0/1", "serial": "SN7", "if_index": 9},
    ),
    (
        "huawei_vrp",
        "MemoryPool",
        f"{HUAWEI}.5.25.31.1.1.1.1.7.9|2|50\n{HUAWEI}.5.25.31.1.1.1.1.19.9|2|2\n{ENTITY}.7.9|4|SRU",
        {"name": "SRU", "used_ratio": 0.5, "total_bytes": 2 * 1024 * 1024, "used_bytes": 1024 * 1024},
    ),
    (
        "apc_ups",
        "UpsState",
        f"{APC}.1.2.1.1.0|2|3\n{APC}.1.2.3.1.0|66|455\n{APC}.1.2.2.3.0|67|60000\n{APC}.1.4.1.1.0|2|3\n{APC}.1.4.2.3.0|66|40",
        {"battery_state": "warning", "charge_ratio": 0.455, "runtime_s": 600, "on_battery": True, "load_ratio": 0.4},
    ),
    ("apc_ups", "Sensor", f"{APC}.1.2.2.2.0|66|31\n", {"name": "Battery", "quantity": "temperature", "value": 31.0}),
    (
        "apc_ups",
        "Sensor",
        f"{APC}.10.2.3.2.1.2.1|4|Rak\n{APC}.10.2.3.2.1.4.1|2|77\n{APC}.10.2.3.2.1.5.1|2|2",
        {"name": "Rak", "value": 25.0},
    ),
    ("apc_pdu", "Sensor", f"{APC}.12.2.3.1.1.2.1|66|28", {"name": "Phase or bank 1", "value": 2.8, "unit": "A"}),
    (
        "eaton_ups",
        "UpsState",
        "1.3.6.1.4.1.534.1.2.4.0|2|80\n1.3.6.1.4.1.534.1.2.1.0|2|900\n1.3.6.1.4.1.534.1.4.5.0|2|5",
        {"charge_ratio": 0.8, "runtime_s": 900, "on_battery": True},
    ),
    (
        "cyberpower_ups",
        "UpsState",
        "1.3.6.1.4.1.3808.1.1.1.2.1.1.0|2|2\n1.3.6.1.4.1.3808.1.1.1.2.2.1.0|66|100",
        {"battery_state": "ok", "charge_ratio": 1.0},
    ),
    ("ups_rfc1628", "Sensor", "1.3.6.1.2.1.33.1.2.3.0|2|12", {"quantity": "runtime", "value": 720.0}),
    (
        "fortinet_fortigate",
        "Sensor",
        f"{FORTI}.101.4.3.2.1.2.1|4|+12V\n{FORTI}.101.4.3.2.1.3.1|4|11.9\n",
        {"name": "+12V", "quantity": "voltage", "value": 11.9},
    ),
    (
        "fortinet_fortigate",
        "Storage",
        f"{FORTI}.101.4.1.6.0|66|50\n{FORTI}.101.4.1.7.0|66|200\n",
        {"used_ratio": 0.25, "total_bytes": 200 * 1024 * 1024},
    ),
    (
        "dlink",
        "Storage",
        "1.3.6.1.4.1.171.14.5.1.4.1.3.1.2|66|4\n1.3.6.1.4.1.171.14.5.1.4.1.4.1.2|66|1\n"
        "1.3.6.1.4.1.171.14.5.1.4.1.3.1.1|66|8\n1.3.6.1.4.1.171.14.5.1.4.1.4.1.1|66|8\n",
        {"name": "flash of unit 1", "used_ratio": 0.25, "total_bytes": 4096},
    ),
    ("dlink", "Sensor", "1.3.6.1.4.1.171.12.11.1.6.1.3.1.2|2|4", {"name": "Power 1.2", "state": "critical"}),
    (
        "tplink_jetstream",
        "Vlan",
        "1.3.6.1.4.1.11863.6.14.1.2.1.1.2.30|4|kantor",
        {"vlan_id": 30, "name": "kantor"},
    ),
    ("tplink", "Identity", "1.3.6.1.2.1.16.19.3.0|4|TL-SG 1.0", {"model": "TL-SG 1.0", "vendor": "TP-Link"}),
    (
        "allied_awplus",
        "Sensor",
        "1.3.6.1.4.1.207.8.4.4.3.12.2.1.4.1.5.1|4|3.3V\n1.3.6.1.4.1.207.8.4.4.3.12.2.1.5.1.5.1|2|3317\n",
        {"name": "3.3V", "quantity": "voltage", "value": 3.317},
    ),
    (
        "huawei_smartax",
        "Sensor",
        f"{HUAWEI}.6.128.1.1.2.23.1.4.77|2|711\n1.3.6.1.2.1.31.1.1.1.1.77|4|GPON 0/1",
        {"name": "Tx GPON 0/1", "value": 7.11, "unit": "dBm"},
    ),
]


@pytest.mark.parametrize(("platform", "kind", "walk", "told"), SAMPLES)
def test_a_vendor_table_is_read(platform: str, kind: str, walk: str, told: dict[str, Any]) -> None:
    profile = PROFILES.get(platform)
    agent = RecordedAgent(f"{walk}\n".encode())
    found = snmp_facts(profile, agent.walk(walk_plan(profile).columns), AT).of(FACT_KINDS[kind])

    assert found
    assert {name: getattr(found[0], name) for name in told} == told


@pytest.mark.parametrize(
    ("converter", "raw", "told"),
    [
        (converters.laser_bias, 34, 0.034),
        (converters.laser_bias, 5232, 0.005232),
        (converters.laser_bias, 0, None),
        (converters.laser_bias, -1, None),
        (converters.volts_or_millivolts, 3, 3),
        (converters.volts_or_millivolts, 760, 0.76),
        (converters.volts_or_millivolts, 53456, 53.456),
        (converters.volts_or_millivolts, 0, None),
        (converters.row_pointer, oid("1.3.6.1.2.1.2.2.1.1.9"), 9),
        (converters.row_pointer, oid("0.0"), None),
        (converters.row_pointer, b"9", None),
    ],
)
def test_a_converter_says_what_the_value_means(converter: Any, raw: Any, told: float | str | None) -> None:
    assert converter(raw) == told


def test_a_name_may_have_several_numbers_of_the_index() -> None:
    table = {"emits": "CpuLoad", "rows": "1.3.6.1.4.1.99999.1", "fields": {
        "busy": {"oid": "1.3.6.1.4.1.99999.1", "convert": "percent"},
        "name": {"index": [0, 1], "prefix": "Slot "}}}  # fmt: skip
    file = ProfileFile.model_validate({"name": "kota", "title": "Kota", "snmp": {"tables": [table]}})
    profile = ProfileSet([file]).get("kota")
    walk = RecordedAgent(b"1.3.6.1.4.1.99999.1.4.2|2|30\n1.3.6.1.4.1.99999.1.5|2|1\n").values

    assert [load.name for load in snmp_facts(profile, walk, AT).of(CpuLoad)] == ["Slot 4.2", "cpu"]


def test_a_condition_may_look_at_a_number_of_the_index() -> None:
    table = {"emits": "CpuLoad", "rows": "1.3.6.1.4.1.99999.1", "where": [{"index": 1, "in": ["2"]}], "fields": {
        "busy": {"oid": "1.3.6.1.4.1.99999.1", "convert": "percent"}}}  # fmt: skip
    file = ProfileFile.model_validate({"name": "kota", "title": "Kota", "snmp": {"tables": [table]}})
    walk = RecordedAgent(
        b"1.3.6.1.4.1.99999.1.4.2|2|30\n1.3.6.1.4.1.99999.1.4.3|2|1\n1.3.6.1.4.1.99999.1.5|2|2\n"
    ).values

    assert [load.busy_ratio for load in snmp_facts(ProfileSet([file]).get("kota"), walk, AT).of(CpuLoad)] == [0.3]


def test_a_condition_looks_at_one_thing() -> None:
    with pytest.raises(ValueError, match="give exactly one of oid and index"):
        Where.model_validate({"index": 1, "oid": "1.3.6.1", "in": ["2"]})
