"""When a plan is due: cron by `cronsim`, or a rule such as the second Tuesday of each quarter's first month.

The nominal time is a plan's identity for a slot: a corrected holiday list never makes a second one of it.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cronsim import CronSim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.model.plans import CalendarRule, Plan


def due_times(plan: Plan, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """Return the nominal times of a plan in (after, until], in UTC, oldest first."""
    times = _by_cron(plan, after) if plan.cron else _by_rule(plan, after)
    due: list[datetime] = []
    for at in times:
        if at > until:
            break
        due.append(at)
    return tuple(due)


def _by_cron(plan: Plan, after: datetime) -> Iterator[datetime]:
    # Wall clock of the office: cronsim moves a time in the spring gap forward and takes the fold once.
    for local in CronSim(plan.cron or "", after.astimezone(plan.zone)):
        yield local.astimezone(UTC)


def _by_rule(plan: Plan, after: datetime) -> Iterator[datetime]:
    rule = plan.rule
    if rule is None:
        return
    month = after.astimezone(plan.zone).date().replace(day=1)
    while True:
        at = _in_month(rule, month, plan) if month.month in rule.months else None
        if at and at > after:
            yield at
        month = (month + timedelta(days=32)).replace(day=1)


def _in_month(rule: CalendarRule, month: date, plan: Plan) -> datetime | None:
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    days = [day for week in weeks for day in week if day.month == month.month and day.isoweekday() == rule.weekday]
    index = rule.nth if rule.nth < 0 else rule.nth - 1
    if index >= len(days):
        return None
    clock = time.fromisoformat(rule.at)
    return datetime.combine(days[index], clock, plan.zone).astimezone(UTC)
