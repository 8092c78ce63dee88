"""Working days of the office."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.errors import ConfigError
from netmaintd.model.plans import ExtraDay, OfficeCalendar, RemovedDay
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.table import STEPS
from small_round import CALENDAR, JAKARTA

DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def office(day: str, clock: time = time(9)) -> datetime:
    return datetime.combine(date.fromisoformat(day), clock, JAKARTA).astimezone(UTC)


def calendar(**said: object) -> WorkingCalendar:
    return WorkingCalendar(OfficeCalendar.model_validate(said), JAKARTA)


@pytest.mark.parametrize(
    ("received", "step_10_due"),
    [
        ("2026-11-23", "2026-12-09"),
        ("2026-03-09", "2026-04-01"),
        ("2026-12-14", "2027-01-04"),
        ("2027-03-01", "2027-03-29"),
    ],
)
def test_the_worked_examples_of_the_sop_hold(received: str, step_10_due: str) -> None:
    day = date.fromisoformat(received)

    for number in range(1, 11):
        day = CALENDAR.due_on(datetime.combine(day, time(9), JAKARTA), STEPS[number].days)

    assert day == date.fromisoformat(step_10_due)


@pytest.mark.parametrize(
    ("day", "working", "name"),
    [
        ("2026-11-23", True, None),
        ("2026-11-22", False, None),
        ("2026-12-25", False, "Hari Raya Natal"),
        ("2026-12-24", False, "Cuti Bersama Hari Raya Natal"),
        ("2026-03-20", False, "Cuti Bersama Hari Raya Idul Fitri"),
    ],
)
def test_weekends_public_holidays_and_cuti_bersama_are_off(day: str, working: bool, name: str | None) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is working
    assert CALENDAR.holiday_name(date.fromisoformat(day)) == name


def test_the_day_is_the_one_on_the_office_wall_not_the_one_in_utc() -> None:
    monday_night = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)

    assert CALENDAR.office_day(monday_night) == date(2026, 11, 24)
    assert CALENDAR.due_on(monday_night, 1) == date(2026, 11, 25)
    assert CALENDAR.due_on(monday_night - timedelta(hours=1), 1) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23", 1, "2026-11-23"),
        ("2026-11-23", 3, "2026-11-25"),
        ("2026-11-22", 1, "2026-11-23"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_where_the_office_says_so_the_day_of_receipt_counts_when_it_is_worked(
    received: str, days: int, due: str
) -> None:
    assert calendar(count_receipt_day=True).due_on(office(received), days) == date.fromisoformat(due)


def test_the_offices_own_file_comes_before_the_package() -> None:
    own = WorkingCalendar(
        OfficeCalendar(
            extra=(ExtraDay(date=date(2026, 11, 25), name="Hari Jadi Kota"),),
            removed=(RemovedDay(date=date(2026, 12, 24), reason="SKB diubah"),),
        ),
        JAKARTA,
    )

    assert own.holiday_name(date(2026, 11, 25)) == "Hari Jadi Kota"
    assert not own.is_working(date(2026, 11, 25))
    assert own.is_working(date(2026, 12, 24))
    assert own.due_on(office("2026-11-24"), 1) == date(2026, 11, 26)


def test_a_day_that_is_both_added_and_removed_is_off() -> None:
    both = calendar(
        extra=[{"date": date(2026, 11, 25), "name": "Pilkada"}],
        removed=[{"date": date(2026, 11, 25), "reason": "salah"}],
    )

    assert not both.is_working(date(2026, 11, 25))


def test_an_office_that_works_on_saturdays_counts_them() -> None:
    assert calendar(working_weekdays=(1, 2, 3, 4, 5, 6)).due_on(office("2026-11-27"), 1) == date(2026, 11, 28)


def test_a_year_without_cuti_bersama_is_named_until_the_office_adds_it() -> None:
    decreed = calendar(extra=[{"date": date(2028, 2, 25), "name": "Cuti Bersama Idul Fitri"}])
    other = calendar(extra=[{"date": date(2028, 2, 25), "name": "Hari Jadi Kota"}])

    assert CALENDAR.warnings(2026) == ()
    assert CALENDAR.warnings(2028) == (
        "Cuti bersama tahun 2028 belum diketahui: isi schedules/calendar.yaml setelah SKB terbit; "
        "tenggat dapat bergeser.",
    )
    assert decreed.warnings(2028) == ()
    assert len(other.warnings(2028)) == 1


def test_a_removed_day_that_is_no_holiday_is_named() -> None:
    typo = calendar(removed=[{"date": date(2026, 12, 23), "reason": "salah ketik"}])

    assert typo.warnings(2026) == ("`removed` menyebut 2026-12-23, yang bukan hari libur.",)


@pytest.mark.parametrize(
    ("said", "words"), [({"working_weekdays": ()}, "no day of the week"), ({"country": "XX"}, "country 'XX'")]
)
def test_a_calendar_that_cannot_count_is_refused(said: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        calendar(**said)


@given(day=DAYS, days=st.integers(1, 25))
def test_the_nth_working_day_is_worked_and_lies_n_working_days_away(day: date, days: int) -> None:
    later, earlier = CALENDAR.add_working_days(day, days), CALENDAR.add_working_days(day, -days)

    assert CALENDAR.is_working(later)
    assert CALENDAR.is_working(earlier)
    assert CALENDAR.working_days_between(day, later) == days
    assert CALENDAR.working_days_between(earlier, day) == days - (not CALENDAR.is_working(day))
    assert CALENDAR.add_working_days(day, 0) == day


@given(day=DAYS, days=st.integers(0, 400))
def test_working_days_between_never_runs_backwards(day: date, days: int) -> None:
    assert CALENDAR.working_days_between(day, day - timedelta(days=days)) == 0
