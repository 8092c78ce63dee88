"""Preview a year: every due time with its window, its lead, and how much work it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from netmaintd.usecases.draft_work_plan import draft_work_plan
from netmaintd.usecases.list_due_times import due_times

if TYPE_CHECKING:
    from netmaintd.config.load import Configuration
    from netmaintd.signoff.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class ComingRound:
    """One round that a plan will bring."""

    plan: str
    period: str
    nominal_at: datetime
    opens_on: date
    """Day on which the round opens, so that steps 1 to 5 fit before the work."""
    starts_at: datetime
    ends_at: datetime
    sites: int
    devices: int


def preview_year(configuration: Configuration, calendar: WorkingCalendar, year: int) -> tuple[ComingRound, ...]:
    """Return the rounds of a calendar year in office time, oldest first."""
    coming = []
    for plan in configuration.plans:
        first = datetime(year, 1, 1, tzinfo=plan.zone).astimezone(UTC) - timedelta(seconds=1)
        last = datetime(year + 1, 1, 1, tzinfo=plan.zone).astimezone(UTC) - timedelta(seconds=1)
        for nominal_at in due_times(plan, first, last):
            work = draft_work_plan(plan, configuration.inventory, nominal_at)
            day = nominal_at.astimezone(plan.zone).date()
            coming.append(
                ComingRound(
                    plan=plan.name,
                    period=work.period,
                    nominal_at=nominal_at,
                    opens_on=calendar.add_working_days(day, -plan.lead_working_days),
                    starts_at=min(site.starts_at for site in work.sites),
                    ends_at=max(site.ends_at for site in work.sites),
                    sites=len(work.sites),
                    devices=len(work.devices),
                )
            )
    return tuple(sorted(coming, key=lambda item: item.nominal_at))
