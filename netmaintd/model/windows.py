"""Maintenance windows: between which instants devices may be examined."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.model.plans import Plan

Interval = tuple[datetime, datetime]
"""Start and end, aware, UTC; the end is not part of it."""


def window_on(plan: Plan, day: date) -> Interval | None:
    """Return the window that begins on an office day, None when the plan's window does not begin on it."""
    if day.isoweekday() not in plan.window.days:
        return None
    start = datetime.combine(day, plan.window.start_time, plan.zone)
    end = datetime.combine(day, plan.window.end_time, plan.zone)
    if end <= start:
        end = datetime.combine(day + timedelta(days=1), plan.window.end_time, plan.zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def window_at(plan: Plan, at: datetime) -> Interval | None:
    """Return the window that holds an instant, None when the instant lies outside every window."""
    today = at.astimezone(plan.zone).date()
    for day in (today, today - timedelta(days=1)):
        window = window_on(plan, day)
        if window and window[0] <= at < window[1]:
            return window
    return None


def next_window(plan: Plan, at: datetime) -> Interval:
    """Return the window that holds an instant or, failing that, the first one after it."""
    current = window_at(plan, at)
    if current:
        return current
    first = at.astimezone(plan.zone).date()
    days = (first + timedelta(days=offset) for offset in range(8))
    windows = (window_on(plan, day) for day in days)
    return next(window for window in windows if window and window[0] >= at)
