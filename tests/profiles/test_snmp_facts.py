"""Tables of profiles evaluated on small samples of our own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from netmaintd.model.facts import (
    CpuLoad,
    Facts,
    Identity,
    Interface,
    InterfaceCounters,
    LinkStatus,
    MemoryPool,
    Neighbor,
    Quantity,
    Sensor,
    State,
    Storage,
    UpsState,
    Uptime,
)
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES

AT = datetime(2026, 11, 24, tzinfo=UTC)


def facts(text: str, profile: str = "snmp_standard") -> Facts:
    chosen = PROFILES.get(profile)
    agent = RecordedAgent(text.encode())
    return snmp_facts(chosen, agent.walk(walk_plan(chosen).columns), AT)


def test_an_agent_that_says_nothing_gives_nothing_and_says_so() -> None:
    found = facts("")

    assert found.known == ()
    assert found.why_missing(CpuLoad)
    assert found.why_missing(Interface)


def test_an_interface_is_named_by_ifname_and_its_speed_by_ifhighspeed() -> None:
    found = facts(
        "1.3.6.1.2.1.2.2.1.2.7|4|GigabitEthernet1/0/7\n1.3.6.1.2.1.31.1.1.1.1.7|4|Gi1/0/7\n"
        "1.3.6.1.2.1.2.2.1.5.7|66|4294967295\n1.3.6.1.2.1.31.1.1.1.15.7|66|10000\n"
        "1.3.6.1.2.1.2.2.1.7.7|2|1\n1.3.6.1.2.1.2.2.1.8.7|2|7\n1.3.6.1.2.1.2.2.1.6.7|4x|AABBCCDDEEFF\n"
    )
    port = found.of(Interface)[0]

    assert (port.name, port.descr, port.if_index) == ("Gi1/0/7", "GigabitEthernet1/0/7", 7)
    assert port.speed_bps == 10_000_000_000
    assert (port.admin_status, port.oper_status) == (LinkStatus.UP, LinkStatus.LOWER_LAYER_DOWN)
    assert port.mac == "aabbccddeeff"
    assert port.provenance is not None
    assert port.provenance.where == "1.3.6.1.2.1.2.2.1.2.7"


def test_counters_take_the_64_bit_objects_and_absent_ones_stay_absent() -> None:
    counters = facts(
        "1.3.6.1.2.1.2.2.1.2.1|4|eth0\n1.3.6.1.2.1.2.2.1.10.1|65|5\n1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551610\n"
        "1.3.6.1.2.1.31.1.1.1.7.1|70|10\n1.3.6.1.2.1.31.1.1.1.8.1|70|2\n1.3.6.1.2.1.2.2.1.14.1|65|0\n"
    ).of(InterfaceCounters)[0]

    assert counters.in_octets == 18446744073709551610
    assert counters.in_packets == 12
    assert counters.in_errors == 0
    assert counters.out_errors is None
    assert counters.out_packets is None


def test_a_sensor_has_its_scale_and_precision() -> None:
    sensors = facts(
        "1.3.6.1.2.1.99.1.1.1.1.1|2|8\n1.3.6.1.2.1.99.1.1.1.2.1|2|9\n1.3.6.1.2.1.99.1.1.1.3.1|2|1\n"
        "1.3.6.1.2.1.99.1.1.1.4.1|2|415\n1.3.6.1.2.1.99.1.1.1.5.1|2|1\n1.3.6.1.2.1.47.1.1.1.1.7.1|4|Inlet\n"
        "1.3.6.1.2.1.99.1.1.1.1.2|2|4\n1.3.6.1.2.1.99.1.1.1.2.2|2|8\n1.3.6.1.2.1.99.1.1.1.3.2|2|0\n"
        "1.3.6.1.2.1.99.1.1.1.4.2|2|3300\n1.3.6.1.2.1.99.1.1.1.5.2|2|1\n"
        "1.3.6.1.2.1.99.1.1.1.1.3|2|8\n1.3.6.1.2.1.99.1.1.1.4.3|2|9999\n1.3.6.1.2.1.99.1.1.1.5.3|2|3\n"
    ).of(Sensor)

    assert [(s.name, s.quantity, s.value) for s in sensors] == [
        ("Inlet", Quantity.TEMPERATURE, 41.5),
        ("voltage", Quantity.VOLTAGE, pytest.approx(3.3)),
    ]


def test_memory_of_a_linux_host_leaves_buffers_and_cache_out() -> None:
    pool = facts(
        "1.3.6.1.4.1.2021.4.5.0|2|1000\n1.3.6.1.4.1.2021.4.6.0|2|100\n1.3.6.1.4.1.2021.4.14.0|2|50\n"
        "1.3.6.1.4.1.2021.4.15.0|2|450\n"
        "1.3.6.1.2.1.25.2.3.1.2.1|6|1.3.6.1.2.1.25.2.1.2\n1.3.6.1.2.1.25.2.3.1.6.1|2|900\n1.3.6.1.2.1.25.2.3.1.5.1|2|1000\n",
        "linux",
    ).of(MemoryPool)

    assert len(pool) == 1
    assert pool[0].used_ratio == pytest.approx(0.4)
    assert pool[0].total_bytes == 1000 * 1024


def test_storage_is_disks_and_flash_only() -> None:
    rows = "".join(
        f"1.3.6.1.2.1.25.2.3.1.2.{n}|6|1.3.6.1.2.1.25.2.1.{kind}\n1.3.6.1.2.1.25.2.3.1.3.{n}|4|{name}\n"
        f"1.3.6.1.2.1.25.2.3.1.4.{n}|2|4096\n1.3.6.1.2.1.25.2.3.1.5.{n}|2|100\n1.3.6.1.2.1.25.2.3.1.6.{n}|2|25\n"
        for n, (kind, name) in enumerate([(4, "/"), (2, "RAM"), (9, "flash:"), (7, "cdrom")], start=1)
    )

    assert [(s.name, s.used_ratio) for s in facts(rows).of(Storage)] == [("/", 0.25), ("flash:", 0.25)]


def test_the_engine_time_survives_the_wrap_of_sysuptime() -> None:
    wrapped = facts("1.3.6.1.2.1.1.3.0|67|100\n1.3.6.1.6.3.10.2.1.3.0|2|42949700\n").one(Uptime)
    plain = facts("1.3.6.1.2.1.1.3.0|67|6000\n").one(Uptime)

    assert wrapped is not None
    assert plain is not None
    assert (wrapped.uptime_s, wrapped.wraps_at_s) == (42949700.0, None)
    assert (plain.uptime_s, plain.wraps_at_s) == (60.0, 2**32 / 100)


def test_a_cisco_processor_is_named_by_the_module_it_sits_on() -> None:
    found = facts(
        "1.3.6.1.4.1.9.9.109.1.1.1.1.8.19|66|37\n1.3.6.1.4.1.9.9.109.1.1.1.1.2.19|2|1001\n"
        "1.3.6.1.2.1.47.1.1.1.1.7.1001|4|Switch 1\n",
        "cisco_ios",
    ).of(CpuLoad)

    assert [(c.name, c.busy_ratio) for c in found] == [("Switch 1", 0.37)]


def test_the_most_special_table_wins_and_a_share_above_one_is_no_share() -> None:
    found = facts(
        "1.3.6.1.4.1.9.9.109.1.1.1.1.8.1|66|250\n1.3.6.1.4.1.9.9.109.1.1.1.1.5.1|66|12\n1.3.6.1.2.1.25.3.3.1.2.1|2|99\n",
        "cisco_ios",
    ).of(CpuLoad)

    assert [c.busy_ratio for c in found] == [0.12]


def test_neighbours_know_the_local_port_by_its_name() -> None:
    neighbours = facts(
        "1.0.8802.1.1.2.1.3.7.1.3.5|4|ge-0/0/5\n1.0.8802.1.1.2.1.4.1.1.7.0.5.1|4|eth1\n"
        "1.0.8802.1.1.2.1.4.1.1.9.0.5.1|4|r2\n1.0.8802.1.1.2.1.4.1.1.5.0.5.1|4x|020000000002\n"
    ).of(Neighbor)

    assert [(n.local_port, n.remote_name, n.remote_port, n.remote_mac) for n in neighbours] == [
        ("ge-0/0/5", "r2", "eth1", "020000000002")
    ]


def test_a_ups_tells_its_battery() -> None:
    ups = facts(
        "1.3.6.1.2.1.33.1.2.1.0|2|3\n1.3.6.1.2.1.33.1.2.4.0|2|41\n1.3.6.1.2.1.33.1.2.3.0|2|7\n1.3.6.1.2.1.33.1.4.1.0|2|5\n"
    ).one(UpsState)

    assert ups is not None
    assert (ups.on_battery, ups.charge_ratio, ups.runtime_s, ups.battery_state) == (True, 0.41, 420.0, State.WARNING)


def test_hostile_texts_are_one_printable_line() -> None:
    identity = facts("1.3.6.1.2.1.1.5.0|4x|1b5b324a0a6e616d65\n").one(Identity)

    assert identity is not None
    assert identity.hostname == "[2J name"


@pytest.mark.parametrize(
    ("object_id", "descr", "ssh", "expected"),
    [
        ("1.3.6.1.4.1.9.1.1208", None, None, "cisco_ios"),
        ("1.3.6.1.4.1.8072.3.2.10", "Linux r1 6.1", None, "linux"),
        ("1.3.6.1.4.1.8072.3.2.10", "FRRouting on r1", None, "frr"),
        ("1.3.6.1.4.1.14988.1", "RouterOS RB5009", None, "mikrotik_routeros"),
        ("1.3.6.1.4.1.2011.2.23.1", None, None, "huawei_vrp"),
        ("1.3.6.1.4.1.99999.1", "Some box", None, "snmp_standard"),
        (None, None, "SSH-2.0-Cisco-1.25", "cisco_ios"),
        (None, None, "SSH-2.0-ROSSSH", "mikrotik_routeros"),
        (None, None, None, "snmp_standard"),
    ],
)
def test_platforms_are_recognised(object_id: str | None, descr: str | None, ssh: str | None, expected: str) -> None:
    recognised = PROFILES.recognise(object_id, descr, ssh)

    assert recognised.profile.name == expected
    assert recognised.reason
