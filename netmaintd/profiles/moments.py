"""Times as devices write them, as seconds since 1970; none where the date is not whole or the zone not known.

Which zone an abbreviation means is known only for UTC and for Indonesia's three, which have no summer time; a zone
that an administrator named himself (`JKT`) is none that could be trusted.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<to>[-/.])(?P<month>\d{1,2})(?P=to)(?P<day>\d{1,2})(?!\d)",
        rf"\b{_MONTH}[ /,-]{{1,3}}(?P<day>\d{{1,2}})[ /,-]{{1,3}}(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})[ -]{{1,3}}{_MONTH}[ ,-]{{1,3}}(?P<year>\d{{4}})(?!\d)",
        rf"\b{_MONTH} {{1,2}}(?P<day>\d{{1,2}}) \d{{1,2}}:[\d:.]{{2,18}}(?: [A-Z+:\d-]{{1,9}})? (?P<year>\d{{4}})\b",
        r"(?<!\d)(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d)",
    )
)
"""Years first, names of months either way round, the form of `date`, and last what Americans write."""
_TIME = re.compile(
    r"(?<![\d:+])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?(?:\s?([AP]M)\b)?(?![\d:])", re.IGNORECASE
)
_OFFSET = re.compile(
    r"(?<![\w.])(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d\d)?(?::00)?(?!\d)|\b(add|minus) (\d\d):(\d\d)", re.IGNORECASE
)
_HOURS = {
    "utc": 0, "gmt": 0, "z": 0, "etc/utc": 0, "wib": 7, "wita": 8, "wit": 9, "asia/jakarta": 7, "asia/pontianak": 7,
    "asia/makassar": 8, "asia/jayapura": 9,
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z/_]*")
_LONGEST = 200
_CENTURY = 2000


def day(text: str) -> date | None:
    """Return the date in a text, None where there is none."""
    found = _date(text[:_LONGEST])
    return found[0] if found else None


def moment(text: str) -> float | None:
    """Return seconds since 1970 of a date, a time and a zone in any order; None where one of them is missing."""
    text = text[:_LONGEST]
    found = _date(text)
    clock = _TIME.search(text)
    if found is None or clock is None:
        return None
    day, places = found
    for start, end in (*places, clock.span()):
        text = text[:start] + " " * (end - start) + text[end:]
    zone, seconds = _zone(text), _seconds(clock)
    if zone is None or seconds is None:
        return None
    return (datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(seconds=seconds)).timestamp()


def _date(text: str) -> tuple[date, tuple[tuple[int, int], ...]] | None:
    """Return the date, and where its three parts stand: a time may stand between them."""
    for pattern in _DATES:
        match = pattern.search(text)
        if match is None:
            continue
        parts = match.groupdict()
        which = "month" if parts.get("month") else "name"
        month = int(parts["month"]) if which == "month" else _MONTHS.index(parts["name"].lower()) + 1
        year = int(parts["year"])
        try:
            found = date(year if year > 99 else year + _CENTURY, month, int(parts["day"]))
        except ValueError:
            return None
        return found, (match.span("year"), match.span(which), match.span("day"))
    return None


def _seconds(clock: re.Match[str]) -> float | None:
    hour, minute, second = (int(clock.group(part) or 0) for part in (1, 2, 3))
    half = (clock.group(5) or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    return hour * 3600 + minute * 60 + second + float(f"0.{clock.group(4) or 0}")


def _zone(text: str) -> timezone | None:
    match = _OFFSET.search(text)
    if match:
        sign = match.group(1) or ("-" if (match.group(4) or "").lower() == "minus" else "+")
        hours, minutes = int(match.group(2) or match.group(5)), int(match.group(3) or match.group(6) or 0)
        if hours > 14 or minutes > 59:
            return None
        return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1))
    known = (_HOURS.get(word.lower()) for word in _WORD.findall(text))
    hours_east = next((hours for hours in known if hours is not None), None)
    return timezone(timedelta(hours=hours_east)) if hours_east is not None else None
