"""Open a round for one due slot and draft its work plan, so that the section head finds it at step 1."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.model.rounds import Round, Visit
from netmaintd.signoff.chain import begin
from netmaintd.usecases.draft_work_plan import Past, draft_work_plan, past_kinds

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.config.load import Configuration
    from netmaintd.model.plans import Plan
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def open_round(
    store: Store,
    configuration: Configuration,
    plan: Plan,
    nominal_at: datetime,
    calendar: WorkingCalendar,
    now: datetime,
    actor: str = "jadwal",
) -> Round:
    """Return the new round, recorded together with its slot.

    Raises:
        AlreadyRecorded: the slot has its round.
    """
    records = store.records
    past = Past(records.known_devices(), records.judged(), records.last_told(past_kinds(plan)))
    work_plan = draft_work_plan(plan, configuration.inventory, nominal_at, past)
    day = nominal_at.astimezone(plan.zone).date()
    visits = tuple(
        Visit(site=site.site, opd=site.opd, planned_on=site.starts_at.astimezone(plan.zone).date())
        for site in work_plan.sites
    )
    fresh = Round(
        id=f"{plan.name}-{day:%Y-%m-%d}",
        plan=plan.name,
        title=f"{plan.title} {work_plan.period}",
        nominal_at=nominal_at,
        opened_at=now,
        work_plan=work_plan,
        visits=visits,
    )
    round_ = begin(fresh, now, calendar)
    store.rounds.open(round_, actor, now)
    logger.info("round opened", extra={"round": round_.id, "devices": len(work_plan.devices)})
    return round_
