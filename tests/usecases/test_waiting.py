"""Why a round waits is always a sentence, and it waits for every reason there is."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from netmaintd.model.plans import Freeze, MissedRun, OfficeCalendar, Plan, PlannedCheck, Window
from netmaintd.model.rounds import Round, RoundStatus
from netmaintd.usecases.say_why_waiting import may_be_asked, why_left, why_waiting
from samples import NOW

PLAN = Plan(
    name="triwulan", title="T", cron="0 8 * * *", window=Window(start="08:00", end="18:00"),
    checks=(PlannedCheck(check="cpu"),),
)  # fmt: skip
WORK = NOW + timedelta(days=10, hours=1)


@pytest.fixture
def ready(drafted: Round) -> Round:
    return dataclasses.replace(drafted, step=6)


def test_nothing_keeps_a_disposed_round_inside_its_window(ready: Round) -> None:
    assert why_waiting(ready, PLAN, WORK, None) == ""


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 8, 9, 10, 11])
def test_no_other_step_runs(ready: Round, step: int) -> None:
    assert "disposition is not complete" in why_waiting(dataclasses.replace(ready, step=step), PLAN, WORK, None)


@pytest.mark.parametrize("status", [RoundStatus.PAUSED, RoundStatus.ENDED, RoundStatus.DONE])
def test_a_round_that_is_not_active_does_not_run(ready: Round, status: RoundStatus) -> None:
    assert status.value in why_waiting(dataclasses.replace(ready, status=status), PLAN, WORK, None)


def test_a_stop_comes_before_everything(ready: Round) -> None:
    assert why_waiting(ready, PLAN, WORK, "listrik") == "stopped: listrik"


def test_before_its_day_it_waits_for_its_day(ready: Round) -> None:
    assert why_waiting(ready, PLAN, WORK - timedelta(days=3), None) == "planned for 2026-12-03 09:00 WIB"


def test_at_night_it_waits_for_the_next_window(ready: Round) -> None:
    night = WORK + timedelta(hours=12)

    assert why_waiting(ready, PLAN, night, None) == "outside the window; the next one opens at 2026-12-04 08:00 WIB"


@pytest.mark.parametrize("policy", [MissedRun.SKIP, MissedRun.ASK, MissedRun.CATCH_UP])
def test_a_missed_window_is_only_made_up_for_where_the_plan_says_so(ready: Round, policy: MissedRun) -> None:
    next_day = WORK + timedelta(days=1)

    assert why_waiting(ready, PLAN, next_day, None) == ""
    assert "section head decides" in why_waiting(ready, PLAN.model_copy(update={"missed": policy}), next_day, None)


def with_hours(ready: Round, **hours: tuple[int, int, int]) -> Round:
    """Return the round with hours of its own for some locations: days after the first, first and last hour."""
    changed = tuple(
        dataclasses.replace(
            site,
            starts_at=MIDNIGHT + timedelta(days=day, hours=first),
            ends_at=MIDNIGHT + timedelta(days=day, hours=last),
        )
        for site in ready.work_plan.sites
        for day, first, last in (hours[site.site],)
    )
    return dataclasses.replace(ready, work_plan=dataclasses.replace(ready.work_plan, sites=changed))


MIDNIGHT = WORK.replace(hour=0, minute=0) - timedelta(hours=7)
"""Of the first planned day, in the office."""


@pytest.mark.parametrize(
    ("day", "hour", "due", "why"),
    [
        (0, 9, set(), "planned for 2026-12-03 10:00 WIB"),
        (0, 10, {"sw-a1", "sw-a2"}, ""),
        (0, 11.99, {"sw-a1", "sw-a2"}, ""),
        (0, 12, set(), "the hours of a are over; the next window opens at 2026-12-04 08:00 WIB"),
        (0, 19, set(), "outside the window; the next one opens at 2026-12-04 08:00 WIB"),
        (1, 9, {"sw-a1", "sw-a2"}, ""),
        (2, 12, {"sw-a1", "sw-a2"}, ""),
        (2, 13, {"sw-a1", "sw-a2", "sw-b1"}, ""),
        (3, 13, {"sw-a1", "sw-a2", "sw-b1"}, ""),
    ],
)
def test_each_location_waits_for_the_hours_of_the_approved_plan(
    ready: Round, day: int, hour: float, due: set[str], why: str
) -> None:
    edited = with_hours(ready, a=(0, 10, 12), b=(2, 13, 15))
    at = MIDNIGHT + timedelta(days=day, hours=hour)

    assert may_be_asked(edited, PLAN, at) == due
    assert why_waiting(edited, PLAN, at, None) == why


def test_hours_outside_of_the_window_of_the_file_open_nothing(ready: Round) -> None:
    at_night = with_hours(ready, a=(0, 20, 22), b=(0, 20, 22))

    assert may_be_asked(at_night, PLAN, MIDNIGHT + timedelta(hours=21)) == set()


def test_where_nothing_is_made_up_for_only_the_missed_location_stays_closed(ready: Round) -> None:
    strict = PLAN.model_copy(update={"missed": MissedRun.SKIP})
    edited = with_hours(ready, a=(0, 10, 12), b=(2, 13, 15))

    assert may_be_asked(edited, strict, MIDNIGHT + timedelta(days=2, hours=14)) == {"sw-b1"}
    assert why_left(edited, strict, MIDNIGHT + timedelta(days=1, hours=9), {"sw-b1"}).startswith("planned for")


def test_a_location_that_was_left_out_on_site_keeps_nobody_waiting(ready: Round) -> None:
    edited = with_hours(ready, a=(0, 10, 12), b=(2, 13, 15))
    excused = tuple(dataclasses.replace(v, excused="tutup") if v.site == "a" else v for v in edited.visits)
    left = dataclasses.replace(edited, visits=excused)

    assert why_waiting(left, PLAN, MIDNIGHT + timedelta(hours=11), None) == "planned for 2026-12-05 13:00 WIB"


def test_in_a_freeze_of_the_office_nothing_runs(ready: Round) -> None:
    frozen = Freeze(first=date(2026, 12, 1), last=date(2026, 12, 3), reason="Pemilihan umum")
    office = OfficeCalendar(freezes=(frozen,))

    assert why_waiting(ready, PLAN, WORK, None, office) == "maintenance is frozen until 2026-12-03: Pemilihan umum"
    assert why_waiting(ready, PLAN, WORK + timedelta(days=1), None, office) == ""
