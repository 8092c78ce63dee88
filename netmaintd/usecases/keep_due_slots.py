"""Keep the calendar as rows: expand plans into due slots, and settle what passed while nothing could run.

The rows are the truth; the scheduler only wakes this. Every slot ends as opened, run, or skipped with its
reason, also after weeks of downtime.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netmaintd.errors import AlreadyRecorded
from netmaintd.model.plans import MissedRun
from netmaintd.usecases.list_due_times import due_times
from netmaintd.usecases.open_round import open_round

if TYPE_CHECKING:
    from netmaintd.config.load import Configuration
    from netmaintd.model.plans import Plan
    from netmaintd.model.rounds import Round
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)

SCHEDULE = "jadwal"
"""Who acts when the calendar does."""


def keep_due_slots(
    store: Store, configuration: Configuration, calendar: WorkingCalendar, now: datetime
) -> tuple[Round, ...]:
    """Expand all plans up to their lead time, settle missed slots, open the rounds whose time has come.

    Returns:
        The rounds that were opened in this turn.
    """
    opened: list[Round] = []
    for plan in configuration.plans:
        if plan.enabled:
            _expand(store, plan, calendar, now)
            opened += _settle(store, configuration, plan, calendar, now)
    return tuple(opened)


def lead_ends(plan: Plan, calendar: WorkingCalendar, now: datetime) -> datetime:
    """Return until when due times are looked at: steps 1 to 5 need the plan's lead before the work."""
    day = calendar.add_working_days(now.astimezone(plan.zone).date(), plan.lead_working_days)
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), plan.zone)


def _expand(store: Store, plan: Plan, calendar: WorkingCalendar, now: datetime) -> None:
    newest = store.slots.newest(plan.name)
    times = due_times(plan, newest or now, lead_ends(plan, calendar, now))
    if times:
        added = store.slots.expand(plan.name, times, now)
        logger.info("slots expanded", extra={"plan": plan.name, "added": added})


def _settle(
    store: Store, configuration: Configuration, plan: Plan, calendar: WorkingCalendar, now: datetime
) -> list[Round]:
    pending = store.slots.pending(plan.name)
    missed = [nominal for nominal in pending if nominal < now]
    coming = [nominal for nominal in pending if nominal >= now]
    wanted = [*_after_downtime(store, plan, missed, now), *coming]
    rounds = []
    for nominal in wanted:
        try:
            rounds.append(open_round(store, configuration, plan, nominal, calendar, now))
        except AlreadyRecorded:
            logger.info("slot has its round", extra={"plan": plan.name, "nominal": nominal.isoformat()})
    return rounds


def _after_downtime(store: Store, plan: Plan, missed: list[datetime], now: datetime) -> list[datetime]:
    """Apply the plan's missed-run policy; at most the newest missed slot is still opened."""
    if not missed:
        return []
    *older, newest = missed
    for nominal in older:
        store.slots.skip(plan.name, nominal, f"digabung dengan jadwal {newest:%Y-%m-%d}", SCHEDULE, now)
    late = now - newest
    if plan.missed is MissedRun.SKIP:
        store.slots.skip(plan.name, newest, "terlewat; kebijakan rencana: lewati", SCHEDULE, now)
        return []
    if plan.missed is MissedRun.CATCH_UP and late > timedelta(days=plan.catch_up_days):
        store.slots.skip(plan.name, newest, f"terlewat lebih dari {plan.catch_up_days} hari", SCHEDULE, now)
        return []
    if plan.missed is MissedRun.ASK:
        store.slots.wait_for_person(plan.name, newest, "terlewat; menunggu keputusan kepala seksi", SCHEDULE, now)
        return []
    return [newest]
