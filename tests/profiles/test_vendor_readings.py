"""Tables of vendors' MIBs read from short walks written by hand, and the named converters that they need."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netmaintd.model.facts import FACT_KINDS, CpuLoad
from netmaintd.model.snmp import oid
from netmaintd.profiles import converters
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.source import Where
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES

AT = datetime(2026, 11, 24, tzinfo=UTC)
HUAWEI = "1.3.6.1.4.1.2011"
RUIJIE = "1.3.6.1.4.1.4881.1.1.10.2.1.1"
MIKROTIK, ZTE = "1.3.6.1.4.1.14988.1.1", "1.3.6.1.4.1.3902"
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
        "mikrotik_routeros",
        "Sensor",
        f"{MIKROTIK}.3.100.1.2.7402|4|psu2-state\n{MIKROTIK}.3.100.1.3.7402|66|1\n{MIKROTIK}.3.100.1.4.7402|2|6",
        {"name": "psu2-state", "quantity": "state", "state": "critical"},
    ),
    (
        "mikrotik_routeros",
        "Wireless",
        f"{MIKROTIK}.1.3.1.4.1|4|kantor\n{MIKROTIK}.1.3.1.7.1|2|2412",
        {"name": "kantor", "measure": "frequency", "value": 2.412e9, "unit": "Hz"},
    ),
    (
        "mikrotik_routeros",
        "Neighbor",
        f"{MIKROTIK}.11.1.1.6.1|4|r2\n{MIKROTIK}.11.1.1.8.1|2|3\n1.3.6.1.2.1.31.1.1.1.1.3|4|ether3",
        {"protocol": "mndp", "local_port": "ether3", "remote_name": "r2"},
    ),
    (
        "ubiquiti_airos",
        "Wireless",
        "1.3.6.1.4.1.41112.1.4.1.1.7.1|2|1200",
        {"name": "radio 1", "measure": "distance", "value": 1200},
    ),
    (
        "ubiquiti_unifi",
        "Wireless",
        "1.3.6.1.4.1.41112.1.6.1.2.1.6.1|4|tamu\n1.3.6.1.4.1.41112.1.6.1.2.1.4.1|2|36",
        {"name": "tamu", "measure": "frequency", "value": 5.18e9},
    ),
    (
        "ubiquiti_edgeswitch",
        "CpuLoad",
        "1.3.6.1.4.1.4413.1.1.1.1.4.9.0|4|5 Secs ( 31.1%)   60 Secs ( 16.5%)  300 Secs ( 14.3%)",
        {"busy_ratio": 0.165},
    ),
    (
        "netgear",
        "MemoryPool",
        "1.3.6.1.4.1.4526.10.1.1.4.1.0|2|100\n1.3.6.1.4.1.4526.10.1.1.4.2.0|2|400",
        {"used_ratio": 0.75, "total_bytes": 400 * 1024},
    ),
    (
        "cambium_pmp",
        "Sensor",
        "1.3.6.1.4.1.161.19.3.1.3.1.0|2|2",
        {"name": "GPS", "quantity": "state", "state": "critical"},
    ),
    ("cambium_cnmatrix", "Sensor", "1.3.6.1.4.1.2076.103.1.3.1.4.1.3|2|536", {"name": "PoE port 3", "value": 53.6}),
    ("cambium_epmp", "CpuLoad", "1.3.6.1.4.1.17713.21.2.1.64.0|65|420", {"busy_ratio": 0.42}),
    (
        "ruckus_zonedirector",
        "Wireless",
        "1.3.6.1.4.1.25053.1.2.1.1.1.15.1.0|66|4",
        {"measure": "access_points", "value": 4},
    ),
    ("draytek", "MemoryPool", "1.3.6.1.4.1.7367.3.7.0|2|73", {"used_ratio": 0.73}),
    (
        "zte_zxa10",
        "MemoryPool",
        f"{ZTE}.1082.10.1.2.4.1.11.1.1.4|2|25\n{ZTE}.1082.10.1.2.4.1.19.1.1.4|2|2048\n"
        f"{ZTE}.1082.10.1.2.4.1.4.1.1.4|4|SMXA",
        {"name": "SMXA", "used_ratio": 0.25, "total_bytes": 2 * 1024**3},
    ),
    (
        "raisecom_ros",
        "Sensor",
        "1.3.6.1.4.1.8886.60.18.1.2.2.1.1.2.9.4|2|-3316\n1.3.6.1.2.1.31.1.1.1.1.9|4|te1",
        {"name": "Rx te1", "quantity": "optical_power", "value": -3.316},
    ),
    ("raisecom_ros", "CpuLoad", "1.3.6.1.4.1.8886.60.1.1.1.2.1.1.1.3.3.0|2|21", {"busy_ratio": 0.21}),
    (
        "fiberhome_switch",
        "Sensor",
        "1.3.6.1.4.1.3807.1.8012.1.2.1.1.3.16|2|1\n1.3.6.1.4.1.3807.1.8012.1.2.1.1.13.16|4|Power-1/1",
        {"name": "Power-1/1", "quantity": "state", "state": "critical"},
    ),
    ("bdcom", "Sensor", "1.3.6.1.4.1.3320.9.189.1.0|2|1", {"name": "Power supplies", "state": "warning"}),
    (
        "cdata_olt",
        "MemoryPool",
        "1.3.6.1.4.1.34592.1.3.100.1.8.2.0|2|200\n1.3.6.1.4.1.34592.1.3.100.1.8.3.0|2|50",
        {"used_ratio": 0.75, "total_bytes": 200 * 1024 * 1024},
    ),
    ("ruijie_rgos", "CpuLoad", "1.3.6.1.4.1.4881.1.1.10.2.36.1.1.3.0|2|12", {"busy_ratio": 0.12}),
    ("fs_fsos", "CpuLoad", "1.3.6.1.4.1.52642.1.1.10.2.36.1.1.3.0|2|12", {"busy_ratio": 0.12}),
    (
        "edgecore_ecs4120",
        "Identity",
        "1.3.6.1.4.1.259.10.1.45.1.1.5.1.0|4|ECS4120-28T\n1.3.6.1.4.1.259.10.1.45.1.1.3.1.10.1|4|EC1",
        {"model": "ECS4120-28T", "serial": "EC1", "vendor": "Edgecore"},
    ),
    (
        "sonic",
        "Identity",
        "1.3.6.1.2.1.1.1.0|4|SONiC Software Version: SONiC.202211 - HwSku: Accton-AS7326-56X - Kernel: 5",
        {"os_version": "202211", "model": "Accton-AS7326-56X", "vendor": "Accton"},
    ),
    ("zyxel_zynos", "CpuLoad", "1.3.6.1.4.1.890.1.15.3.2.4.0|2|7", {"busy_ratio": 0.07}),
    ("zyxel_mgs3712", "Sensor", "1.3.6.1.4.1.890.1.5.8.47.8.3.1.2.1|2|1217", {"value": 1.217, "unit": "V"}),
    (
        "ruijie_rgos",
        "Sensor",
        f"{RUIJIE}.18.1.2.1|2|7\n{RUIJIE}.18.1.3.1|4|PSU 1",
        {"name": "PSU 1", "quantity": "state", "state": "critical"},
    ),
    (
        "ruijie_rgos",
        "Sensor",
        f"{RUIJIE}.44.1.5.1.0.2|2|61\n{RUIJIE}.44.1.6.1.0.2|2|70\n{RUIJIE}.44.1.7.1.0.2|2|80\n{RUIJIE}.16.0|2|50",
        {"name": "Sensor 1.0.2", "value": 61.0, "high_warning": 70.0, "high_limit": 80.0},
    ),
    ("dlink", "Sensor", "1.3.6.1.4.1.171.12.11.1.6.1.3.1.2|2|6", {"name": "Power 1.2", "state": "unknown"}),
    (
        "edgecore_ecs4510",
        "Sensor",
        "1.3.6.1.4.1.259.10.1.24.1.1.6.1.3.1.2|2|3",
        {"name": "Power supply 1.2", "state": "critical"},
    ),
    ("allied_awplus", "CpuLoad", "1.3.6.1.4.1.207.8.4.4.3.3.3.0|2|12", {"busy_ratio": 0.12}),
    ("zte_zxr10", "CpuLoad", "1.3.6.1.4.1.3902.3.3.1.1.12.1|2|12", {"name": "Unit 1", "busy_ratio": 0.12}),
    (
        "mikrotik_routeros",
        "PoePort",
        f"{MIKROTIK}.15.1.1.2.5|4|ether5\n{MIKROTIK}.15.1.1.3.5|2|3\n{MIKROTIK}.15.1.1.6.5|2|64",
        {"port": "ether5", "status": "deliveringPower", "power_w": 6.4},
    ),
    (
        "cambium_cnmatrix",
        "PoePort",
        "1.3.6.1.4.1.2076.103.1.3.1.5.1.3|2|24500\n1.3.6.1.2.1.105.1.1.1.6.1.3|2|3",
        {"port": "1.3", "status": "deliveringPower", "power_w": 24.5},
    ),
    (
        "fortinet_fortigate",
        "Sensor",
        f"{FORTI}.101.13.2.1.1.12.1|2|0\n{FORTI}.101.13.2.1.1.11.1|4|fw1",
        {"name": "Synchronisation of fw1", "state": "critical"},
    ),
    ("netgear", "Sensor", "1.3.6.1.4.1.4526.11.43.1.8.1.5.1.0|2|23", {"name": "Sensor 1.0", "value": 23.0}),
    ("zyxel_zywall", "CpuLoad", "1.3.6.1.4.1.890.1.6.22.1.5.0|2|40", {"busy_ratio": 0.4}),
    ("zyxel_zywall", "MemoryPool", "1.3.6.1.4.1.890.1.6.22.1.2.0|2|40", {"used_ratio": 0.4}),
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
        (converters.kilobytes, 256404, 256404 * 1024),
        (converters.kilobytes, 536870912, 536870912),
        (converters.kilobytes, -1, None),
        (converters.channel_frequency, 6, 2.437e9),
        (converters.channel_frequency, 14, 2.484e9),
        (converters.channel_frequency, 157, 5.785e9),
        (converters.channel_frequency, 20, None),
        (converters.channel_frequency, b"", None),
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


@pytest.mark.parametrize(
    ("number", "descr", "name"),
    [
        ("1.3.6.1.4.1.2011.2.23.291", "S5720 Huawei Versatile Routing Platform Software", "huawei_vrp"),
        ("1.3.6.1.4.1.2011.2.23.1097", "Huawei YunShan OS\nVersion 1.22", "huawei_yunshan"),
        ("1.3.6.1.4.1.2011.2.248.5", "Huawei Integrated Access Software", "huawei_smartax"),
        ("1.3.6.1.4.1.318.1.3.27", "APC Web/SNMP Management Card", "apc_ups"),
        ("1.3.6.1.4.1.318.1.3.4.6", "APC Web/SNMP Management Card", "apc_pdu"),
        ("1.3.6.1.4.1.534.1", "Eaton 9PX", "eaton_ups"),
        ("1.3.6.1.4.1.3808.1.1.1", "CPS", "cyberpower_ups"),
        ("1.3.6.1.4.1.935.10.1.1.1", "UPS", "ups_rfc1628"),
        ("1.3.6.1.4.1.12356.101.1.9999", "kantor", "fortinet_fortigate"),
        ("1.3.6.1.4.1.12356.106.1.1", "", "fortinet_fortiswitch"),
        ("1.3.6.1.4.1.12356.103.1.1", "FortiManager", "fortinet_manager"),
        ("1.3.6.1.4.1.171.10.153.1.1", "DGS-3130", "dlink"),
        ("1.3.6.1.4.1.11863.5.99", "JetStream", "tplink_jetstream"),
        ("1.3.6.1.4.1.207.1.14.200", "Allied Telesis router/switch, AW+ v5.5", "allied_awplus"),
        ("1.3.6.1.4.1.207.1.14.57", "CentreCOM 9924Ts, version 3.2.1-04", "allied_alliedware"),
        ("1.3.6.1.4.1.8072.3.2.10", "UAP-AC-Pro 6.5.28", "ubiquiti_unifi"),
        ("1.3.6.1.4.1.8072.3.2.10", "SONiC Software Version: SONiC.1", "sonic"),
        ("1.3.6.1.4.1.8072.3.2.10", "Linux host 6.1.0", "linux"),
        ("1.3.6.1.4.1.259.10.1.45.101", "ECS4120-28F", "edgecore_ecs4120"),
        ("1.3.6.1.4.1.259.10.1.99.1", "ECS9999", "edgecore"),
        ("1.3.6.1.4.1.4881.1.1.10.1.9", "Ruijie Switch", "ruijie_rgos"),
        ("1.3.6.1.4.1.52642.1.1.10.1.9", "FS S5860", "fs_fsos"),
        ("1.3.6.1.4.1.890.1.15.99", "GS1920", "zyxel_zynos"),
        ("1.3.6.1.4.1.890.1.6.22.99", "USG60", "zyxel_zywall"),
        ("1.3.6.1.4.1.3902.1082.1001.300.2.1", "C300 Version V2.1.0", "zte_zxa10"),
        ("1.3.6.1.4.1.3902.3.100.99", "ZXR10 ROS Version V4", "zte_zxr10"),
    ],
)
def test_other_models_of_a_vendor_are_recognised_too(number: str, descr: str, name: str) -> None:
    assert PROFILES.recognise(number, descr, None).profile.name == name
