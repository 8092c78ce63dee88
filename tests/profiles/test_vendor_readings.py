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
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent

PROFILES = load_profiles()
AT = datetime(2026, 11, 24, tzinfo=UTC)
HUAWEI = "1.3.6.1.4.1.2011"
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
