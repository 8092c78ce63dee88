"""What holds for every check of the room, also for those that are added later."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from netmaintd.checks import registry
from netmaintd.checks.check import Check, CheckSettings
from netmaintd.model.facts import (
    FACT_KINDS,
    ClockState,
    ConfigChange,
    ConfigKind,
    ConfigSaved,
    ConfigStamp,
    ConfigText,
    CpuLoad,
    CrashFile,
    DefaultRoute,
    Documented,
    Earlier,
    Expiry,
    Fact,
    Facts,
    Identity,
    Interface,
    InterfaceCounters,
    LagMember,
    LinkStatus,
    LocalUser,
    LogLine,
    MemoryPool,
    Missing,
    Neighbor,
    PasswordKind,
    PingFromDevice,
    PoePort,
    PoeSupply,
    Quantity,
    Reachability,
    RoutingPeer,
    RuleVerdict,
    Sensor,
    SnmpAgent,
    SpanningTree,
    SshLogin,
    StackMember,
    State,
    Storage,
    StoredBackup,
    UpsState,
    Uptime,
    Verdict,
    VirtualRouter,
    Wireless,
    WirelessMeasure,
)
from netmaintd.model.results import Status

AT = datetime(2026, 12, 3, tzinfo=UTC)
NAMES = registry.names()
WORDS = st.text(max_size=80)
RATIOS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 1)
PORTS = st.sampled_from(["p1", "p2"])
MACS = st.sampled_from(["0" * 12, "00112233aabb"])
COUNTS = st.none() | st.integers(0, 2**64)
TIMES = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
BUILT: dict[type[Fact], st.SearchStrategy[Any]] = {
    Reachability: st.builds(
        Reachability, method=st.sampled_from(["icmp", "tcp"]), sent=st.integers(0, 10), received=st.integers(0, 10),
        rtt_s=st.none() | RATIOS, provenance=st.none(),
    ),
    SshLogin: st.builds(
        SshLogin, privileged=st.booleans(), prompt=WORDS, host_key_type=WORDS, host_key_sha256=WORDS, kex=WORDS,
        legacy=st.booleans(), provenance=st.none(),
    ),
    SnmpAgent: st.builds(SnmpAgent, version=st.sampled_from(["2c", "3"]), level=WORDS, provenance=st.none()),
    Documented: st.builds(
        Documented, name=st.sampled_from(["sw-1", "rt.kota"]), serial=st.none() | WORDS, model=st.none() | WORDS,
        uplinks=st.sampled_from([(), ("p1",)]), edge_ports=st.sampled_from([(), ("p2",)]), provenance=st.none(),
        neighbors=st.lists(st.tuples(PORTS, st.sampled_from(["rt-1", "sw.kota"])), max_size=2).map(tuple),
        peers=st.lists(WORDS, max_size=2).map(tuple), ping_targets=st.sampled_from([(), ("10.0.0.1",)]),
        stp_root=st.none() | MACS,
        services=st.sampled_from([(), ("ssh", "snmp")]),
    ),
    Identity: st.builds(
        Identity, serial=st.none() | WORDS, model=st.none() | WORDS, hostname=st.none() | WORDS,
        os_version=st.none() | WORDS, provenance=st.none(),
    ),
    Uptime: st.builds(
        Uptime, uptime_s=RATIOS | st.floats(0, 1e9), engine_boots=st.none() | st.integers(0, 9), reload_reason=WORDS,
        wraps_at_s=st.sampled_from([None, 2**32 / 100]), provenance=st.none(),
    ),
    CpuLoad: st.builds(CpuLoad, busy_ratio=RATIOS, name=WORDS, provenance=st.none()),
    MemoryPool: st.builds(MemoryPool, used_ratio=RATIOS, name=WORDS, swap=st.booleans(), provenance=st.none()),
    Sensor: st.builds(
        Sensor, name=WORDS | st.sampled_from(["p1 Rx", "Stack state 1", "Stack ring"]),
        quantity=st.sampled_from(
            [Quantity.TEMPERATURE, Quantity.VOLTAGE, Quantity.STATE, Quantity.FAN_SPEED, Quantity.OPTICAL_POWER]
        ),
        value=st.none() | RATIOS | st.floats(-100, 300), state=st.sampled_from(State),
        high_limit=st.none() | st.floats(-10, 300), low_limit=st.none() | st.floats(-60, 300),
        part=st.sampled_from([None, "fan", "power_supply", "stack", "redundancy", "transceiver"]), provenance=st.none(),
    ),
    Interface: st.builds(
        Interface, name=PORTS, if_index=st.none() | st.integers(1, 3), oper_status=st.sampled_from(LinkStatus),
        admin_status=st.sampled_from(LinkStatus), descr=st.none() | WORDS, provenance=st.none(),
        if_type=st.sampled_from([None, 6, 53]), speed_bps=st.none() | st.integers(0, 10**11),
        duplex=st.sampled_from([None, "half", "full", "unknown"]), last_change_s=st.none() | RATIOS | st.floats(0, 1e8),
    ),
    InterfaceCounters: st.builds(
        InterfaceCounters, name=PORTS, in_octets=COUNTS, out_octets=COUNTS, in_packets=COUNTS, out_packets=COUNTS,
        in_errors=COUNTS, out_discards=COUNTS, provenance=st.none(),
    ),
    ConfigText: st.builds(
        ConfigText, kind=st.sampled_from(ConfigKind), text=st.binary(max_size=30), normalised=WORDS,
        complete=st.booleans(), doubt=WORDS, provenance=st.none(),
    ),
    PoeSupply: st.builds(
        PoeSupply, group=WORDS, budget_w=st.none() | RATIOS | st.floats(0, 900),
        used_w=st.none() | RATIOS | st.floats(0, 900), state=st.sampled_from(State), provenance=st.none(),
    ),
    PoePort: st.builds(
        PoePort, port=WORDS, enabled=st.none() | st.booleans(),
        status=st.none() | st.sampled_from(["fault", "searching"]), provenance=st.none(),
    ),
    Neighbor: st.builds(
        Neighbor, protocol=st.just("lldp"), local_port=PORTS | WORDS, remote_name=st.none() | WORDS,
        provenance=st.none(),
    ),
    SpanningTree: st.builds(
        SpanningTree, bridge_address=MACS, root_address=st.none() | MACS, topology_changes=COUNTS, provenance=st.none()
    ),
    LagMember: st.builds(
        LagMember, if_index=st.none() | st.integers(1, 3), group=st.none() | st.integers(1, 3), bundled=st.booleans(),
        port=PORTS | WORDS, group_name=WORDS, provenance=st.none(),
    ),
    VirtualRouter: st.builds(
        VirtualRouter, if_index=st.none() | st.integers(1, 3), vrid=st.integers(1, 3), interface=WORDS,
        state=st.sampled_from(["initialize", "backup", "master"]) | WORDS, provenance=st.none(),
    ),
    StackMember: st.builds(
        StackMember, member=st.sampled_from(["1", "2"]) | WORDS, role=st.sampled_from(["master", "standby"]) | WORDS,
        ready=st.none() | st.booleans(), state=WORDS, provenance=st.none(),
    ),
    Storage: st.builds(
        Storage, name=WORDS | st.sampled_from(["flash:", "/run"]), used_ratio=RATIOS, used_bytes=COUNTS,
        total_bytes=COUNTS, provenance=st.none(),
    ),
    CrashFile: st.builds(CrashFile, name=WORDS, size=COUNTS, written_at=TIMES, provenance=st.none()),
    ClockState: st.builds(
        ClockState, synchronised=st.none() | st.booleans(), stratum=st.none() | st.integers(0, 16),
        source=st.none() | WORDS, offset_s=st.none() | RATIOS | st.floats(-1e9, 1e9), provenance=st.none(),
    ),
    LogLine: st.builds(
        LogLine, message=WORDS | st.sampled_from(["Fan 1 failed", "Power supply 2 failure"]), at=TIMES,
        severity=st.none() | st.integers(0, 7), mnemonic=WORDS, provenance=st.none(),
    ),
    Expiry: st.builds(
        Expiry, what=st.sampled_from(["certificate", "licence"]), name=WORDS, provenance=st.none(),
        expires_on=st.none() | st.dates(date(1990, 1, 1), date(2099, 1, 1)),
    ),
    DefaultRoute: st.builds(DefaultRoute, next_hop=WORDS, interface=WORDS, protocol=WORDS, provenance=st.none()),
    PingFromDevice: st.builds(
        PingFromDevice, target=st.sampled_from(["10.0.0.1", "10.0.0.9"]) | WORDS, sent=st.integers(0, 5),
        received=st.integers(0, 5), rtt_s=st.none() | RATIOS, provenance=st.none(),
    ),
    RoutingPeer: st.builds(
        RoutingPeer, protocol=st.sampled_from(["bgp", "ospf"]), peer=WORDS, state=WORDS | st.just("full"),
        enabled=st.none() | st.booleans(), established_s=st.none() | st.floats(0, 1e9), vrf=st.none() | WORDS,
        provenance=st.none(),
    ),
    UpsState: st.builds(
        UpsState, on_battery=st.none() | st.booleans(), charge_ratio=st.none() | RATIOS, runtime_s=st.none() | RATIOS,
        load_ratio=st.none() | RATIOS, battery_state=st.sampled_from(State), provenance=st.none(),
    ),
    Wireless: st.builds(
        Wireless, name=WORDS, measure=st.sampled_from([WirelessMeasure.ACCESS_POINTS, WirelessMeasure.CLIENTS]),
        value=RATIOS | st.floats(0, 500), provenance=st.none(),
    ),
    ConfigSaved: st.builds(ConfigSaved, saved=st.booleans(), how=WORDS, provenance=st.none()),
    LocalUser: st.builds(
        LocalUser, name=st.sampled_from(["petugas"]) | WORDS, privilege=WORDS, password=st.sampled_from(PasswordKind),
        provenance=st.none(),
    ),
    RuleVerdict: st.builds(
        RuleVerdict, pack=WORDS, version=WORDS, sha256=WORDS, rule=WORDS, title=WORDS, must=st.booleans(),
        verdict=st.sampled_from(Verdict), detail=WORDS, provenance=st.none(),
    ),
    ConfigStamp: st.builds(
        ConfigStamp, changed_at=st.none() | st.datetimes(timezones=st.just(UTC)), changed_by=WORDS,
        changed_ago_s=st.none() | RATIOS | st.floats(-1e12, 1e12), saved_ago_s=st.none() | RATIOS,
        saved_at=st.none(), provenance=st.none(),
    ),
    StoredBackup: st.builds(
        StoredBackup, number=st.integers(1, 9), taken_at=st.datetimes(timezones=st.just(UTC)), sha256=WORDS,
        readable=st.booleans(), normalised=WORDS, provenance=st.none(),
    ),
    ConfigChange: st.builds(
        ConfigChange, backup=st.integers(1, 9), since=st.just(AT), added=st.integers(0, 9), removed=st.integers(0, 9),
        lines=st.lists(WORDS, max_size=2).map(tuple), left_out=st.integers(0, 9), provenance=st.none(),
    ),
}  # fmt: skip
FACT_LISTS = st.lists(st.one_of(*BUILT.values()), max_size=8).map(tuple)


def test_the_checks_are_there_by_their_numbers() -> None:
    assert {name: registry.kind_of(name).number for name in NAMES} == {
        "reachability": 1,
        "ssh-login": 2,
        "snmp-agent": 3,
        "identity": 4,
        "uptime": 5,
        "restart-cause": 6,
        "firmware": 7,
        "cpu": 8,
        "memory": 9,
        "temperature": 10,
        "fans": 11,
        "power-supply": 12,
        "poe": 13,
        "flash-space": 14,
        "uplinks": 15,
        "interface-errors": 16,
        "flapping": 17,
        "link-speed": 18,
        "uplink-utilisation": 19,
        "optics": 20,
        "unused-ports": 21,
        "neighbors": 22,
        "spanning-tree": 23,
        "link-aggregation": 24,
        "redundancy": 25,
        "routing-peers": 26,
        "default-route": 27,
        "clock": 29,
        "log-review": 30,
        "config-backup": 31,
        "config-change": 32,
        "config-saved": 33,
        "compliance": 34,
        "local-users": 35,
        "security-posture": 36,
        "expiry": 37,
        "ups": 38,
        "access-points": 39,
        "restore-drill": 43,
        "port-capacity": 45,
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_check_says_what_it_is_and_what_it_needs(name: str) -> None:
    kind = registry.kind_of(name)

    assert re.fullmatch(r"[a-z][a-z-]+", kind.name)
    assert kind.title
    assert kind.needs
    assert {*kind.needs, *kind.uses} <= set(FACT_KINDS.values())
    assert {*kind.needs, *kind.uses} <= set(BUILT), "add the new kind of fact to this test"
    assert not set(kind.needs) & set(kind.uses)
    assert issubclass(registry.settings_model(name), CheckSettings)


def test_no_two_checks_share_a_number() -> None:
    numbers = [registry.kind_of(name).number for name in NAMES]

    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("name", NAMES)
def test_a_misspelt_setting_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="warnign"):
        registry.build(name, {"warnign": 0.5})


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("cpu", {"warning": 0.9, "critical": 0.8}),
        ("cpu", {"critical": 1.2}),
        ("cpu", {"warning": float("nan")}),
        ("memory", {"warning": -0.1}),
        ("memory", {"growth_warning": 0}),
        ("temperature", {"warning_c": 70, "critical_c": 60}),
        ("temperature", {"cpu_warning_c": 90}),
        ("temperature", {"critical_c": float("inf")}),
        ("reachability", {"loss_warning": 0.3}),
        ("reachability", {"rtt_warning_s": 1}),
        ("reachability", {"slower_factor": 1}),
        ("interface-errors", {"warning": 1e-3}),
        ("interface-errors", {"least_packets": 0}),
        ("config-change", {"tolerated_lines": -1}),
        ("config-backup", {"least_ratio": 1.1}),
        ("restore-drill", {"tolerated_lines": -1}),
        ("fans", {"tolerated_failed": -1}),
        ("power-supply", {"expected": 0}),
        ("poe", {"warning": 0.96}),
        ("flapping", {"warning_links": 7}),
        ("link-speed", {"uplink_least_bps": -1}),
        ("uplink-utilisation", {"longest_s": 60}),
        ("optics", {"drop_db": 0}),
        ("unused-ports", {"tolerated": -1}),
        ("port-capacity", {"warning": 1.1}),
        ("spanning-tree", {"changes_per_day": 0}),
        ("routing-peers", {"recent_s": -1}),
        ("ups", {"runtime_warning_s": 200}),
        ("ups", {"charge_warning": 0.4}),
        ("ups", {"load_warning": 0.96}),
        ("access-points", {"expected": 0}),
        ("restart-cause", {"recent_days": -1}),
        ("firmware", {"rules": [{"model": ""}]}),
        ("firmware", {"rules": [{"allowed_until": {"7.1": "soon"}}]}),
        ("flash-space", {"free_critical": 0.3}),
        ("default-route", {"loss_critical": 0}),
        ("clock", {"offset_warning_s": 31}),
        ("log-review", {"severe": 8}),
        ("log-review", {"more_patterns": [{"name": "x", "title": "X", "words": []}]}),
        ("expiry", {"critical_days": 61}),
    ],
)
def test_a_setting_out_of_range_or_out_of_order_is_refused(name: str, settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        registry.build(name, settings)


def test_the_devices_settings_come_over_those_of_the_plan() -> None:
    facts = Facts((CpuLoad(busy_ratio=0.7),))

    assert registry.build("cpu").run(facts).status is Status.WARNING
    assert registry.build("cpu", {"warning": 0.75}).run(facts).status is Status.OK
    assert registry.build("cpu", {"warning": 0.75}, {"warning": 0.65}).run(facts).status is Status.WARNING


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        registry.build("crystal-ball")


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_fact_is_unknown_with_the_reason_that_is_recorded(name: str) -> None:
    check = registry.build(name)
    missing = tuple(Missing(kind, f"sebab {kind.__name__}") for kind in check.needs)

    result = check.run(Facts((), missing, AT))

    assert result.status is Status.UNKNOWN
    assert result.summary == f"Tidak diperiksa: sebab {check.needs[0].__name__}"


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_that_is_neither_there_nor_missing_is_unknown_too(name: str) -> None:
    result = registry.build(name).run(Facts((), (), AT))

    assert result.status is Status.UNKNOWN
    assert result.summary == "Tidak diperiksa: perangkat tidak memberikan data ini"


def run_all(facts: Facts, earlier: Earlier | None) -> list[tuple[Check, Any]]:
    return [(check, check.run(facts, earlier)) for check in map(registry.build, NAMES)]


@given(known=FACT_LISTS, before=st.none() | FACT_LISTS, gone=st.sets(st.sampled_from(sorted(FACT_KINDS)), max_size=6))
def test_no_combination_of_missing_facts_is_ever_ok(
    known: tuple[Fact, ...], before: tuple[Fact, ...] | None, gone: set[str]
) -> None:
    kinds = {FACT_KINDS[name] for name in gone}
    facts = Facts(tuple(f for f in known if type(f) not in kinds), tuple(Missing(k, "putus") for k in kinds), AT)
    earlier = Earlier(Facts(before), AT - timedelta(days=90)) if before is not None else None

    for check, result in run_all(facts, earlier):
        if not all(facts.of(kind) for kind in check.needs):
            assert result.status is Status.UNKNOWN, check.name


@given(known=FACT_LISTS, before=st.none() | FACT_LISTS)
def test_every_result_is_one_printable_line_and_every_judgement_names_its_threshold(
    known: tuple[Fact, ...], before: tuple[Fact, ...] | None
) -> None:
    earlier = Earlier(Facts(before), AT - timedelta(days=90)) if before is not None else None

    for check, result in run_all(Facts(known, (), AT), earlier):
        assert result.check == check.name
        assert result.summary.strip()
        assert result.summary.isprintable()
        assert "nan" not in result.summary.split()
        assert len(result.summary) < 700
        if result.status is Status.UNKNOWN:
            assert result.summary.startswith("Tidak diperiksa: ")
        else:
            assert any(m.threshold and m.value is not None for m in result.measurements)


@given(known=FACT_LISTS)
def test_a_judgement_depends_on_nothing_but_its_facts(known: tuple[Fact, ...]) -> None:
    facts = Facts(known, (), AT)

    assert [result for _, result in run_all(facts, None)] == [result for _, result in run_all(facts, None)]
