"""What broken and hostile agents send is no fact, or a harmless one; it never stops the reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmaintd.model.facts import (
    CpuLoad,
    Facts,
    Identity,
    Interface,
    InterfaceCounters,
    MemoryPool,
    Neighbor,
    Sensor,
    Storage,
    Uptime,
    Vlan,
)
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES

AT = datetime(2026, 11, 24, tzinfo=UTC)
IF, IFX, HOST, SENSOR = "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1", "1.3.6.1.2.1.25.2.3.1", "1.3.6.1.2.1.99.1.1.1"
COLUMNS = sorted({column for name in PROFILES.names() for column in walk_plan(PROFILES.get(name)).columns})
NUMBERS = st.integers(-(2**70), 2**70) | st.sampled_from([0, -1, 2**31 - 1, -(2**31), 2**32 - 1, 2**64 - 1, 10**400])
VALUES = (
    NUMBERS.map(lambda number: SnmpValue(SmiType.INTEGER, number))
    | st.binary(max_size=20).map(lambda octets: SnmpValue(SmiType.OCTETS, octets))
    | st.sampled_from([b"nan", b"1e999", b"\x00\xff\xfe", b"9" * 5000, b"\x9f\x78\x04\x7f\x80\x00\x00"]).map(
        lambda octets: SnmpValue(SmiType.OPAQUE, octets)
    )
    | st.lists(st.integers(0, 2**32 - 1), max_size=4).map(lambda parts: SnmpValue(SmiType.OID, tuple(parts)))
)
INDEXES = st.lists(st.integers(0, 300) | st.just(2**32 - 1), max_size=7).map(tuple)
WALKS = st.dictionaries(st.tuples(st.sampled_from(COLUMNS), INDEXES).map(lambda at: (*at[0], *at[1])), VALUES)


def read(walk: str, profile: str = "snmp_standard") -> Facts:
    chosen = PROFILES.get(profile)
    return snmp_facts(chosen, RecordedAgent(walk.encode()).walk(walk_plan(chosen).columns), AT)


@settings(deadline=None, max_examples=150)
@given(walk=WALKS, name=st.sampled_from(PROFILES.names()))
def test_no_value_of_any_type_in_any_column_stops_the_reading(walk: dict[Oid, SnmpValue], name: str) -> None:
    facts = snmp_facts(PROFILES.get(name), walk, AT)

    assert all(0 <= pool.used_ratio <= 1 for pool in (*facts.of(MemoryPool), *facts.of(Storage)))
    assert all(0 <= cpu.busy_ratio <= 1 for cpu in facts.of(CpuLoad))
    assert all((port.speed_bps or 0) >= 0 and port.name.isprintable() for port in facts.of(Interface))


@pytest.mark.parametrize(
    ("octets", "name"),
    [
        ("70310000", "p1"),
        ("ff70fe31", "\N{REPLACEMENT CHARACTER}p\N{REPLACEMENT CHARACTER}1"),
        ("1b5b324a700d0a31", "[2Jp 1"),
        ("70e280ae31", "p 1"),  # the mark that turns the direction of writing
    ],
)
def test_a_name_is_one_printable_line_whatever_octets_it_has(octets: str, name: str) -> None:
    assert [port.name for port in read(f"{IF}.2.1|4x|{octets}").of(Interface)] == [name]


def test_a_name_of_nul_bytes_is_none_and_the_description_stands_in() -> None:
    assert [port.name for port in read(f"{IF}.2.1|4|Port 1\n{IFX}.1.1|4x|0000").of(Interface)] == ["Port 1"]


def test_of_two_rows_with_one_index_the_first_counts() -> None:
    assert [port.name for port in read(f"{IF}.2.1|4|satu\n{IF}.2.1|4|dua").of(Interface)] == ["satu"]


def test_a_port_without_any_column_but_its_name_says_nothing_of_its_state() -> None:
    facts = read(f"{IF}.2.1|4|p1")
    port, counters = facts.of(Interface)[0], facts.of(InterfaceCounters)[0]

    assert (port.oper_status, port.admin_status, port.speed_bps, port.mac) == ("unknown", "unknown", None, None)
    assert (counters.in_octets, counters.in_packets, counters.in_errors) == (None, None, None)


def test_negative_counters_and_sizes_are_none() -> None:
    facts = read(f"{IF}.2.1|4|p1\n{IF}.14.1|2|-5\n{IF}.10.1|2|-1\n{IF}.4.1|2|-1\n{IF}.5.1|2|-1\n{IF}.9.1|2|-1")
    port, counters = facts.of(Interface)[0], facts.of(InterfaceCounters)[0]

    assert (counters.in_errors, counters.in_octets) == (None, None)
    assert (port.mtu_bytes, port.speed_bps, port.last_change_s) == (None, None, None)


def test_a_speed_that_is_too_high_for_its_object_is_unknown() -> None:
    assert read(f"{IF}.2.1|4|p1\n{IF}.5.1|66|4294967295").of(Interface)[0].speed_bps is None


@pytest.mark.parametrize(("size", "used"), [("-1000", "-500"), ("0", "0"), ("0", "5"), ("100", "101"), ("100", "-1")])
def test_a_file_system_whose_size_overflowed_or_is_nothing_is_no_fact(size: str, used: str) -> None:
    row = f"{HOST}.2.1|6|1.3.6.1.2.1.25.2.1.4\n{HOST}.3.1|4|/\n{HOST}.5.1|2|{size}\n{HOST}.6.1|2|{used}"

    assert read(row).of(Storage) == ()


@pytest.mark.parametrize("value", ["-1000000000", "1000000000", "-300"])
def test_overflow_and_cold_below_zero_kelvin_are_no_temperature(value: str) -> None:
    assert read(f"{SENSOR}.1.1|2|8\n{SENSOR}.4.1|2|{value}").of(Sensor) == ()


def test_an_empty_cage_of_ios_xr_has_no_value() -> None:
    row = "1.3.6.1.4.1.9.9.91.1.1.1.1.1.7|2|5\n1.3.6.1.4.1.9.9.91.1.1.1.1.4.7|2|-32768"

    assert read(row, "cisco").of(Sensor) == ()


@pytest.mark.parametrize("humidity", ["-1", "101"])
def test_a_humidity_outside_of_its_range_is_no_value(humidity: str) -> None:
    assert read(f"{SENSOR}.1.1|2|9\n{SENSOR}.4.1|2|{humidity}").of(Sensor) == ()


def test_numbers_that_no_vlan_has_are_none() -> None:
    rows = "\n".join(f"1.3.6.1.2.1.17.7.1.4.3.1.1.{number}|4|v" for number in (0, 1, 4094, 4095, 100_000))

    assert [vlan.vlan_id for vlan in read(rows).of(Vlan)] == [1, 4094]


def test_a_text_where_a_number_belongs_is_no_number() -> None:
    facts = read(f"1.3.6.1.2.1.1.3.0|4|kemarin\n1.3.6.1.2.1.25.3.3.1.2.1|4|sibuk\n{IF}.2.1|4|p1\n{IF}.8.1|4|up")

    assert facts.of(Uptime) == ()
    assert facts.of(CpuLoad) == ()
    assert facts.of(Interface)[0].oper_status == "unknown"


def test_a_number_where_a_text_belongs_is_its_digits() -> None:
    identity = read("1.3.6.1.2.1.1.5.0|2|7").one(Identity)

    assert identity is not None
    assert identity.hostname == "7"


def test_a_neighbour_that_names_nothing_but_its_platform_is_still_one() -> None:
    lldp = "1.0.8802.1.1.2.1.4.1.1"
    facts = read(f"{IFX}.1.5|4|p5\n{lldp}.7.0.5.1|4x|00\n{lldp}.10.0.5.1|4|Server\n{lldp}.7.0.6.1|4x|00")

    assert [(n.local_port, n.remote_platform) for n in facts.of(Neighbor)] == [("p5", "Server")]


def test_the_first_base_port_of_an_interface_counts_where_two_say_they_are_it() -> None:
    base, pvid = "1.3.6.1.2.1.17.1.4.1.2", "1.3.6.1.2.1.17.7.1.4.5.1.1"
    facts = read(f"{IF}.2.7|4|p7\n{base}.3|2|7\n{base}.4|2|7\n{pvid}.3|66|30\n{pvid}.4|66|40")

    assert facts.of(Interface)[0].native_vlan == 30
