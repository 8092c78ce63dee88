"""Dates, numbers and names as Indonesian offices write them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SEPARATORS = str.maketrans(",.", ".,")
_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def spelled(number: int) -> str:
    """Return a whole number from 0 to 999,999 in words: `dua ribu dua puluh enam`.

    Raises:
        ValueError: outside of that range.
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(number)
    if number < 10:
        return _ONES[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number) or f"{_ONES[number - 10]} belas"
    for size, unit, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "sepuluh")):
        if number >= size:
            count, rest = divmod(number, size)
            head = one if count == 1 else f"{spelled(count)} {unit}"
            return f"{head} {spelled(rest)}" if rest else head
    raise ValueError(number)


def long_date(day: date) -> str:
    """Return `23 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_sentence(day: date) -> str:
    """Return the opening of a berita acara: weekday, day, month and year in words, and the date in digits."""
    return (
        f"Pada hari ini {DAYS[day.weekday()]} tanggal {spelled(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {spelled(day.year)} ({day:%d-%m-%Y})"
    )


def moment(at: datetime | None, zone: ZoneInfo, label: str) -> str:
    """Return `23 November 2026 pukul 09.05 WIB`, a dash for nothing."""
    if at is None:
        return "–"
    local = at.astimezone(zone)
    return f"{long_date(local.date())} pukul {local:%H.%M} {label}"


def short_moment(at: datetime | None, zone: ZoneInfo) -> str:
    """Return `23-11-2026 09.05` for narrow columns, a dash for nothing."""
    return f"{at.astimezone(zone):%d-%m-%Y %H.%M}" if at else "–"


def clock(at: datetime | None, zone: ZoneInfo, label: str) -> str:
    """Return `09.05 WIB`, dots for nothing."""
    return f"{at.astimezone(zone):%H.%M} {label}" if at else "……………"


def nip(digits: str | None) -> str:
    """Return `19730408 200212 1 005`, a dash for people without one."""
    if not digits:
        return "–"
    if len(digits) != 18 or not (digits.isascii() and digits.isdigit()):
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def number(value: float | str | None, digits: int = 3) -> str:
    """Return a measured value with decimal comma and dots for thousands; text stays as it is.

    Below a thousand `digits` significant digits are shown, above it whole numbers; never an exponent.
    """
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "tidak terbaca"
    size = abs(value)
    places = 0 if size == 0 else max(digits - 1 - math.floor(math.log10(size)), 0)
    text = f"{value:,.{places if size < 1000 else 0}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.translate(_SEPARATORS)


def file_size(size_bytes: int) -> str:
    """Return `412 byte`, `14 KB`, `1,4 MB`, in steps of 1024."""
    size = float(size_bytes)
    for unit in ("byte", "KB", "MB"):
        if size < 1024:
            return f"{number(size)} {unit}"
        size /= 1024
    return f"{number(size)} GB"


def listed(items: Sequence[str]) -> str:
    """Return `a`, `a dan b`, `a, b, dan c`; empty for nothing."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"
