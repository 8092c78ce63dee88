"""Every pair of state and decision: what is a row works, what is not a row is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Role
from netmaintd.model.rounds import Round, RoundStatus
from netmaintd.signoff.chain import decide, options
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.table import STEPS, TRANSITIONS, Effect, Requirement, Transition
from netmaintd.signoff.trail import enter
from small_round import CALENDAR, OFFICIALS, OPENED, SITES, fresh_round, full_decision

VERBS = sorted({row.verb for row in TRANSITIONS})
GAP = Gap("result:sw-1/cpu", 1, "sw-1", "hasil belum ada")
AT = OPENED + timedelta(hours=1)
EVERYTHING = Transition(
    0, "everything", frozenset(), 0, "", Effect.STAY, frozenset(Requirement) - {Requirement.INSTRUCTIONS}
)


def standing(step: int, status: RoundStatus, visit_step: int) -> Round:
    """Return a round that stands somewhere, with every clock that runs there."""
    round_ = replace(fresh_round(), trail=(), step=step, status=status, officers=(OFFICIALS[Role.TIM],))
    round_ = replace(round_, visits=tuple(replace(visit, step=visit_step) for visit in round_.visits))
    if status is not RoundStatus.ACTIVE:
        return round_
    for site in SITES if step in (6, 7) and visit_step in (6, 7) else ():
        round_ = enter(round_, visit_step, OPENED, CALENDAR, site)
    return enter(round_, step, OPENED, CALENDAR)


def states() -> list[tuple[int, RoundStatus, int]]:
    """Every step and status, with visits where they can stand; ended and done stand anywhere."""
    work = [(6, 6), (6, 7), (7, 7), (7, 8)]
    active = [(step, 6 if step < 6 else 8) for step in STEPS if step not in (6, 7)] + work
    return [(step, status, visit) for status in RoundStatus for step, visit in active]


def fits(row: Transition, step: int, status: RoundStatus, visit_step: int, role: Role) -> bool:
    """The table read by hand, in the dullest way."""
    if row.status is not status or role not in row.roles:
        return False
    if Requirement.SITE in row.requires:
        return step in (6, 7) and row.step == visit_step and status is RoundStatus.ACTIVE
    if row.verb == "submit-report":
        return step == 7 and visit_step == 8
    return row.step == step


@pytest.mark.parametrize(("step", "status", "visit_step"), states())
def test_what_is_no_row_is_refused_and_what_is_a_row_works(step: int, status: RoundStatus, visit_step: int) -> None:
    round_ = standing(step, status, visit_step)
    refused = 0
    for role in Role:
        for verb in VERBS:
            row = next((r for r in TRANSITIONS if r.verb == verb and fits(r, step, status, visit_step, role)), None)
            said = full_decision(round_, row or replace(EVERYTHING, verb=verb), AT, SITES[0], GAP.key)
            gaps = (GAP,) if verb == "override-gap" else ()
            if row is None:
                with pytest.raises(DecisionNotAllowed, match="allowed now: "):
                    decide(round_, said, OFFICIALS[role], AT, CALENDAR, gaps)
                refused += 1
            else:
                after = decide(round_, said, OFFICIALS[role], AT, CALENDAR, gaps)
                assert after.version == round_.version + 1
                assert row in options(round_, role)

    assert refused == len(Role) * len(VERBS) - sum(len(options(round_, role)) for role in Role)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.step}-{row.verb}-{row.status.value}")
def test_each_row_takes_the_round_or_the_visit_where_the_table_says(row: Transition) -> None:
    at_visits = row.step in (6, 7)
    visit_step = row.step if row.per_visit else {7: 8}.get(row.step, 6 if row.step < 7 else 8)
    round_ = standing(row.step, row.status, visit_step)
    role = min(row.roles)

    after = decide(
        round_, full_decision(round_, row, AT, SITES[0] if row.per_visit else None, GAP.key), OFFICIALS[role], AT,
        CALENDAR, (GAP,) if row.effect is Effect.OVERRIDE else (),
    )  # fmt: skip

    moved = after.visit(SITES[0]).step if row.per_visit else after.step
    assert moved == row.target
    expected = {Effect.PAUSE: RoundStatus.PAUSED, Effect.END: RoundStatus.ENDED, Effect.FINISH: RoundStatus.DONE}
    assert after.status is expected.get(row.effect, RoundStatus.ACTIVE)
    written = [entry for entry in after.trail if entry.verb == row.verb and entry.by]
    assert written
    assert all(entry.by == OFFICIALS[role] and entry.left_at == AT for entry in written)
    assert bool(after.visit(SITES[0]).excused) is (row.effect is Effect.EXCUSE)
    assert at_visits or not row.per_visit


@pytest.mark.parametrize(
    ("row", "need"),
    [(row, need) for row in TRANSITIONS for need in sorted(row.requires)],
    ids=lambda item: item.value if isinstance(item, Requirement) else f"{item.step}-{item.verb}-{item.status.value}",
)
def test_each_thing_that_must_be_said_is_asked_for(row: Transition, need: Requirement) -> None:
    visit_step = row.step if row.per_visit else {7: 8}.get(row.step, 6 if row.step < 7 else 8)
    round_ = standing(row.step, row.status, visit_step)
    said = full_decision(round_, row, AT, SITES[0] if row.per_visit else None, GAP.key)
    silent = {
        Requirement.SITE: {"site": None},
        Requirement.UNTIL: {"until": None},
        Requirement.ITEMS: {"items": (" ",)},
        Requirement.OFFICERS: {"officers": ()},
        Requirement.SIGNATURE: {"signature": None},
    }.get(need, {"reason": " \n"})

    with pytest.raises(DecisionNotAllowed, match=f"needs .*{need.value}"):
        decide(round_, replace(said, **silent), OFFICIALS[min(row.roles)], AT, CALENDAR, (GAP,))


def test_the_steps_are_the_sops_twelve_days_in_eleven_steps() -> None:
    assert list(STEPS) == list(range(1, 12))
    assert [step.days for step in STEPS.values()] == [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    assert [step.role for step in STEPS.values()] == [
        Role.KASI, Role.KABID, Role.KADIS, Role.KABID, Role.KASI, Role.TIM, Role.TIM, Role.KASI, Role.KABID,
        Role.KADIS, None,
    ]  # fmt: skip
    handed = [step.to for step in STEPS.values() if step.to]
    assert handed == [step.role for step in list(STEPS.values())[1:10]]


def test_no_two_rows_answer_to_the_same_word_of_the_same_role_at_the_same_place() -> None:
    keys = [(row.step, row.verb, row.status, role) for row in TRANSITIONS for role in row.roles]

    assert len(keys) == len(set(keys))


def test_only_step_ten_leads_to_step_eleven_and_the_agency_only_answers_the_minutes_of_its_visit() -> None:
    assert {row.step for row in TRANSITIONS if row.target == 11} == {10}
    assert {(row.step, row.verb) for row in TRANSITIONS if Role.OPD in row.roles} == {(7, "acknowledge"), (7, "object")}


def test_every_decision_of_the_check_is_for_four_eyes() -> None:
    assert all(row.four_eyes for row in TRANSITIONS if row.step in (8, 9, 10))
