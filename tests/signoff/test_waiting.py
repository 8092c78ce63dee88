"""What waits for whom: one answer for each step, and what is due first at the front."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from netmaintd.model.people import Role
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.rounds import Decision, Round
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.chain import begin, decide
from netmaintd.signoff.waiting import open_to, waiting_for
from samples import NOW, PEOPLE

CALENDAR = WorkingCalendar(OfficeCalendar(), ZoneInfo("Asia/Jakarta"))


def at_work(drafted: Round) -> Round:
    """Return the round at step 6, its team appointed."""
    round_ = begin(drafted, NOW, CALENDAR)
    for user, verb in (
        ("kasi", "submit"), ("kabid", "forward"), ("kadis", "dispose"), ("kabid", "dispose"), ("kasi", "appoint"),
    ):  # fmt: skip
        officers = (PEOPLE["tim1"],) if verb == "appoint" else ()
        said = Decision(verb, round_.version, reason="Laksanakan", officers=officers)
        round_ = decide(round_, said, PEOPLE[user], NOW, CALENDAR)
    return round_


def test_a_step_waits_for_its_role_alone(drafted: Round) -> None:
    round_ = begin(drafted, NOW, CALENDAR)

    (waiting,) = waiting_for(round_, {Role.KASI}, NOW, CALENDAR)

    assert waiting.options[0].verb == "submit"
    assert waiting.days_left == 3
    for role in (Role.KABID, Role.KADIS, Role.TIM, Role.OPD):  # they might cancel it, but it does not wait for that
        assert waiting_for(round_, {role}, NOW, CALENDAR) == ()


def test_days_left_become_days_late(drafted: Round) -> None:
    round_ = begin(drafted, NOW, CALENDAR)

    left = [waiting_for(round_, {Role.KASI}, NOW + timedelta(days=d), CALENDAR)[0].days_left for d in (0, 3, 4, 7)]

    assert left == [3, 0, -1, -2]


def test_every_open_visit_waits_for_the_team_by_itself(drafted: Round) -> None:
    round_ = at_work(drafted)

    waiting = waiting_for(round_, {Role.TIM}, NOW, CALENDAR)

    assert {one.entry.site for one in waiting} == {"a", "b"}
    assert all(option.per_visit for one in waiting for option in one.options)
    assert waiting_for(round_, {Role.KASI}, NOW, CALENDAR) == ()


def test_what_may_be_decided_besides_is_told_apart_from_what_waits(drafted: Round) -> None:
    round_ = begin(drafted, NOW, CALENDAR)

    (besides,) = open_to(round_, {Role.KADIS}, NOW, CALENDAR)

    assert [option.verb for option in besides.options] == ["cancel"]
    assert not besides.waits
    assert open_to(round_, {Role.TIM}, NOW, CALENDAR) == ()
