"""Why a round waits is always a sentence, and it waits for every reason there is."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from netmaintd.model.plans import MissedRun, Plan, PlannedCheck, Window
from netmaintd.model.rounds import Round, RoundStatus
from netmaintd.usecases.say_why_waiting import why_waiting
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
