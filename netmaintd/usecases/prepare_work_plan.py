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
    file, newest, rounds = configuration.plan(round_.plan), store.work_plans.newest(round_id), store.rounds.list()
    offer = offered(file, configuration, max(round_.nominal_at, at))
    last = _last(round_, rounds)
    others = tuple(other for other in rounds if other.id != round_id and other.status in _GOING_ON)
    base = _base(source, newest.plan, offer, last, calendar)
    return Desk(round_, newest, source, base, file, offer, last, _posts(store, calendar, at), others)


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


def _last(round_: Round, rounds: list[Round]) -> Round | None:
    """Return the newest earlier round of the same plan that was not broken off."""
    earlier = (one for one in rounds if one.plan == round_.plan and one.nominal_at < round_.nominal_at)
    return next((one for one in earlier if one.status is not RoundStatus.ENDED), None)


def _posts(store: Store, calendar: WorkingCalendar, at: datetime) -> tuple[Assignment, ...]:
    today = calendar.office_day(at)
    posts = (post for post in store.people.list() if post.official.role is Role.TIM)
    return tuple(post for post in posts if post.until is None or post.until >= today)
