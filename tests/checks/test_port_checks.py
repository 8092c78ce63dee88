"""Ports: speed and duplex, changes of state, unused and used up, and how full the uplinks were."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examine import DAY_S, ELAPSED, NOW, examine
from netmaintd.checks.counters import growth
from netmaintd.checks.ports import unchanged_for_s
from netmaintd.model.facts import Documented, Fact, Interface, InterfaceCounters, LinkStatus, Neighbor, Uptime
from netmaintd.model.results import CheckResult, Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN
UP, DOWN = LinkStatus.UP, LinkStatus.DOWN
GIGABIT, WRAP_S = 1_000_000_000, 2**32 / 100
LONG = Uptime(uptime_s=400 * DAY_S, wraps_at_s=WRAP_S)
BEFORE = Uptime(uptime_s=310 * DAY_S, wraps_at_s=WRAP_S)
SWITCH = Documented(name="sw-1", uplinks=("p1",), edge_ports=("p2",))


def port(
    name: str = "p1", oper: LinkStatus = UP, *, admin: LinkStatus = UP, speed: int | None = GIGABIT,
    duplex: str | None = None, changed_s: float | None = None, kind: int = 6,
) -> Interface:  # fmt: skip
    return Interface(
        name=name, oper_status=oper, admin_status=admin, speed_bps=speed, duplex=duplex, if_type=kind,
        last_change_s=changed_s,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (port(), OK),
        (port(speed=100_000_000, duplex="full"), OK),
        (port(speed=100_000_000, duplex="half"), CRITICAL),
        (port("p2", speed=100_000_000, duplex="half"), WARNING),
        (port(speed=99_999_999, duplex="full"), WARNING),
        (port("p2", speed=10_000_000, duplex="full"), OK),
        (port(speed=100_000_000, duplex="unknown"), UNKNOWN),
        (port(speed=100_000_000), UNKNOWN),
        (port(speed=None), UNKNOWN),
        (port(speed=None, duplex="full"), OK),
        (port(oper=DOWN, duplex="half"), UNKNOWN),
        (port(kind=53, duplex="half"), UNKNOWN),
    ],
)
def test_half_duplex_and_a_slow_uplink_are_found(fact: Interface, expected: Status) -> None:
    assert examine("link-speed", SWITCH, fact).status is expected


def test_a_port_that_is_slower_than_before_is_named_with_both_speeds() -> None:
    now, before = port("p2", speed=100_000_000, duplex="full"), port("p2")
    result = examine("link-speed", SWITCH, now, earlier=(before,))

    assert (result.status, result.summary) == (WARNING, "p2 turun dari 1.000 Mbit/s ke 100 Mbit/s")
    assert examine("link-speed", SWITCH, now, earlier=(port("p2", DOWN),)).status is OK


def test_a_silent_port_keeps_from_well_only_where_it_matters() -> None:
    silent = port("p9", speed=100_000_000)

    assert examine("link-speed", SWITCH, port(), silent).summary == "1 dari 2 port hidup dinilai, semua dupleks penuh"
    assert examine("link-speed", SWITCH, port(), port("p2", speed=100_000_000)).summary == (
        "Tidak diperiksa: dupleks port penting tidak diketahui: p2"
    )


@pytest.mark.parametrize(
    ("uptime_s", "changed_s", "expected"),
    [
        (1000.0, 400.0, 600.0),
        (1000.0, 0.0, 1000.0),
        (1000.0, None, None),
        (1000.0, 1003.0, 0.0),
        (float("nan"), 1.0, None),
        (-1.0, 1.0, None),
        # sysUpTime wrapped after the port changed.
        (100.0, WRAP_S - 50, 150.0),
        # snmpEngineTime does not wrap, ifLastChange does: the shortest time that fits.
        (WRAP_S + 100, 40.0, 60.0),
    ],
)
def test_the_time_since_the_last_change_survives_the_wrap(
    uptime_s: float, changed_s: float | None, expected: float | None
) -> None:
    assert unchanged_for_s(port(changed_s=changed_s), Uptime(uptime_s=uptime_s)) == pytest.approx(expected)


def test_what_a_command_says_of_the_last_change_counts_as_it_is() -> None:
    told = Interface(name="Gi0/1", last_change_s=5.0, changed_ago_s=600.0)

    assert unchanged_for_s(told, Uptime(uptime_s=100.0)) == 600.0


def links(*ages_days: float | None) -> tuple[Interface, ...]:
    changed = (None if days is None else LONG.uptime_s - days * DAY_S for days in ages_days)
    return tuple(port(f"u{number}", changed_s=at) for number, at in enumerate(changed))


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((100, 100), OK),
        ((90, 100), OK),
        ((89.9, 100), WARNING),
        ((1, 1, 1, 1, 1, 100), WARNING),
        ((1, 1, 1, 1, 1, 1), CRITICAL),
        ((None, 100), UNKNOWN),
        ((None, 1), WARNING),
        ((None, None), UNKNOWN),
        # With the device: 400 days, less the ten minutes in which ports come up.
        ((399.999, 100), OK),
    ],
)
@pytest.mark.parametrize("second", [True, False])
def test_links_that_changed_are_counted(ages: tuple[float | None, ...], expected: Status, second: bool) -> None:
    switch = Documented(name="sw-1", uplinks=tuple(f"u{number}" for number in range(len(ages))))

    assert examine("flapping", switch, LONG, *links(*ages), earlier=() if second else None).status is expected


def test_a_change_that_the_last_examination_knew_is_no_news() -> None:
    # Its clock has wrapped meanwhile, so that it looks younger than it is.
    now, then = port(changed_s=40.0), port(changed_s=40.0)
    young = Uptime(uptime_s=WRAP_S + 100)

    assert examine("flapping", SWITCH, now, young).status is WARNING
    assert examine(
        "flapping", Documented(name="sw-1", uplinks=("p1",)), now, young,
        earlier=(then, Uptime(uptime_s=WRAP_S + 100 - ELAPSED.total_seconds())),
    ).status is OK  # fmt: skip


def test_a_change_inside_a_maintenance_window_was_expected() -> None:
    at = NOW - timedelta(days=3)
    window = ((at - timedelta(hours=1), at + timedelta(hours=1)),)
    switch = Documented(name="sw-1", uplinks=("u0",))

    assert examine("flapping", switch, LONG, *links(3), earlier=(), windows=window).status is OK
    assert examine("flapping", switch, LONG, *links(4), earlier=(), windows=window).status is WARNING


def test_without_documented_ports_those_with_a_neighbour_matter() -> None:
    bare = Documented(name="sw-1")
    near = Neighbor(protocol="lldp", local_port="u1", remote_name="b")

    result = examine("flapping", bare, LONG, near, *links(1, 2))

    assert (result.status, result.summary) == (WARNING, "1 link berubah keadaan (u1) dalam 90 hari, 1 link dinilai")
    assert examine("flapping", bare, LONG, *links(1)).status is UNKNOWN


def unused(*ages_days: float | None, up: Uptime = LONG, **settings: Any) -> CheckResult:
    ports = [
        port(f"d{number}", DOWN, changed_s=None if days is None else up.uptime_s - days * DAY_S)
        for number, days in enumerate(ages_days)
    ]
    return examine("unused-ports", up, port(), port("off", DOWN, admin=DOWN), *ports, **settings)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [((), OK), ((89.9,), OK), ((90,), WARNING), ((400,), WARNING), ((None,), UNKNOWN), ((None, 90), WARNING)],
)
def test_a_port_that_is_on_and_down_for_ninety_days_is_unused(ages: tuple[float, ...], expected: Status) -> None:
    assert unused(*ages).status is expected


def test_a_port_that_is_down_since_a_young_start_may_have_been_in_use() -> None:
    young = Uptime(uptime_s=20 * DAY_S)

    assert unused(20, up=young).summary == "Tidak diperiksa: tidak diketahui sejak kapan 1 port mati: d0"
    assert unused(10, up=young).status is OK
    assert unused(20, up=young, tolerated=1).status is OK


def test_an_office_may_tolerate_some_unused_ports() -> None:
    assert unused(100, 100, tolerated=2).status is OK
    assert unused(100, 100, tolerated=1).summary == "2 dari 4 port aktif tanpa dipakai: d0, d1"


def capacity(up: int, down: int, silent: int = 0, age_days: float = 100) -> CheckResult:
    ports = [port(f"u{n}") for n in range(up)]
    ports += [port(f"d{n}", DOWN, changed_s=LONG.uptime_s - age_days * DAY_S) for n in range(down)]
    return examine("port-capacity", LONG, *ports, *(port(f"s{n}", DOWN) for n in range(silent)))


@pytest.mark.parametrize(
    ("up", "down", "silent", "expected"),
    [(17, 3, 0, OK), (18, 2, 0, WARNING), (20, 0, 0, WARNING), (17, 2, 1, UNKNOWN), (16, 3, 1, OK), (7, 0, 0, UNKNOWN)],
)
def test_ninety_per_cent_of_the_ports_is_nearly_all(up: int, down: int, silent: int, expected: Status) -> None:
    assert capacity(up, down, silent).status is expected


def test_a_port_that_was_in_use_not_long_ago_is_used() -> None:
    assert capacity(17, 3, age_days=89).summary == "Port hampir habis: 20 dari 20 port terpakai (100 %)"
    assert capacity(17, 3, age_days=90).status is OK


def test_a_port_that_is_down_since_a_young_start_is_not_counted_as_used() -> None:
    ports = [*(port(f"u{n}") for n in range(8)), port("d0", DOWN, changed_s=30.0), port("d1", DOWN, changed_s=0.0)]

    result = examine("port-capacity", Uptime(uptime_s=5 * DAY_S), *ports)

    assert (result.status, result.summary) == (OK, "8 dari 10 port terpakai (80 %)")


@pytest.mark.parametrize(
    ("before", "after", "most", "expected"),
    [
        (10, 30, 100, 20),
        (2**32 - 10, 20, 100, 30),
        (2**32 - 10, 2**32 + 20, 100, 30),
        (2**32 - 1, 0, 100, 1),
        (2**40, 2**40 + 5, 2**50, 5),
        (2**40, 5, 2**50, None),
        (10, 30, 2**32, None),
        (10, 30, 19, None),
        (30, 10, 2**31, None),
        (None, 30, 100, None),
        (10, None, 100, None),
    ],
)
def test_growth_counts_a_wrap_that_is_certain_and_nothing_else(
    before: int | None, after: int | None, most: float, expected: int | None
) -> None:
    assert growth(before, after, most) == expected


def test_a_counter_that_is_known_to_be_wide_may_be_low() -> None:
    assert growth(10, 30, 2**40, 64) == 20
    assert growth(30, 10, 2**40, 64) is None
    assert growth(10, 30, 2**40, 32) is None


@given(
    before=st.integers(0, 2**64 - 1),
    grown=st.integers(0, 2**34),
    spare=st.integers(0, 2**34),
    bits=st.sampled_from([32, 64, None]),
)
def test_growth_is_what_came_or_not_told(before: int, grown: int, spare: int, bits: int | None) -> None:
    size = 2 ** (bits or 64)
    told = growth(before % size, (before + grown) % size, grown + spare, bits)

    assert told in (grown, None)


LINE = Documented(name="rt-1", uplinks=("p1",))


def utilisation(
    in_ratio: float, out_ratio: float = 0.1, *, elapsed: timedelta = ELAPSED, then: Uptime = BEFORE,
    speed: int | None = GIGABIT, documented: Documented = LINE, **settings: Any,
) -> CheckResult:  # fmt: skip
    base = 2**40
    before = InterfaceCounters(name="p1", in_octets=base, out_octets=base)
    whole = GIGABIT / 8 * elapsed.total_seconds()
    after = InterfaceCounters(
        name="p1", in_octets=base + round(whole * in_ratio), out_octets=base + round(whole * out_ratio)
    )
    facts: tuple[Fact, ...] = (documented, port(speed=speed), after, LONG)
    return examine("uplink-utilisation", *facts, earlier=(before, then), elapsed=elapsed, **settings)


@pytest.mark.parametrize(
    ("in_ratio", "out_ratio", "expected"),
    [(0.69, 0.1, OK), (0.7, 0.1, WARNING), (0.1, 0.7, WARNING), (0.849, 0.1, WARNING), (0.85, 0.1, CRITICAL),
     (1.05, 0.1, CRITICAL), (1.2, 0.1, UNKNOWN)],
)  # fmt: skip
def test_the_fuller_direction_of_the_uplink_decides(in_ratio: float, out_ratio: float, expected: Status) -> None:
    assert utilisation(in_ratio + 1e-9, out_ratio + 1e-9).status is expected


def test_the_average_is_called_one_with_its_period() -> None:
    assert utilisation(0.75).summary == "Uplink p1 terpakai 75 %, rata-rata 90 hari"
    short = Uptime(uptime_s=LONG.uptime_s - 300, wraps_at_s=WRAP_S)
    assert utilisation(0.75, elapsed=timedelta(minutes=5), then=short).summary == (
        "Uplink p1 terpakai 75 %, rata-rata 5 menit"
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"documented": Documented(name="rt-1")}, "inventaris tidak menyebut uplink perangkat ini"),
        ({"speed": None}, "lalu lintas tidak dapat dihitung: p1"),
        ({"documented": Documented(name="rt-1", uplinks=("p1", "p7"))}, "lalu lintas tidak dapat dihitung: p7"),
        ({"longest_s": 80 * DAY_S}, "pembanding berumur 90 hari, terlalu lama atau terlalu baru"),
    ],
)
def test_what_cannot_be_compared_is_said(changes: dict[str, Any], reason: str) -> None:
    assert utilisation(0.2, **changes).summary == f"Tidak diperiksa: {reason}"


def test_after_a_restart_the_average_is_that_since_the_start() -> None:
    started = Uptime(uptime_s=10 * DAY_S)
    octets = round(GIGABIT / 8 * started.uptime_s * 0.8)
    after = InterfaceCounters(name="p1", in_octets=octets, out_octets=0, octets_bits=64)
    before = InterfaceCounters(name="p1", in_octets=2**50, out_octets=2**50, octets_bits=64)

    result = examine("uplink-utilisation", LINE, port(), after, started, earlier=(before, BEFORE))

    assert (result.status, result.summary) == (WARNING, "Uplink p1 terpakai 80 %, rata-rata 10 hari sejak menyala")
    moment = Uptime(uptime_s=59.0)
    assert examine("uplink-utilisation", LINE, port(), after, moment, earlier=(before, BEFORE)).status is UNKNOWN


def test_a_narrow_counter_over_a_quarter_of_a_year_tells_nothing() -> None:
    def low(octets: int, bits: int | None) -> InterfaceCounters:
        return InterfaceCounters(name="p1", in_octets=octets, out_octets=octets, octets_bits=bits)

    facts: tuple[Fact, ...] = (LINE, port(), LONG)

    for bits, expected in ((None, UNKNOWN), (32, UNKNOWN), (64, OK)):
        result = examine("uplink-utilisation", *facts, low(20, bits), earlier=(low(10, bits), BEFORE))
        assert result.status is expected
    assert examine("uplink-utilisation", *facts, low(20, 64)).summary == (
        "Tidak diperiksa: belum ada pembanding; penghitung ini menjadi pembanding berikutnya"
    )
