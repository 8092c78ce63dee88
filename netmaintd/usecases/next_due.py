"""The next times at which a plan is due, however often or seldom that is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netmaintd.usecases.list_due_times import due_times

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.plans import Plan

_LOOK_AHEAD = tuple(timedelta(days=days) for days in (1, 8, 40, 400, 1500))
"""Plans of each hour and plans of each year: no more is counted than is asked for, by and large."""


def next_due(plan: Plan, after: datetime, most: int) -> tuple[datetime, ...]:
    """Return the next nominal times of a plan, oldest first; none for a plan that is switched off."""
    found: tuple[datetime, ...] = ()
    if plan.enabled:
        for span in _LOOK_AHEAD:
            found = due_times(plan, after, after + span)[:most]
            if len(found) == most:
                break
    return found
