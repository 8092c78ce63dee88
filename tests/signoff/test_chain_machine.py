"""Random decisions of random people: what must hold whatever anybody tries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from netmaintd.errors import ChainError, StaleDecision
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import Decision, Round, RoundStatus
from netmaintd.signoff.agency import speaks_for
from netmaintd.signoff.chain import decide, options
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.table import STEPS, TRANSITIONS, Effect, Requirement, Transition
from netmaintd.signoff.trail import executors, open_entries
from small_round import CALENDAR, OFFICIALS, SITES, Story, full_decision, signature

VERBS = sorted({row.verb for row in TRANSITIONS})
PEOPLE = (
    *OFFICIALS.values(),
    Official("andi", "Andi Saputra", Role.KASI, "Kepala Seksi"),
    Official("budi", "Budi", Role.TIM, "Staf"),
)
GAP = Gap("actions:walikota", 4, "Walikota", "tindakan belum ditulis")
WORDS = st.sampled_from(["", " ", "alasan", "walikota: foto"])


class ChainMachine(RuleBasedStateMachine):
    """Half of the decisions are drawn blindly, half are ones that the table allows."""

    @initialize(start=st.sampled_from(["fresh", "at the locations", "at the check", "at the review"]))
    def open(self, start: str) -> None:
        story = Story()
        if start == "at the locations":
            story.to_the_locations()
        elif start != "fresh":
            story.to_the_check()
        if start == "at the review":
            story.act(Role.KASI, "accept")
            story.act(Role.KABID, "accept")
        self.round: Round = story.round
        self.at = story.at
        self.appointed = start != "fresh"

    def try_to(self, decision: Decision, actor: Official, gaps: tuple[Gap, ...]) -> bool:
        before = self.round
        try:
            after = decide(before, decision, actor, self.at, CALENDAR, gaps)
        except ChainError as error:
            refused = error
        else:
            self.check_step(before, after, decision, actor, gaps)
            self.round = after
            self.appointed = self.appointed or decision.verb == "appoint"
            return True
        assert isinstance(refused, StaleDecision) is (decision.version != before.version)
        return False

    @rule(
        verb=st.sampled_from(VERBS),
        actor=st.sampled_from(PEOPLE),
        hours=st.integers(0, 200),
        lag=st.sampled_from([0, 0, 0, 1, -1]),
        site=st.sampled_from([None, *SITES, "bengkong"]),
        words=WORDS,
        items=st.lists(st.sampled_from(["walikota: kabel", "foto", GAP.key, " "]), max_size=2),
        complete=st.booleans(),
    )
    def decide_blindly(
        self, verb: str, actor: Official, hours: int, lag: int, site: str | None, words: str, items: list[str],
        complete: bool,
    ) -> None:  # fmt: skip
        self.at += timedelta(hours=hours)
        decision = Decision(
            verb, self.round.version + lag, site, words, date(2040, 1, 1), tuple(items), (OFFICIALS[Role.TIM],),
            signature(self.at),
        )  # fmt: skip
        self.try_to(decision, actor, () if complete else (GAP,))

    @precondition(lambda self: self.round.status in (RoundStatus.ACTIVE, RoundStatus.PAUSED))
    @rule(data=st.data(), hours=st.integers(0, 60))
    def decide_by_the_table(self, data: st.DataObject, hours: int) -> None:
        self.at += timedelta(hours=hours)
        actor = data.draw(st.sampled_from([p for p in PEOPLE if options(self.round, p.role)]))
        rows = [row for row in options(self.round, actor.role) if row.verb not in ("cancel", "refuse")]
        if rows:
            self.follow(data, data.draw(st.sampled_from(rows)), actor)

    @precondition(lambda self: self.round.status is RoundStatus.ACTIVE)
    @rule(data=st.data())
    def go_forward(self, data: st.DataObject) -> None:
        self.at += timedelta(hours=1)
        ways = [
            (row, person)
            for person in PEOPLE
            for row in options(self.round, person.role)
            if row.effect in (Effect.FORWARD, Effect.FINISH)
        ]
        self.follow(data, *data.draw(st.sampled_from(ways)))

    def follow(self, data: st.DataObject, row: Transition, actor: Official) -> None:
        sites = [v.site for v in self.round.visits if not v.closed and v.step == row.step]
        site = data.draw(st.sampled_from(sites)) if row.per_visit else None
        decision = full_decision(self.round, row, self.at, site, GAP.key)
        if Requirement.UNTIL in row.requires:
            decision = replace(decision, until=date(2040, 1, 1))
        blocked = row.four_eyes and actor.user in executors(self.round)
        blocked = blocked or (actor.role is Role.OPD and not speaks_for(actor, self.round, site))
        gaps = (GAP,) if row.verb == "override-gap" else ()

        assert self.try_to(decision, actor, gaps) is not blocked

    def check_step(
        self, before: Round, after: Round, decision: Decision, actor: Official, gaps: tuple[Gap, ...]
    ) -> None:
        assert after.version == before.version + 1
        assert len(after.trail) >= len(before.trail)
        for old, new in zip(before.trail, after.trail, strict=False):
            assert new == old if old.left_at else replace(new, left_at=None, verb=None, by=None, note="") == old
        assert (after.overrides[: len(before.overrides)], after.work_plan) == (before.overrides, before.work_plan)
        assert any(entry.by == actor and entry.verb == decision.verb for entry in after.trail)
        if after.step == 11:
            assert (before.step, actor.role) == (10, Role.KADIS)
        if before.step in (8, 9, 10):
            assert actor.user not in executors(before)
        if (before.step, after.step) == (7, 8):
            assert not gaps
            assert all(visit.closed for visit in after.visits)

    @invariant()
    def stands_somewhere_that_exists(self) -> None:
        assert self.round.step in STEPS
        assert (self.round.status is RoundStatus.DONE) is (self.round.step == 11)

    @invariant()
    def clocks_run_exactly_where_something_waits(self) -> None:
        running = {(entry.step, entry.site) for entry in open_entries(self.round)}
        waiting = set()
        if self.round.status is RoundStatus.ACTIVE:
            waiting = {(self.round.step, None)}
            if self.round.step in (6, 7):
                waiting |= {(visit.step, visit.site) for visit in self.round.visits if not visit.closed}
        assert running == waiting
        assert len(running) == len(open_entries(self.round))

    @invariant()
    def the_round_stands_at_six_while_a_visit_is_at_work(self) -> None:
        if self.round.step in (6, 7) and self.round.status is RoundStatus.ACTIVE:
            at_work = any(not visit.closed and visit.step == 6 for visit in self.round.visits)
            assert self.round.step == (6 if at_work else 7)

    @invariant()
    def no_device_is_asked_before_the_appointment(self) -> None:
        assert self.appointed or not self.round.disposed

    @invariant()
    def somebody_can_always_go_on_until_it_is_over(self) -> None:
        over = self.round.status in (RoundStatus.ENDED, RoundStatus.DONE)
        assert any(options(self.round, role) for role in Role) is not over


TestChainMachine = ChainMachine.TestCase
TestChainMachine.settings = settings(max_examples=200, stateful_step_count=60, deadline=None)


def test_the_machine_would_notice_a_bypass() -> None:
    machine = ChainMachine()
    machine.open("fresh")
    machine.round = replace(machine.round, step=6)

    with pytest.raises(AssertionError):
        machine.no_device_is_asked_before_the_appointment()
