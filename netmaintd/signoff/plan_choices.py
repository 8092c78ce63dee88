"""What the section head chooses for a work plan, and the plan that is made of it.

Devices, addresses and checks come from the files at work now. Whatever of the inventory is not chosen stands in
the plan by name with its reason: nothing is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from netmaintd.model.people import Official
from netmaintd.model.rounds import LeftOut, PlannedSite, Round, Visit, WorkPlan, WorkPlanItem

GONE = "tidak ada lagi di inventaris"
_NO_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """What a plan may be made of, by the files at work now.

    Attributes:
        everything: every active device of every location; left out are those that are not active.
        drafted: what the plan's file chooses of it.
    """

    everything: WorkPlan
    drafted: WorkPlan

    @property
    def usual(self) -> dict[str, str]:
        """Devices that the plan's file leaves out, with its reason."""
        return {one.device: one.reason for one in self.drafted.left_out or ()}


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What is chosen for one location; `reason` is for all that is left out there without a reason of its own."""

    site: str
    wanted: bool
    starts_at: datetime
    ends_at: datetime
    devices: frozenset[str]
    officers: tuple[Official, ...] = ()
    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that the section head says of a plan. An item without a name is a new one."""

    places: tuple[PlaceChoice, ...]
    manual: tuple[WorkPlanItem, ...]
    purpose: str
    risks: tuple[str, ...]
    equipment: tuple[str, ...]
    service_impact: str


def compose(newest: WorkPlan, base: WorkPlan, offer: Offer, choices: Choices) -> WorkPlan:
    """Return the plan that is chosen; a reason is empty where nobody gave one.

    Args:
        newest: the version before; names and basis of the plan stay.
        base: what the choices began with: of its devices those that are no longer there are named too.
        offer: what there is to choose from.
        choices: what is chosen.
    """
    chosen = {place.site: place for place in choices.places}
    sites = (_site(place, chosen.get(place.site)) for place in offer.everything.sites)
    return replace(
        newest,
        time_zone=offer.everything.time_zone,
        purpose=choices.purpose,
        risks=choices.risks,
        equipment=choices.equipment,
        service_impact=choices.service_impact,
        sites=tuple(site for site in sites if site.devices),
        manual=named(choices.manual),
        left_out=(*_left_out(offer, chosen), *(offer.everything.left_out or ()), *gone(base, offer)),
    )


def _site(place: PlannedSite, choice: PlaceChoice | None) -> PlannedSite:
    if choice is None or not choice.wanted:
        return replace(place, devices=())
    devices = tuple(device for device in place.devices if device.name in choice.devices)
    return replace(place, starts_at=choice.starts_at, ends_at=choice.ends_at, officers=choice.officers, devices=devices)


def _left_out(offer: Offer, chosen: Mapping[str, PlaceChoice]) -> Iterator[LeftOut]:
    usual = offer.usual
    for place in offer.everything.sites:
        choice = chosen.get(place.site)
        taken = choice.devices if choice and choice.wanted else frozenset[str]()
        for device in place.devices:
            if device.name not in taken:
                own, whole = (choice.reasons.get(device.name, ""), choice.reason) if choice else ("", "")
                reason = own or usual.get(device.name) or whole
                yield LeftOut(device.name, place.site, place.title, reason)


def gone(base: WorkPlan, offer: Offer) -> tuple[LeftOut, ...]:
    """Return the devices of a plan that are no longer in the inventory, and those that were not already then."""
    known = {device.name for device in offer.everything.devices}
    known |= {one.device for one in offer.everything.left_out or ()}
    planned = [LeftOut(d.name, site.site, site.title, GONE) for site in base.sites for d in site.devices]
    before = [one for one in base.left_out or () if one.reason == GONE]
    return tuple(one for one in (*planned, *before) if one.device not in known)


def named(items: tuple[WorkPlanItem, ...]) -> tuple[WorkPlanItem, ...]:
    """Return the items with a name for each new one, made of its title and like no other."""
    taken = {item.name for item in items if item.name}
    found = []
    for item in items:
        name = item.name or _free(item.title, taken)
        taken.add(name)
        found.append(replace(item, name=name))
    return tuple(found)


def _free(title: str, taken: Collection[str]) -> str:
    start = _NO_NAME.sub("-", title[:_LONGEST_NAME].casefold()).strip("-") or "butir"
    tries = (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in tries if name not in taken)


def replanned(round_: Round, plan: WorkPlan) -> Round:
    """Return a round at step 1 with another work plan. No visit has begun there, so all of them are made anew."""
    zone = ZoneInfo(plan.time_zone)
    visits = tuple(Visit(site.site, site.opd, site.starts_at.astimezone(zone).date()) for site in plan.sites)
    return replace(round_, work_plan=plan, visits=visits, version=round_.version + 1)
