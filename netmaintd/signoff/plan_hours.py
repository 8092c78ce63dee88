"""Which part of a location's hours lies inside the windows of the plan's file: only then devices are examined."""

from __future__ import annotations

from datetime import datetime, timedelta

from netmaintd.model.plans import Plan
from netmaintd.model.windows import Interval, window_on


def usable(file: Plan, starts_at: datetime, ends_at: datetime) -> tuple[Interval, ...]:
    """Return the parts of a time in which devices may be examined, in order; empty when there is none."""
    first = starts_at.astimezone(file.zone).date() - timedelta(days=1)
    days = (ends_at.astimezone(file.zone).date() - first).days + 1
    windows = (window_on(file, first + timedelta(days=n)) for n in range(days))
    parts = ((max(starts_at, one[0]), min(ends_at, one[1])) for one in windows if one)
    return tuple(part for part in parts if part[0] < part[1])
