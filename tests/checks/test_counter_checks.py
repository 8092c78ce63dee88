"""Uptime and interface errors: restarts, wraps, and counters that cannot be trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.checks import registry
from netmaintd.checks.restart import restarted
from netmaintd.model.facts import Earlier, Facts, InterfaceCounters, Uptime
from netmaintd.model.results import CheckResult, Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN
NOW = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
DAY_S = 86400.0
ELAPSED = timedelta(days=90)
WRAP_S = 2**32 / 100
NO_COMPARISON = "belum ada pembanding; penghitung ini menjadi pembanding berikutnya"
RESTARTED = "penghitung mulai dari nol karena perangkat mulai ulang sejak pemeriksaan lalu"
COUNTS = st.integers(0, 2**64 - 1)


def uptime(days: float, boots: int | None = None, *, wraps: bool = False) -> Uptime:
    return Uptime(uptime_s=days * DAY_S, engine_boots=boots, wraps_at_s=WRAP_S if wraps else None)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (uptime(100), uptime(190), False),
        (uptime(100), uptime(89.9), True),
        (uptime(100), uptime(0.01), True),
        (uptime(100), replace(uptime(190), uptime_s=190 * DAY_S - 119), False),
        (uptime(100, 7), uptime(5, 8), True),
        (uptime(100, 7), uptime(5, 7), True),
        # The agent was restarted, the device ran on.
        (uptime(100, 7), uptime(190, 8), False),
        # A guest that was suspended for a day.
        (uptime(100, wraps=True), uptime(189, wraps=True), False),
        # 490 + 90 days, less 497.
        (uptime(490, wraps=True), replace(uptime(0, wraps=True), uptime_s=580 * DAY_S - WRAP_S), False),
        (uptime(490, 3, wraps=True), replace(uptime(0, 3, wraps=True), uptime_s=580 * DAY_S - WRAP_S), False),
        (uptime(490, 3, wraps=True), replace(uptime(0, 4, wraps=True), uptime_s=580 * DAY_S - WRAP_S), True),
        (uptime(490, wraps=True), uptime(40, wraps=True), True),
        (uptime(490), uptime(83), True),
    ],
)
def test_a_restart_is_told_from_a_wrap_an_agent_and_a_lost_day(before: Uptime, now: Uptime, expected: bool) -> None:
    assert restarted(before, now, ELAPSED.total_seconds()) is expected


@given(
    before_s=st.floats(600, 900 * DAY_S),
    elapsed_s=st.floats(600, 400 * DAY_S),
    drift_s=st.floats(-110, 110),
    wraps=st.booleans(),
)
def test_a_device_that_runs_on_is_never_a_restart(
    before_s: float, elapsed_s: float, drift_s: float, wraps: bool
) -> None:
    def reading(true_s: float) -> Uptime:
        return Uptime(uptime_s=true_s % WRAP_S if wraps else true_s, wraps_at_s=WRAP_S if wraps else None)

    assert not restarted(reading(before_s), reading(max(0.0, before_s + elapsed_s + drift_s)), elapsed_s)


@given(
    before_s=st.floats(600, 400 * DAY_S),
    elapsed_s=st.floats(600, 400 * DAY_S),
    share=st.floats(0, 1),
    boots=st.booleans(),
)
def test_a_device_that_restarted_in_between_is_always_seen(
    before_s: float, elapsed_s: float, share: float, boots: bool
) -> None:
    before = Uptime(uptime_s=before_s, engine_boots=4 if boots else None)
    now = Uptime(uptime_s=elapsed_s * share, engine_boots=5 if boots else None)

    assert restarted(before, now, elapsed_s)


def examine(
    name: str, known: tuple[Any, ...], earlier: tuple[Any, ...] | None, windows: Any = (), **settings: Any
) -> CheckResult:
    before = Earlier(Facts(earlier), NOW - ELAPSED, windows) if earlier is not None else None
    return registry.build(name, settings).run(Facts(known, taken_at=NOW), before)


def test_the_first_examination_tells_the_uptime_and_that_it_is_the_first() -> None:
    result = examine("uptime", (uptime(12.5),), None)

    assert (result.status, result.summary) == (OK, "Menyala 12 hari 12 jam (pemeriksaan pertama, menjadi pembanding)")


def test_a_restart_nobody_planned_is_worth_a_look_and_its_cause_is_told() -> None:
    now = replace(uptime(3), reload_reason="power-on")

    result = examine("uptime", (now,), (uptime(100),))

    assert result.status is WARNING
    assert result.summary == (
        "Menyala 3 hari, sebab mulai ulang terakhir: power-on: mulai ulang tak terduga sejak pemeriksaan lalu"
    )


@pytest.mark.parametrize(("shift_min", "expected"), [(0, OK), (-63, WARNING), (-61, OK), (61, OK), (63, WARNING)])
def test_a_restart_inside_a_maintenance_window_was_expected(shift_min: int, expected: Status) -> None:
    booted = NOW - timedelta(days=3)
    middle = booted + timedelta(minutes=shift_min)
    window = (middle - timedelta(hours=1), middle + timedelta(hours=1))

    assert examine("uptime", (uptime(3),), (uptime(100),), (window,)).status is expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
def test_an_uptime_that_is_none_is_unknown(value: float) -> None:
    assert examine("uptime", (Uptime(uptime_s=value),), None).status is UNKNOWN


def counters(packets: int | None, faults: int | None, name: str = "Gi0/1") -> InterfaceCounters:
    return InterfaceCounters(name=name, in_packets=packets, in_errors=faults)


def errors(
    now: tuple[InterfaceCounters, ...], before: tuple[InterfaceCounters, ...] | None, *, up: Uptime | None = None,
    **settings: Any,
) -> CheckResult:  # fmt: skip
    earlier = (*before, uptime(100)) if before is not None else None
    return examine("interface-errors", (*now, up or uptime(190)), earlier, **settings)


@pytest.mark.parametrize(
    ("packets", "faults", "expected"),
    [
        (10_000_000, 0, OK),
        (10_000_000, 9, OK),
        (10_000_000, 10, WARNING),
        (10_000_000, 999, WARNING),
        (10_000_000, 1000, CRITICAL),
        (1000, 0, OK),
        (999, 0, UNKNOWN),
        (999, 9, UNKNOWN),
        (999, 10, CRITICAL),
        (0, 10, CRITICAL),
    ],
)
def test_errors_are_judged_by_their_share_of_the_growth(packets: int, faults: int, expected: Status) -> None:
    before = counters(5_000_000, 700)

    assert errors((counters(5_000_000 + packets, 700 + faults),), (before,)).status is expected


def test_old_errors_are_not_counted_again() -> None:
    result = errors((counters(20_000_000, 900_000),), (counters(10_000_000, 900_000),))

    assert (result.status, result.summary) == (
        OK,
        "1 dari 1 port dinilai, tanpa kesalahan berarti sejak pemeriksaan lalu",
    )


def test_errors_and_discards_of_both_directions_count_against_packets_of_both() -> None:
    before = InterfaceCounters(
        name="p", in_packets=0, out_packets=0, in_errors=0, out_errors=0, in_discards=0, out_discards=0
    )
    after = InterfaceCounters(
        name="p", in_packets=600_000, out_packets=400_000, in_errors=1, out_errors=2, in_discards=3, out_discards=4
    )

    result = errors((after,), (before,))

    assert result.measurements[0].value == pytest.approx(1e-5)
    assert result.measurements[0].threshold == "perlu perhatian ≥ 1 per sejuta, rusak ≥ 100 per sejuta"
    assert result.summary == "Kesalahan di p; terburuk p: 10 per sejuta paket sejak pemeriksaan lalu"


def test_the_worst_port_decides_and_every_bad_one_is_named() -> None:
    before = tuple(counters(0, 0, name) for name in ("a", "b", "c"))
    now = (counters(10**6, 2, "a"), counters(10**6, 500, "b"), counters(10**6, 0, "c"))

    result = errors(now, before)

    assert result.status is CRITICAL
    assert [m.name for m in result.measurements] == ["b", "a"]


def test_a_port_whose_counters_went_back_keeps_the_result_from_being_well() -> None:
    before = (counters(10**6, 900, "a"), counters(0, 0, "b"))
    now = (counters(10**6 + 5, 3, "a"), counters(10**7, 0, "b"))

    result = errors(now, before)

    assert result.status is UNKNOWN
    assert result.summary == "Tidak diperiksa: penghitung mundur tanpa mulai ulang di a"
    assert errors((now[0], counters(10**7, 9000, "b")), before).status is CRITICAL


def test_after_a_restart_everything_since_it_is_judged_and_said_so() -> None:
    before = (counters(10**9, 10**6),)
    now = (counters(10**7, 2000),)

    restarted_result = errors(now, before, up=uptime(3))

    assert restarted_result.status is CRITICAL
    assert restarted_result.summary.endswith("200 per sejuta paket sejak penghitung mulai")


@pytest.mark.parametrize(
    ("before", "up", "reason"),
    [
        (None, uptime(190), NO_COMPARISON),
        ((counters(10**9, 10**6),), uptime(3), RESTARTED),
    ],
)  # fmt: skip
def test_an_office_may_want_comparisons_only(
    before: tuple[InterfaceCounters, ...] | None, up: Uptime, reason: str
) -> None:
    result = errors((counters(10**7, 2000),), before, up=up, cumulative=False)

    assert (result.status, result.summary) == (UNKNOWN, f"Tidak diperiksa: {reason}")


def test_a_restart_that_cannot_be_seen_is_not_compared() -> None:
    before = Earlier(Facts((counters(10**6, 10**5),)), NOW - ELAPSED)
    now = Facts((counters(10**7, 10**5), uptime(3)), taken_at=NOW)

    result = registry.build("interface-errors", {"cumulative": False}).run(now, before)

    assert result.status is UNKNOWN


def test_a_port_that_is_new_is_judged_by_itself_or_left_out_but_never_compared() -> None:
    before = (counters(0, 0, "a"),)
    now = (counters(10**6, 0, "a"), counters(10**6, 900, "baru"))

    assert errors(now, before).status is CRITICAL
    assert errors(now, before, cumulative=False).summary.startswith("1 dari 2 port dinilai")


def test_a_port_that_counts_no_errors_is_not_judged_and_the_sum_says_so() -> None:
    now = (counters(10**6, None, "lo"), counters(10**6, 0, "a"))

    assert errors(now, None).summary == "1 dari 2 port dinilai, tanpa kesalahan berarti sejak penghitung mulai"
    assert errors((counters(10**6, None, "lo"),), None).status is UNKNOWN


@given(
    old=st.tuples(COUNTS, COUNTS),
    new=st.tuples(COUNTS, COUNTS),
    up_days=st.floats(0, 400),
    before_days=st.floats(1, 400),
    cumulative=st.booleans(),
)
def test_no_pair_of_readings_makes_a_false_growth(
    old: tuple[int, int], new: tuple[int, int], up_days: float, before_days: float, cumulative: bool
) -> None:
    then, now = uptime(before_days), uptime(up_days)
    earlier = Earlier(Facts((counters(*old), then)), NOW - ELAPSED)
    check = registry.build("interface-errors", {"cumulative": cumulative})

    result = check.run(Facts((counters(*new), now), taken_at=NOW), earlier)

    began_anew = restarted(then, now, ELAPSED.total_seconds())
    if began_anew and not cumulative:
        assert result.status is UNKNOWN
    if not began_anew and (new[0] < old[0] or new[1] < old[1]):
        assert result.status is UNKNOWN
    if result.status is not UNKNOWN:
        packets, faults = new if began_anew else (new[0] - old[0], new[1] - old[1])
        expected = min(1.0, faults / packets) if packets else 1.0
        assert result.measurements[0].value == pytest.approx(expected)
        assert (result.status is OK) is (expected < 1e-6)
