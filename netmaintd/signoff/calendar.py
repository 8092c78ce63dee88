"""Working days of the office: weekends, public holidays, cuti bersama, and the office's own file before both.

An instant becomes a date in office time only; due dates are the end of a working day.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

import holidays

from netmaintd.errors import ConfigError
from netmaintd.model.plans import Freeze, OfficeCalendar

_PUBLIC, _GOVERNMENT = "public", "government"
"""Categories of the package. Cuti bersama is in the second, which its default silently leaves out."""
_DAY = timedelta(days=1)


class WorkingCalendar:
    """Which days are worked, and when N working days are over."""

    def __init__(self, office: OfficeCalendar, zone: tzinfo) -> None:
        """Take the office's calendar file and its time zone.

        Raises:
            ConfigError: no weekday is worked, or the holiday package does not know the country.
        """
        self._office, self._zone = office, zone
        self._extra = {day.date: day.name for day in office.extra}
        self._removed = {day.date for day in office.removed}
        self._between: dict[tuple[date, date], int] = {}
        if not set(office.working_weekdays) & set(range(1, 8)):
            raise ConfigError("calendar: working_weekdays names no day of the week (1 is Monday, 7 is Sunday)")
        if office.country not in holidays.list_supported_countries():
            raise ConfigError(f"calendar: no holidays are known for country {office.country!r}; Indonesia is 'ID'")

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day."""
        return day.isoweekday() in self._office.working_weekdays and self.holiday_name(day) is None

    def holiday_name(self, day: date) -> str | None:
        """Return the name of a day off, None on ordinary days (weekends included)."""
        if day in self._extra:
            return self._extra[day]
        if day in self._removed:
            return None
        return _package_days(self._office.country, day.year).get(day)

    def freeze_on(self, day: date) -> Freeze | None:
        """Return the freeze that holds on a day: nothing is maintained then, whether or not the office works."""
        return self._office.freeze_on(day)

    def office_day(self, at: datetime) -> date:
        """Return the date on the office's wall at an instant (aware)."""
        return at.astimezone(self._zone).date()

    def due_on(self, received_at: datetime, days: int) -> date:
        """Return the day at whose end something is due that was received at an instant.

        The day of receipt counts only where the office's file says so, and only when it is worked.
        """
        received = self.office_day(received_at)
        counted = 1 if self._office.count_receipt_day and self.is_working(received) else 0
        return self.add_working_days(received, max(days - counted, 0))

    def add_working_days(self, day: date, days: int) -> date:
        """Return the nth working day after a day, before it for a negative number; the day itself for 0."""
        step = _DAY if days > 0 else -_DAY
        for _ in range(abs(days)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to and with `last`; 0 when `last` is not later."""
        if (first, last) not in self._between:  # a round with a hundred visits asks for the same days again and again
            days = range(1, (last - first).days + 1)
            self._between[first, last] = sum(self.is_working(first + timedelta(days=n)) for n in days)
        return self._between[first, last]

    def warnings(self, year: int) -> tuple[str, ...]:
        """Return what is doubtful about a year, in Indonesian; empty when nothing is."""
        found = []
        shared = _package_days(self._office.country, year, (_GOVERNMENT,))
        named = any(day.year == year and "cuti bersama" in name.casefold() for day, name in self._extra.items())
        if not shared and not named:
            found.append(
                f"Cuti bersama tahun {year} belum diketahui: isi schedules/calendar.yaml setelah SKB terbit; "
                "tenggat dapat bergeser."
            )
        known = _package_days(self._office.country, year)
        idle = sorted(day for day in self._removed if day.year == year and day not in known)
        found += [f"`removed` menyebut {day.isoformat()}, yang bukan hari libur." for day in idle]
        return tuple(found)


@functools.cache
def _package_days(country: str, year: int, wanted: tuple[str, ...] = (_PUBLIC, _GOVERNMENT)) -> Mapping[date, str]:
    """Return the package's days off of one year by date, in the country's own language."""
    known = holidays.country_holidays(country)
    categories = [category for category in wanted if category in known.supported_categories]
    if not categories:
        return {}
    # Without a language the package follows the machine's locale: English names on an Indonesian paper.
    days = holidays.country_holidays(country, years=year, categories=categories, language=known.default_language)
    return {day: str(name) for day, name in days.items()}
