"""Why a round does not run at this moment, as a sentence; empty when it may.

The same question is asked before a run, before each device, by the daemon and by `round show`: a reason that
nobody can see is how jobs of a failed night end up in office hours.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from netmaintd.model.plans import MissedRun
from netmaintd.model.rounds import RoundStatus
from netmaintd.model.windows import next_window, window_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from netmaintd.model.plans import OfficeCalendar, Plan
    from netmaintd.model.rounds import PlannedSite, Round

_NEVER = datetime.max.replace(tzinfo=UTC)


def why_waiting(
    round_: Round, plan: Plan, at: datetime, stopped: str | None, office: OfficeCalendar | None = None
) -> str:
    """Return what keeps a round from contacting devices, empty when nothing does.

    Args:
        stopped: the reason of a stop that is in force, None when there is none.
        office: whose freezes hold.
    """
    if stopped is not None:
        return f"stopped: {stopped}"
    if round_.status is not RoundStatus.ACTIVE:
        return f"the round is {round_.status.value}"
    if not round_.disposed:
        return f"the disposition is not complete: the round stands at step {round_.step}"
    freeze = office.freeze_on(at.astimezone(plan.zone).date()) if office else None
    if freeze:
        return f"maintenance is frozen until {freeze.last}: {freeze.reason}"
    return _first_of(_open_sites(round_), plan, at)


def may_be_asked(round_: Round, plan: Plan, at: datetime) -> frozenset[str]:
    """Return the devices of the locations whose own hours let them be examined at an instant."""
    places = [site for site in _open_sites(round_) if not _place_waits(site, plan, at)]
    return frozenset(device.name for site in places for device in site.devices)


def why_left(round_: Round, plan: Plan, at: datetime, devices: Collection[str]) -> str:
    """Return when the first of some devices may be examined, empty when one of them may be now."""
    places = (site for site in _open_sites(round_) if any(device.name in devices for device in site.devices))
    return _first_of(tuple(places), plan, at)


def _first_of(places: tuple[PlannedSite, ...], plan: Plan, at: datetime) -> str:
    """Return why all of some locations wait, by the one that waits least; empty when one of them does not."""
    waits = [_place_waits(site, plan, at) for site in places]
    told = [one for one in waits if one is not None]
    return min(told)[1] if told and len(told) == len(waits) else ""


def _open_sites(round_: Round) -> tuple[PlannedSite, ...]:
    closed = {visit.site for visit in round_.visits if visit.closed}
    return tuple(site for site in round_.work_plan.sites if site.site not in closed)


def _place_waits(site: PlannedSite, plan: Plan, at: datetime) -> tuple[datetime, str] | None:
    """Return until when a location waits, and why; None when its devices may be examined now.

    What its hours left over is made up for in later windows, never in the rest of the one that held them.
    """
    if at < site.starts_at:
        return site.starts_at, f"planned for {_local(site.starts_at, plan)}"
    over = at >= site.ends_at
    if over and plan.missed is not MissedRun.NEXT_WINDOW:
        return (
            _NEVER,
            f"the planned window closed at {_local(site.ends_at, plan)}; the section head decides on a new date",
        )
    window = window_at(plan, at)
    if window is None:
        opens = next_window(plan, at)[0]
        return opens, f"outside the window; the next one opens at {_local(opens, plan)}"
    if over and window[0] < site.ends_at:
        opens = next_window(plan, window[1])[0]
        return opens, f"the hours of {site.site} are over; the next window opens at {_local(opens, plan)}"
    return None


def _local(at: datetime, plan: Plan) -> str:
    return at.astimezone(plan.zone).strftime("%Y-%m-%d %H:%M %Z")
