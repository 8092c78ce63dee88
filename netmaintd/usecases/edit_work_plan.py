"""Make a new version of a round's work plan: the section head's word at step 1, until the plan is handed in.

Each saving is a version of its own, and the round goes by the newest. What is not chosen stays in it by name.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed, StaleDecision
from netmaintd.signoff.plan_choices import compose, replanned
from netmaintd.signoff.plan_difference import difference
from netmaintd.signoff.plan_faults import NOT_AT_PLAN, WHO_EDITS, Remark, editable, faults
from netmaintd.signoff.plan_remarks import remarks
from netmaintd.usecases.draft_work_plan import Past, past_kinds
from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.prepare_work_plan import offered

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.config.load import Configuration
    from netmaintd.model.plan_versions import WorkPlanVersion
    from netmaintd.model.rounds import WorkPlan
    from netmaintd.signoff.plan_choices import Choices
    from netmaintd.store.connect import Store
    from netmaintd.usecases.prepare_work_plan import Desk

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Saving:
    """What came of choices. Nothing was saved when there are faults, or when others saved meanwhile.

    `news` are sentences of what others changed; `newest` is the version that holds now.
    """

    newest: WorkPlanVersion
    faults: tuple[Remark, ...] = ()
    stale: bool = False
    news: tuple[str, ...] = ()

    @property
    def saved(self) -> bool:
        """Whether the newest version says what was chosen."""
        return not self.faults and not self.stale


def doubts(desk: Desk, plan: WorkPlan, at: datetime) -> tuple[Remark, ...]:
    """Return what is doubtful about a plan and may be all the same."""
    return remarks(plan, desk.file, desk.calendar, at, desk.posts, desk.others)


def wrongs(desk: Desk, choices: Choices, at: datetime) -> tuple[Remark, ...]:
    """Return what keeps choices from being saved."""
    return faults(choices, chosen_plan(desk, choices), desk.file, desk.calendar, at)


def chosen_plan(desk: Desk, choices: Choices) -> WorkPlan:
    """Return the plan that choices make, its devices still without checks."""
    return compose(desk.newest.plan, desk.base, desk.offer, choices)


def save_work_plan(
    store: Store, configuration: Configuration, desk: Desk, choices: Choices, seen_version: int, user: str, at: datetime
) -> Saving:
    """Save choices as the next version; what the newest version says already is not saved once more.

    Args:
        store: of the round.
        configuration: at work now.
        desk: what lay before the one who chose.
        choices: what he chose.
        seen_version: the version that he had read.
        user: who saves.
        at: now.

    Raises:
        DecisionNotAllowed: no section head, or the plan was handed in meanwhile.
        NotFound: there never was such a version.
    """
    by = find_official(store, configuration.settings.office, user, at, (WHO_EDITS,))
    found = wrongs(desk, choices, at)
    if desk.newest.version != seen_version:
        return _overtaken(store, desk.newest, desk.round.id, seen_version, found)
    if found:
        return Saving(desk.newest, found)
    plan = _with_checks(store, configuration, desk, choices, at)
    if plan == desk.newest.plan:
        return Saving(desk.newest)
    try:
        saved = store.work_plans.save(desk.round, replanned(desk.round, plan), by, at)
    except StaleDecision:
        if not editable(store.rounds.get(desk.round.id)):
            raise DecisionNotAllowed(NOT_AT_PLAN) from None
        return _overtaken(store, store.work_plans.newest(desk.round.id), desk.round.id, seen_version, ())
    logger.info(
        "work plan saved", extra={"round": desk.round.id, "version": saved.version, "devices": len(plan.devices)}
    )
    return Saving(saved)


def _with_checks(store: Store, configuration: Configuration, desk: Desk, choices: Choices, at: datetime) -> WorkPlan:
    records = store.records
    past = Past(records.known_devices(), records.judged(), records.last_told(past_kinds(desk.file)))
    offer = offered(desk.file, configuration, max(desk.round.nominal_at, at), past)
    return compose(desk.newest.plan, desk.base, offer, choices)


def _overtaken(
    store: Store, newest: WorkPlanVersion, round_id: str, seen_version: int, found: tuple[Remark, ...]
) -> Saving:
    seen = store.work_plans.get(round_id, seen_version)
    return Saving(newest, found, stale=True, news=difference(seen.plan, newest.plan))
