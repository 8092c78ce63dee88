"""When plans are due, in office time, also where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.model.plans import CalendarRule, Period, Plan, PlannedCheck, Window
from netmaintd.usecases.draft_work_plan import period_name
from netmaintd.usecases.list_due_times import due_times


def plan(*, cron: str | None = None, rule: CalendarRule | None = None, zone: str = "Asia/Jakarta") -> Plan:
    return Plan(
        name="p", title="P", cron=cron, rule=rule, time_zone=zone, window=Window(start="08:00", end="16:00"),
        checks=(PlannedCheck(check="cpu"),),
    )  # fmt: skip


def local(*parts: int, zone: str = "Asia/Jakarta") -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type,misc]


def test_a_quarterly_plan_is_due_four_times_a_year() -> None:
    due = due_times(plan(cron="0 8 10 1,4,7,10 *"), local(2026, 1, 1), local(2026, 12, 31))

    assert due == tuple(local(2026, month, 10, 8) for month in (1, 4, 7, 10))


def test_the_end_is_part_of_the_span_and_the_beginning_is_not() -> None:
    daily = plan(cron="0 8 * * *")

    assert due_times(daily, local(2026, 1, 1, 8), local(2026, 1, 3, 8)) == (local(2026, 1, 2, 8), local(2026, 1, 3, 8))


def test_sunday_is_seven_and_zero_and_monday_is_one() -> None:
    mondays = due_times(plan(cron="0 8 * * 1"), local(2026, 11, 1), local(2026, 11, 30))

    assert {at.astimezone(ZoneInfo("Asia/Jakarta")).isoweekday() for at in mondays} == {1}


@pytest.mark.parametrize(
    ("nth", "days"),
    [(2, [(1, 13), (4, 14)]), (-1, [(1, 27), (4, 28)]), (5, [])],
)
def test_a_calendar_rule_names_the_nth_weekday(nth: int, days: list[tuple[int, int]]) -> None:
    rule = CalendarRule(months=(1, 4), weekday=2, nth=nth, at="22:30")

    assert due_times(plan(rule=rule), local(2026, 1, 1), local(2026, 6, 30)) == tuple(
        local(2026, month, day, 22, 30) for month, day in days
    )


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2028, 6, 1)),
    cut=st.integers(0, 400),
    zone=st.sampled_from(["Asia/Jakarta", "America/New_York", "Australia/Lord_Howe"]),
)
def test_looking_in_two_goes_finds_what_one_go_finds(start: datetime, cut: int, zone: str) -> None:
    nightly = plan(cron="30 2 * * *", zone=zone)
    begin = start.replace(tzinfo=UTC)
    middle, end = begin + timedelta(hours=cut), begin + timedelta(days=20)

    whole = due_times(nightly, begin, end)
    parts = (*due_times(nightly, begin, middle), *due_times(nightly, middle, end))

    assert tuple(sorted(set(parts))) == whole
    assert len(parts) == len(whole)
    assert len({at.astimezone(ZoneInfo(zone)).date() for at in whole}) == len(whole)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.QUARTER, "Triwulan IV Tahun 2026"),
        (Period.MONTH, "Bulan November 2026"),
        (Period.HALF_YEAR, "Semester II Tahun 2026"),
        (Period.YEAR, "Tahun 2026"),
        (Period.WEEK, "Minggu ke-48 Tahun 2026"),
    ],
)
def test_periods_are_printed_as_the_office_says_them(period: Period, words: str) -> None:
    assert period_name(period, datetime(2026, 11, 24).date()) == words
