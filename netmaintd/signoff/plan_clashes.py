"""Who or what is planned twice at the same time: an officer at two locations, a location in two rounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from netmaintd.model.people import Official
from netmaintd.model.rounds import REPORT_STEP, PlannedSite, Round, WorkPlan
from netmaintd.signoff.plan_faults import Remark
from netmaintd.signoff.plan_words import hours_words


@dataclass(frozen=True, slots=True)
class _Booking:
    """A person or a location is taken for a time."""

    who: str
    name: str
    where: str
    starts_at: datetime
    ends_at: datetime
    site: str
    ours: bool


def clashes(plan: WorkPlan, others: Collection[Round]) -> tuple[Remark, ...]:
    """Return a sentence for each person and each time in which he is to be at several places, and the same of places.

    Args:
        plan: the plan that is made.
        others: rounds that are not over; those that no longer go to locations take nobody's time.
    """
    zone = ZoneInfo(plan.time_zone)
    taken = [_book(site, officer, ours=True) for site in plan.sites for officer in site.officers]
    places = [_place(site, "putaran ini", ours=True) for site in plan.sites]
    for round_ in others:
        for site, officers in _ahead(round_):
            taken += [_book(site, officer, f" ({round_.title})") for officer in officers]
            places.append(_place(site, round_.title))
    people = _at_once(taken, zone, "{name} direncanakan di beberapa tempat pada waktu yang sama, {when}: {where}.")
    sites = _at_once(places, zone, "{name} ada dalam beberapa putaran pada waktu yang sama, {when}: {where}.")
    return (*people, *sites)


def _ahead(round_: Round) -> Iterator[tuple[PlannedSite, tuple[Official, ...]]]:
    """Give the locations of a round that are still to be visited, with who goes there."""
    if round_.step > REPORT_STEP:
        return
    open_sites = {visit.site for visit in round_.visits if not visit.closed}
    for site in round_.work_plan.sites:
        if site.site in open_sites:
            yield site, _going(round_, site)


def _going(round_: Round, site: PlannedSite) -> tuple[Official, ...]:
    """Return who was planned for a location and is still meant to go; the appointed where nobody was planned."""
    if not round_.officers:
        return site.officers
    appointed = {officer.user for officer in round_.officers}
    return tuple(one for one in site.officers if one.user in appointed) or round_.officers


def _book(site: PlannedSite, officer: Official, of: str = "", *, ours: bool = False) -> _Booking:
    return _Booking(officer.user, officer.name, f"{site.title}{of}", site.starts_at, site.ends_at, site.site, ours)


def _place(site: PlannedSite, of: str, *, ours: bool = False) -> _Booking:
    return _Booking(site.site, site.title, of, site.starts_at, site.ends_at, site.site, ours)


def _at_once(bookings: Collection[_Booking], zone: ZoneInfo, sentence: str) -> Iterator[Remark]:
    by_who: dict[str, list[_Booking]] = {}
    for one in bookings:
        by_who.setdefault(one.who, []).append(one)
    for found in by_who.values():
        for group in _overlapping(sorted(found, key=lambda one: one.starts_at)):
            if len(group) > 1 and any(one.ours for one in group):
                when = hours_words(group[0].starts_at, max(one.ends_at for one in group), zone)
                where = ", ".join(one.where for one in group)
                sites = tuple(one.site for one in group if one.ours)
                yield Remark(sentence.format(name=group[0].name, when=when, where=where), sites)


def _overlapping(bookings: list[_Booking]) -> list[list[_Booking]]:
    """Return the bookings of one person, early ones first, in groups that hang together in time."""
    groups: list[list[_Booking]] = []
    for one in bookings:
        if groups and one.starts_at < max(other.ends_at for other in groups[-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups
