"""Lay out what is needed to edit a work plan: the newest version, what may be chosen, who may go, other rounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Role
from netmaintd.model.plans import Selector
from netmaintd.model.rounds import Round, RoundStatus, WorkPlan
from netmaintd.signoff.plan_choices import Offer
from netmaintd.signoff.plan_copy import copied
from netmaintd.signoff.plan_faults import NOT_AT_PLAN, editable
from netmaintd.usecases.draft_work_plan import NO_PAST, Past, draft_work_plan

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.config.load import Configuration
    from netmaintd.model.people import Assignment, Official
    from netmaintd.model.plan_versions import WorkPlanVersion
    from netmaintd.model.plans import Plan
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

_GOING_ON = (RoundStatus.ACTIVE, RoundStatus.PAUSED)


class Source(StrEnum):
    """What an edited plan begins with."""

    NEWEST = "terbaru"
    DRAFT = "rancangan"
    LAST_ROUND = "terakhir"


@dataclass(frozen=True)
class Desk:
    """Everything that lies before the one who edits.

    Attributes:
        base: the plan that the choices begin with.
        file: the plan as administrators wrote it.
        last: the round before this one of the same plan, None for the first.
        posts: who holds a post of the team, now or later.
        others: the other rounds that are not over.
    """

    round: Round
    newest: WorkPlanVersion
    source: Source
    base: WorkPlan
    file: Plan
    calendar: WorkingCalendar
    offer: Offer
    last: Round | None
    posts: tuple[Assignment, ...]
    others: tuple[Round, ...]

    @property
    def team(self) -> tuple[Official, ...]:
        """Who may be planned, each once."""
        return tuple({post.official.user: post.official for post in self.posts}.values())


def open_desk(
    store: Store, configuration: Configuration, calendar: WorkingCalendar, round_id: str, source: Source, at: datetime
) -> Desk:
    """Return what is needed to edit a work plan. The offer is without checks: those come with the saving.

    Raises:
        DecisionNotAllowed: the plan was handed in, or the round is over.
        NotFound: no such round, or its plan is no longer in the files.
    """
    round_ = store.rounds.get(round_id)
    if not editable(round_):
        raise DecisionNotAllowed(NOT_AT_PLAN)
    file, newest = configuration.plan(round_.plan), store.work_plans.newest(round_id)
    offer = offered(file, configuration, max(round_.nominal_at, at))
    going_on = (other for status in _GOING_ON for other in store.rounds.list(status))
    others = tuple(other for other in going_on if other.id != round_id)
    last = _last(store, round_, others)
    base = _base(source, newest.plan, offer, last, calendar)
    return Desk(round_, newest, source, base, file, calendar, offer, last, _posts(store, calendar, at), others)


def offered(file: Plan, configuration: Configuration, at: datetime, past: Past | None = None) -> Offer:
    """Return what there is to choose from; without a past no checks are planned, which is quick for a whole city."""
    quick = file.model_copy(update={"checks": ()})
    whole = (file if past else quick).model_copy(update={"devices": Selector()})
    everything = draft_work_plan(whole, configuration.inventory, at, past or NO_PAST)
    return Offer(everything, draft_work_plan(quick, configuration.inventory, at))


def _base(source: Source, newest: WorkPlan, offer: Offer, last: Round | None, calendar: WorkingCalendar) -> WorkPlan:
    if source is Source.DRAFT:
        return offer.drafted
    if source is Source.LAST_ROUND and last and last.work_plan.sites and offer.everything.sites:
        return copied(last.work_plan, offer.everything, calendar)
    return newest


def _last(store: Store, round_: Round, others: tuple[Round, ...]) -> Round | None:
    """Return the newest earlier round of the same plan that is finished or goes on, not one that was broken off."""
    done = store.rounds.latest_done(round_.plan, round_.nominal_at)
    going_on = (one for one in others if one.plan == round_.plan and one.nominal_at < round_.nominal_at)
    earlier = [*going_on, *([done] if done else [])]
    return max(earlier, key=lambda one: one.nominal_at, default=None)


def _posts(store: Store, calendar: WorkingCalendar, at: datetime) -> tuple[Assignment, ...]:
    today = calendar.office_day(at)
    posts = (post for post in store.people.list() if post.official.role is Role.TIM)
    return tuple(post for post in posts if post.until is None or post.until >= today)
