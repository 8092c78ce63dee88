"""The work plan of an earlier round as the beginning of a new one: same places, people and hours, new days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from netmaintd.model.rounds import PlannedSite, WorkPlan
from netmaintd.signoff.calendar import WorkingCalendar


def copied(last: WorkPlan, drafted: WorkPlan, calendar: WorkingCalendar) -> WorkPlan:
    """Return the earlier plan moved to the days of a draft; as many working days lie between its visits as before.

    Raises:
        ValueError: one of the two has no location.
    """
    zone = ZoneInfo(drafted.time_zone)
    old = min(_day(site, zone) for site in last.sites)
    new = min(_day(site, zone) for site in drafted.sites)
    sites = tuple(_moved(site, _later(_day(site, zone), old, new, calendar), zone) for site in last.sites)
    return replace(last, plan=drafted.plan, title=drafted.title, period=drafted.period, basis=drafted.basis,
                   time_zone=drafted.time_zone, sites=sites)  # fmt: skip


def _day(site: PlannedSite, zone: ZoneInfo) -> date:
    return site.starts_at.astimezone(zone).date()


def _later(day: date, old: date, new: date, calendar: WorkingCalendar) -> date:
    return calendar.add_working_days(new, calendar.working_days_between(old, day)) if day > old else new


def _moved(site: PlannedSite, day: date, zone: ZoneInfo) -> PlannedSite:
    days = day - _day(site, zone)
    return replace(site, starts_at=_shifted(site.starts_at, days, zone), ends_at=_shifted(site.ends_at, days, zone))


def _shifted(at: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    """Return the same hour on the wall some days later."""
    local = at.astimezone(zone)
    return datetime.combine(local.date() + days, local.time(), zone).astimezone(at.tzinfo)
