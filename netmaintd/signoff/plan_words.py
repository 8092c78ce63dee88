"""Days and hours of a work plan in words, in the plan's own time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from netmaintd.model.rounds import PlannedSite

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def day_words(day: date) -> str:
    """Return `Kamis 3 Desember 2026`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def hours_words(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """Return `Kamis 3 Desember 2026 pukul 08.00–16.00`; the second day too where it is another one."""
    first, last = starts_at.astimezone(zone), ends_at.astimezone(zone)
    end = f"{last:%H.%M}" if first.date() == last.date() else f"{last:%H.%M} {day_words(last.date())}"
    return f"{day_words(first.date())} pukul {first:%H.%M}–{end}"


def site_hours(site: PlannedSite, zone: ZoneInfo) -> str:
    """Return when a location is to be visited."""
    return hours_words(site.starts_at, site.ends_at, zone)
