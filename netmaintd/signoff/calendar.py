"""Working days of the office: weekends, public holidays and cuti bersama; the office's own file comes first.

"Hari" of the SOP is a working day. The day of receipt does not count (a setting); the due date is the end
of the Nth working day after it, in office time.
"""

from __future__ import annotations

import functools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

from netmaintd.model.plans import OfficeCalendar

_LOOKED_AHEAD = 366 * 3


class WorkingCalendar:
    """Counts working days by one office calendar, in one time zone."""

    def __init__(self, office: OfficeCalendar, zone: ZoneInfo) -> None:
        """Take the office's file and its zone."""
        self._office, self._zone = office, zone
        self._extra = {day.date: day.name for day in office.extra}
        self._removed = {day.date for day in office.removed}

    def day_of(self, at: datetime) -> date:
        """Return the office date of an instant."""
        return at.astimezone(self._zone).date()

    def holiday_name(self, day: date) -> str | None:
        """Return why a weekday is off, None when it is not."""
        if day in self._extra:
            return self._extra[day]
        if day in self._removed:
            return None
        return _published(self._office.country, day.year).get(day)

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day."""
        return day.isoweekday() in self._office.working_weekdays and self.holiday_name(day) is None

    def add_working_days(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days after (before, when negative) a day."""
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        for _ in range(_LOOKED_AHEAD):
            if left == 0:
                return day
            day += step
            left -= self.is_working(day)
        raise ValueError(f"no {count} working days within three years of {day}: the calendar has no working days")

    def due_on(self, received_at: datetime, days: int) -> date:
        """Return the last day on which a step of `days` working days is in time."""
        received = self.day_of(received_at)
        if self._office.count_receipt_day and self.is_working(received):
            days -= 1
        return self.add_working_days(received, days)

    def working_days_used(self, start: datetime, end: datetime) -> int:
        """Return the working days after the day of `start` up to the day of `end`; 0 on the same day."""
        day, last = self.day_of(start), self.day_of(end)
        return sum(self.is_working(day + timedelta(days=n)) for n in range(1, (last - day).days + 1))

    def warnings(self, year: int) -> tuple[str, ...]:
        """Return what is doubtful about a year (Indonesian)."""
        joint = holidays.country_holidays(self._office.country, years=year, categories=("government",))
        if joint or any(day.year == year for day in self._extra):
            return ()
        return (
            f"Cuti bersama tahun {year} belum diketahui: isi schedules/calendar.yaml setelah SKB terbit; "
            "tenggat dapat bergeser.",
        )


@functools.cache
def _published(country: str, year: int) -> dict[date, str]:
    """Return the holidays of the package: the default category leaves cuti bersama out silently, so ask for both."""
    return dict(holidays.country_holidays(country, years=year, categories=("public", "government"), language="id"))
