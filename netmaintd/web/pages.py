"""Templates to pages: escaped always, in the language of the reader, dates as an office writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from netmaintd.checks.registry import names
from netmaintd.documents.contexts.readings import check_title, reading
from netmaintd.model.rounds import PlannedSite, StepEntry
from netmaintd.web.choose_language import choices
from netmaintd.web.hostile_text import visible
from netmaintd.web.languages import catalogue, language_of
from netmaintd.web.policy import RULES
from netmaintd.web.site import site_of
from netmaintd.web.visitor import Visitor

FOLDER = Path(__file__).parent / "templates"
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip


@cache
def environment(language: str) -> Environment:
    """Return the environment of all pages in a language; templates are compiled once."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {
        "day": _day, "moment": _moment, "sentence": _sentence, "stay": _stay, "window": _window,
        "check": check_title, "plain": _plain, "reading": reading,
    }  # fmt: skip
    return made


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page."""
    language = language_of(request)
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    text = environment(language).get_template(template).render(
        visitor=visitor, office=site_of(request).office, language=language, here=request.url.path,
        languages=choices(request, language),
        offered=lambda route: visitor is not None and route in RULES and RULES[route].knows(visitor), **values,
    )  # fmt: skip
    return HTMLResponse(visible(text), status_code=status)


def part(request: Request, template: str, **values: Any) -> str:
    """Return a part of a page, for a script of ours that puts it in its place."""
    language = language_of(request)
    made = (
        environment(language).get_template(template).render(office=site_of(request).office, language=language, **values)
    )
    return visible(made)


@pass_context
def _day(context: Context, value: date | datetime | None) -> str:
    """Return a day in office time, with the month's name."""
    if value is None:
        return "–"
    local = value.astimezone(context["office"].zone).date() if isinstance(value, datetime) else value
    month = catalogue(context["language"]).gettext(MONTHS[local.month - 1])
    return f"{local.day} {month} {local.year}"


@pass_context
def _moment(context: Context, value: datetime | None) -> str:
    """Return day and time in office time."""
    if value is None:
        return "–"
    office = context["office"]
    return f"{_day(context, value)} {value.astimezone(office.zone):%H.%M} {office.time_zone_label}"


@pass_context
def _window(context: Context, place: PlannedSite) -> str:
    """Return when a visit is planned: `23 November 2026, 08.00 – 16.00 WIB`, with both days where they differ."""
    office = context["office"]
    first, last = (_day(context, at) for at in (place.starts_at, place.ends_at))
    if first != last:
        return f"{_moment(context, place.starts_at)} – {_moment(context, place.ends_at)}"
    begins, ends = (at.astimezone(office.zone) for at in (place.starts_at, place.ends_at))
    return f"{first}, {begins:%H.%M} – {ends:%H.%M} {office.time_zone_label}"


@pass_context
def _stay(context: Context, entry: StepEntry) -> str:
    """Return from when to when something stood at a step: `9-10 November 2026`, without what both days share."""
    first, last = _day(context, entry.received_at), _day(context, entry.left_at)
    if entry.left_at is None or first == last:
        return first
    words, others = first.split(" "), last.split(" ")
    while words and others[-1] == words[-1]:
        words.pop()
        others.pop()
    return f"{' '.join(words)} – {last}"


def _sentence(text: str) -> str:
    """Return words with which a sentence begins; names and titles in them stay as they are."""
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """Return a sentence of the rules with the titles of checks, where it has their names."""
    return _check_names().sub(lambda found: check_title(found[0]), text)


@cache
def _check_names() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names()))})(?![\w-])")
