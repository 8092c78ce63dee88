"""What the words of a table do with a short walk written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netmaintd.model.facts import FACT_KINDS, Facts, Interface, PoePort, Sensor, Transceiver, Vlan, Wireless
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent

AT = datetime(2026, 11, 24, tzinfo=UTC)
A, B, C = "1.3.6.1.4.1.99999.1", "1.3.6.1.4.1.99999.2", "1.3.6.1.4.1.99999.3"


def read(walk: str, *tables: dict[str, Any], parent: list[dict[str, Any]] | None = None, **snmp: Any) -> Facts:
    base = ProfileFile.model_validate({"name": "base", "title": "Base", "snmp": {"tables": parent or []}})
    file = {"name": "kota", "title": "Kota", "extends": "base", "snmp": {"tables": list(tables), **snmp}}
    profile = ProfileSet([base, ProfileFile.model_validate(file)]).get("kota")
    return snmp_facts(profile, RecordedAgent(walk.encode()).walk(walk_plan(profile).columns), AT)


def sensor(rows: str, **more: Any) -> dict[str, Any]:
    fields = {"name": {"index": 0}, "quantity": {"const": "count"}, "value": {"oid": rows, "convert": "number"}}
    return {"emits": "Sensor", "rows": rows, "fields": {**fields, **more.pop("fields", {})}, **more}


def values(facts: Facts) -> list[float | None]:
    return [found.value for found in facts.of(Sensor)]


def test_also_finds_the_rows_that_an_agent_leaves_out_of_the_first_column() -> None:
    plug = {"serial": {"oid": A, "convert": "text"}, "model": {"oid": B, "convert": "text"}}
    table = {"emits": "Transceiver", "rows": A, "also": [B], "fields": plug}

    found = read(f"{A}.1|4|SN1\n{B}.1|4|M1\n{B}.2|4|M2\n", table).of(Transceiver)

    assert [(plug.serial, plug.model) for plug in found] == [("SN1", "M1"), (None, "M2")]


@pytest.mark.parametrize(("better", "expected"), [(f"{B}.9|2|1\n", []), ("", [7.0])])
def test_unless_leaves_a_table_out_where_a_better_one_has_anything(better: str, expected: list[float]) -> None:
    assert values(read(f"{A}.1|2|7\n{better}", sensor(A, unless=[B]))) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"oid": B, "like": "^Tx"}, [1.0]),
        ({"oid": B, "unlike": "^Tx"}, [2.0, 3.0]),
        ({"oid": B, "there": True}, [1.0, 2.0]),
        ({"oid": B, "there": False}, [3.0]),
    ],
)
def test_conditions_on_texts_and_on_what_is_there(condition: dict[str, Any], expected: list[float]) -> None:
    walk = f"{A}.1|2|1\n{A}.2|2|2\n{A}.3|2|3\n{B}.1|4|Tx power\n{B}.2|4|Rx power\n"

    assert values(read(walk, sensor(A, where=[condition]))) == expected


def test_below_finds_a_limit_by_what_stands_beside_it() -> None:
    limit = {"oid": B, "at": {"below": [{"oid": C, "in": ["30"]}]}, "convert": "number"}
    walk = f"{A}.7|2|40\n{B}.7.1|2|60\n{B}.7.2|2|75\n{C}.7.1|2|10\n{C}.7.2|2|30\n{B}.8.2|2|99\n{C}.8.2|2|30\n"

    assert [s.high_limit for s in read(walk, sensor(A, fields={"high": limit})).of(Sensor)] == [75.0]


def test_then_leads_over_the_part_around_to_the_one_around_that() -> None:
    far = {"oid": B, "at": {"oid": C, "then": {"oid": C, "then": {"plus": [0]}}}, "convert": "text"}
    walk = f"{A}.5|2|1\n{C}.5|2|4\n{C}.4|2|3\n{B}.3.0|4|ge-0/0/3\n"

    assert [s.name for s in read(walk, sensor(A, fields={"name": far})).of(Sensor)] == ["ge-0/0/3"]


@pytest.mark.parametrize(("fold", "value", "origin"), [("sum", 12.0, f"{A}.1 {A}.2"), ("count", 2.0, A)])
def test_rows_are_folded_into_one_fact_that_names_where_it_comes_from(fold: str, value: float, origin: str) -> None:
    fields = {"measure": {"const": "clients"}, "value": {"oid": A, "convert": "number"}}
    (found,) = read(f"{A}.1|2|5\n{A}.2|2|7\n", {"emits": "Wireless", "rows": A, "fold": fold, "fields": fields}).of(
        Wireless
    )

    assert (found.value, found.provenance and found.provenance.where) == (value, origin)


def test_nothing_is_no_sum_and_no_count() -> None:
    fields = {"measure": {"const": "clients"}, "value": {"oid": A, "convert": "number"}}

    for fold in ("sum", "count"):
        assert not read(f"{B}.1|2|5\n", {"emits": "Wireless", "rows": A, "fold": fold, "fields": fields}).known


def test_a_profile_amends_single_fields_of_the_tables_that_it_inherits() -> None:
    inherited = {
        "emits": "Interface", "rows": A, "fields": {"name": {"oid": A}, "native_vlan": {"oid": B, "convert": "number"}},
    }  # fmt: skip
    walk = f"{A}.1|4|p1\n{A}.2|4|p2\n{B}.1|2|10\n{B}.2|2|20\n{C}.2|2|99\n"
    found = read(walk, parent=[inherited], amend={"Interface": {"native_vlan": {"oid": C, "convert": "number"}}})

    assert [(port.name, port.native_vlan) for port in found.of(Interface)] == [("p1", 10), ("p2", 99)]


def test_an_amendment_of_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match='Vlan has no field "nama"'):
        read("", amend={"Vlan": {"nama": {"oid": A}}})


def test_light_told_in_watts_is_given_in_dbm_with_its_limits() -> None:
    fields = {
        "quantity": {"const": "optical_power"}, "watts": {"const": "yes"}, "scale": {"const": "8"},
        "low": {"oid": B, "convert": "number"},
    }  # fmt: skip
    (found,) = read(f"{A}.1|2|1\n{B}.1|2|0\n", sensor(A, fields=fields)).of(Sensor)

    assert found.value == pytest.approx(0.0)  # a milliwatt
    assert found.low_limit is None  # no light at all has no logarithm


def test_ports_of_a_vlan_are_those_of_its_bitmaps() -> None:
    ports = {"member_ports": {"oid": A, "convert": "port_list"}, "untagged_ports": {"oid": B, "convert": "port_list"}}
    table = {"emits": "Vlan", "rows": A, "fields": {"vlan_id": {"index": 0}, **ports}}
    (found,) = read(f"{A}.30|4x|C080\n{B}.30|4x|4000\n", table).of(Vlan)

    assert (found.untagged_ports, found.tagged_ports) == ((2,), (1, 9))


def test_a_port_that_feeds_nobody_and_says_so_is_a_fact() -> None:
    table = {
        "emits": "PoePort", "rows": A, "fields": {"group": {"index": 0}, "port": {"index": 1}, "power": {"oid": A}},
    }  # fmt: skip

    assert [(port.port, port.power_w) for port in read(f"{A}.1.4|2|0\n", table).of(PoePort)] == [("1.4", 0.0)]
    assert set(FACT_KINDS) >= {"PoePort", "PoeSupply", "Address", "Transceiver", "Wireless"}
