"""Windows in office time, over midnight and over changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.model.plans import Plan, PlannedCheck, Window
from netmaintd.model.windows import next_window, window_at, window_on


def plan(start: str, end: str, *, days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7), zone: str = "Asia/Jakarta") -> Plan:
    return Plan(
        name="p",
        title="P",
        cron="0 8 * * *",
        time_zone=zone,
        window=Window(start=start, end=end, days=days),
        checks=(PlannedCheck(check="cpu"),),
    )


def jakarta(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ("2026-11-24T07:59:59", False),
        ("2026-11-24T08:00:00", True),
        ("2026-11-24T15:59:59", True),
        ("2026-11-24T16:00:00", False),
    ],
)
def test_the_window_holds_its_start_and_not_its_end(at: str, inside: bool) -> None:
    assert (window_at(plan("08:00", "16:00"), jakarta(at)) is not None) is inside


def test_a_window_over_midnight_belongs_to_the_evening_on_which_it_begins() -> None:
    friday_night = plan("22:00", "04:00", days=(5,))

    assert window_at(friday_night, jakarta("2026-11-28T03:59:00")) is not None  # Saturday morning
    assert window_at(friday_night, jakarta("2026-11-27T03:59:00")) is None  # Friday morning


def test_next_window_skips_days_on_which_none_begins() -> None:
    start, _ = next_window(plan("08:00", "16:00", days=(1,)), jakarta("2026-11-24T09:00:00"))

    assert start == jakarta("2026-11-30T08:00:00")


@given(
    day=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    minutes=st.integers(0, 1439),
    zone=st.sampled_from(["Asia/Jakarta", "America/New_York", "Australia/Lord_Howe"]),
)
def test_every_next_window_holds_or_follows_the_instant(day: date, minutes: int, zone: str) -> None:
    night = plan("22:30", "03:15", days=(2, 6), zone=zone)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)

    start, end = next_window(night, at)

    assert start < end
    assert at < end
    assert start - at <= timedelta(days=8)
    assert window_on(night, start.astimezone(night.zone).date()) == (start, end)
