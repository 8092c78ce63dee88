"""Why a round does not run at this moment, as a sentence; empty when it may.

The same question is asked before a run, before each device, by the daemon and by `round show`: a reason that
nobody can see is how jobs of a failed night end up in office hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.model.plans import MissedRun
from netmaintd.model.rounds import RoundStatus
from netmaintd.model.windows import next_window, window_at

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.plans import Plan
    from netmaintd.model.rounds import Round


def why_waiting(round_: Round, plan: Plan, at: datetime, stopped: str | None) -> str:
    """Return what keeps a round from contacting devices, empty when nothing does.

    Args:
        stopped: the reason of a stop that is in force, None when there is none.
    """
    if stopped is not None:
        return f"stopped: {stopped}"
    if round_.status is not RoundStatus.ACTIVE:
        return f"the round is {round_.status.value}"
    if not round_.disposed:
        return f"the disposition is not complete: the round stands at step {round_.step}"
    begin = min(site.starts_at for site in round_.work_plan.sites)
    end = max(site.ends_at for site in round_.work_plan.sites)
    if at < begin:
        return f"planned for {_local(begin, plan)}"
    if at >= end and plan.missed is not MissedRun.NEXT_WINDOW:
        return f"the planned window closed at {_local(end, plan)}; the section head decides on a new date"
    if window_at(plan, at) is None:
        return f"outside the window; the next one opens at {_local(next_window(plan, at)[0], plan)}"
    return ""


def _local(at: datetime, plan: Plan) -> str:
    return at.astimezone(plan.zone).strftime("%Y-%m-%d %H:%M %Z")
