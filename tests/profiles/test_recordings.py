"""What the profiles read from recordings of real devices, where those lie beside the project."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmaintd.model.facts import (
    Address,
    Component,
    CpuLoad,
    Fact,
    Facts,
    Interface,
    InterfaceCounters,
    MemoryPool,
    Quantity,
    Sensor,
    SpanningTree,
    Storage,
    UpsState,
    Uptime,
    Vlan,
)
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES
from score_recordings import TAKEN_AT, expected_shape, facts_of, read

RECORDINGS = Path(__file__).resolve().parents[2] / ".." / "shared" / "fixtures" / "snmp"
NAMES = sorted(path.name.removesuffix(".snmprec") for path in RECORDINGS.glob("*.snmprec"))
FAMILIES = {
    "aruba_aoscx": {"arubaos-cx", "arubaos-cx_10.10"},
    "cisco_asa": {"asa"},
    "cisco_ftd": {"ftd_1140"},
    "cisco_iosxr": {"iosxr_asr9001"},
    "cisco_nxos": {"nxos_n3k-3064pq", "nxos_n9504-7.0"},
    "cisco_smallbusiness": {"ciscosb_c1200", "ciscosb_cbs350-4x"},
    "cisco_wlc": {"ciscowlc_cbw240ac"},
    "cisco_ios": {"ios_2960x", "ios_4506", "ios_stp-vlans", "iosxe", "iosxe_c9400", "iosxe_isr4321"},
    "hp_procurve": {"procurve", "procurve_e2910"},
    "alcatel_aos6": {"aos6"},
    "arista_eos": {"arista_eos_vrf"},
    "aruba_arubaos": {"arubaos_vmc"},
    "aruba_instant": {"aruba-instant"},
    "comware": {"comware_a5500"},
    "dell_dnos": {"dnos_z9100-on"},
    "dell_os10": {"dell-os10"},
    "dell_powerconnect": {"powerconnect_2824"},
    "extreme_boss": {"boss_ers3510"},
    "extreme_voss": {"voss_7432cq"},
    "extreme_xos": {"xos", "xos_sfp"},
    "freebsd": {"opnsense_vm"},
    "ironware": {"ironware"},
    "juniper_junos": {"junos", "junos_ex", "junos_mx5t-isis", "junos_qfx5100"},
    "paloalto_panos": {"panos"},
    "pfsense": {"pfsense"},
    "ubiquiti_edgeos": {"edgeos"},
    "vyos": {"vyos"},
    "allied_alliedware": {"allied_alliedware"},
    "allied_awplus": {"awplus"},
    "apc_pdu": {"apc_ap7900b"},
    "apc_ups": {"apc_smt750x-nmc2", "apc_sua750i"},
    "dlink": {"dlink_des-3528", "dlink_dgs-1510-28", "dlink_dgs-3620-28sc"},
    "fortinet_fortigate": {"fortigate_100e", "fortigate_500d", "fortigate_60fospfv3"},
    "fortinet_fortiswitch": {"fortiswitch_148f-fpoe"},
    "huawei_smartax": {"smartax"},
    "tplink": {"tplink_sg2008"},
    "tplink_jetstream": {"jetstream_t1600g-28ts"},
    "huawei_vrp": {"vrp_5720", "vrp_ar169sfp", "vrp_ne8000-m8"},
    "huawei_yunshan": {"yunshan_s5735-v2"},
    "bdcom": {"bdcom"},
    "cambium_cnmatrix": {"cnmatrix"},
    "cambium_epmp": {"epmp"},
    "cambium_pmp": {"pmp_450i"},
    "cdata_olt": {"cdata"},
    "draytek": {"draytek_vdsl"},
    "edgecore_ecs4110": {"edgecos_ecs4110-28t"},
    "fiberhome_switch": {"fiberhome-switch"},
    "fs_s3900": {"fs-switch_s3900"},
    "netgear": {"netgear"},
    "raisecom_ros": {"raisecom-ros"},
    "ruckus_smartzone": {"ruckuswireless-sz"},
    "ruckus_zonedirector": {"ruckuswireless_zd1200"},
    "ruijie_rgos": {"ruijie"},
    "sonic": {"edgecos_dcs203"},
    "ubiquiti_airfiber_ltu": {"airos-af-ltu"},
    "ubiquiti_airos": {"airos_airos8"},
    "ubiquiti_edgeswitch": {"edgeswitch_es-24-250w"},
    "ubiquiti_unifi": {"unifi_nanohd"},
    "zte_zxa10": {"zxa10_c320"},
    "zte_zxr10": {"zxr10_5928"},
    "zyxel_mgs3712": {"zynos_mgs3712"},
    "linux": {"linux_powermon"},
    "mikrotik_routeros": {"routeros", "routeros_crs317", "routeros_rb750gr3", "routeros_wifi"},
}  # fmt: skip
"""Profile to recordings; all others are strangers, of which the standard tables alone are read."""
pytestmark = pytest.mark.skipif(not NAMES, reason="the recordings do not lie beside the project")


def test_the_whole_set_of_recordings_is_there() -> None:
    assert len(NAMES) > 80


@pytest.mark.parametrize("name", NAMES)
def test_no_recording_gives_a_value_that_cannot_be(name: str) -> None:
    recognition, facts = facts_of(PROFILES, RECORDINGS / f"{name}.snmprec")

    assert recognition.reason
    assert list(_impossible(facts)) == []
    json.dumps(expected_shape(recognition, facts, read(RECORDINGS / f"{name}.snmprec")), allow_nan=False)


def _impossible(facts: Facts) -> Iterator[object]:
    ratios = [
        *((cpu, cpu.busy_ratio) for cpu in facts.of(CpuLoad)),
        *((pool, pool.used_ratio) for pool in (*facts.of(MemoryPool), *facts.of(Storage))),
        *((ups, ratio) for ups in facts.of(UpsState) for ratio in (ups.charge_ratio, ups.load_ratio)),
    ]
    yield from (fact for fact, ratio in ratios if ratio is not None and not 0 <= ratio <= 1)
    for pool in (*facts.of(MemoryPool), *facts.of(Storage)):
        if pool.total_bytes is not None and not 0 <= (pool.used_bytes or 0) <= pool.total_bytes != 0:
            yield pool
    for sensor in facts.of(Sensor):
        degrees = sensor.quantity is Quantity.TEMPERATURE
        if sensor.value is not None and (
            not math.isfinite(sensor.value) or (degrees and not -60 <= sensor.value <= 250)
        ):
            yield sensor
    yield from (port for port in facts.of(Interface) if (port.speed_bps or 0) < 0 or (port.mtu_bytes or 0) < 0)
    yield from (vlan for vlan in facts.of(Vlan) if not 1 <= vlan.vlan_id <= 4094)
    yield from (uptime for uptime in facts.of(Uptime) if uptime.uptime_s < 0)
    for row in facts.of(InterfaceCounters):
        counted = (row.in_octets, row.out_octets, row.in_packets, row.out_packets, row.in_errors, row.out_errors)
        if any(count is not None and count < 0 for count in counted):
            yield row


def test_every_device_is_recognised_as_its_own_platform_or_as_a_stranger() -> None:
    found: dict[str, set[str]] = {}
    for name in NAMES:
        recognition, _ = facts_of(PROFILES, RECORDINGS / f"{name}.snmprec")
        found.setdefault(recognition.profile.name, set()).add(name)
    found.pop("snmp_standard")

    assert found == FAMILIES


@pytest.mark.parametrize("name", [name for name in NAMES if "@" not in name])
def test_a_stranger_is_told_every_port_part_and_address_that_its_own_profile_would_tell(name: str) -> None:
    _, known = facts_of(PROFILES, RECORDINGS / f"{name}.snmprec")
    standard = PROFILES.get("snmp_standard")
    walked = RecordedAgent((RECORDINGS / f"{name}.snmprec").read_bytes()).walk(walk_plan(standard).columns)
    stranger = snmp_facts(standard, walked, TAKEN_AT)

    for kind in (Interface, InterfaceCounters, Component, Address, SpanningTree):
        assert _standard_places(known.of(kind)) <= _standard_places(stranger.of(kind))


def _standard_places(facts: tuple[Fact, ...]) -> set[str]:
    """Return the objects outside of the vendors' numbers from which facts were read."""
    places = {fact.provenance.where for fact in facts if fact.provenance}
    return {place for place in places if not place.startswith("1.3.6.1.4.1.")}


@pytest.mark.parametrize("name", [name for name in NAMES if "@" not in name])
def test_ports_and_uptime_are_those_that_an_independent_program_reads(name: str) -> None:
    expected = json.loads((RECORDINGS / f"{name}.expected.json").read_text(encoding="utf-8"))
    _, facts = facts_of(PROFILES, RECORDINGS / f"{name}.snmprec")
    ports = {port.if_index: port for port in facts.of(Interface)}
    candidates, uptime = expected["raw"].get("uptime_candidates_s"), facts.one(Uptime)

    if candidates:
        assert uptime is not None
        assert any(abs(uptime.uptime_s - candidate) <= 1 for candidate in candidates)
    for row in expected.get("ports", ()):
        if row.get("in_if_mib", True):
            port = ports[row["if_index"]]
            also = row.get("alt", {})
            assert port.oper_status.value in (row.get("oper", port.oper_status.value), also.get("oper")), row
            assert port.name in (row.get("name") or port.name, also.get("name")), row
