"""Remarks as one Indonesian sentence part: what was found or missed, and where."""

from __future__ import annotations

from datetime import date

from netmaintd.compliance.opinion import Remark
from netmaintd.compliance.quotes import Quotes

_MOST_REMARKS = 3
_MOST_PLACES = 3


def detail(remarks: tuple[Remark, ...], quotes: Quotes) -> str:
    """Return what the remarks say, the same words once for all their places."""
    grouped: dict[str, list[str]] = {}
    for remark in remarks:
        place = quotes.of(remark.section, remark.title_words) if remark.section else ""
        grouped.setdefault(_said(remark, quotes), []).append(place)
    parts = [_at(words, [place for place in places if place]) for words, places in grouped.items()]
    return _few(parts, _MOST_REMARKS, "; ")


def dated(day: date) -> str:
    """Return a day as `31-12-2026`."""
    return f"{day:%d-%m-%Y}"


def _said(remark: Remark, quotes: Quotes) -> str:
    # No line number: lines that change by themselves are left out before, so it would be that of no file.
    return f"{remark.words}: {quotes.of(remark.line, remark.fitting_words)}" if remark.line else remark.words


def _at(words: str, places: list[str]) -> str:
    return f"{words} pada {_few(list(dict.fromkeys(places)), _MOST_PLACES, ', ')}" if places else words


def _few(parts: list[str], most: int, between: str) -> str:
    more = len(parts) - most
    return between.join(parts[:most]) + (f"{between}dan {more} lainnya" if more > 0 else "")
