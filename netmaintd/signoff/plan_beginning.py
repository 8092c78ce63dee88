"""What stands in the editor of a work plan to begin with: a plan as choices, and what came to the inventory since."""

from __future__ import annotations

from collections.abc import Collection

from netmaintd.model.people import Official
from netmaintd.model.rounds import PlannedSite, WorkPlan
from netmaintd.signoff.plan_choices import Choices, Offer, PlaceChoice


def fresh(base: WorkPlan, offer: Offer) -> frozenset[str]:
    """Return the devices that the plan's file chooses and of which a plan says nothing: they came later."""
    told = {device.name for device in base.devices} | {one.device for one in base.left_out or ()}
    return frozenset(device.name for device in offer.drafted.devices if device.name not in told)


def choices_of(base: WorkPlan, offer: Offer, team: Collection[Official]) -> Choices:
    """Return a plan as choices, to begin with; of a location without any of its devices nothing is wanted."""
    places = tuple(_choice(place, base, offer, team) for place in offer.everything.sites)
    return Choices(places, base.manual, base.purpose, base.risks, base.equipment, base.service_impact)


def _choice(place: PlannedSite, base: WorkPlan, offer: Offer, team: Collection[Official]) -> PlaceChoice:
    names = {device.name for device in place.devices}
    here = names & {device.name for device in base.devices}
    before = next((site for site in base.sites if site.site == place.site), None)
    usual = offer.usual
    reasons = {
        one.device: one.reason
        for one in base.left_out or ()
        if one.device in names - here and usual.get(one.device) != one.reason
    }
    same = set(reasons.values())
    whole = same.pop() if len(same) == 1 and not here else ""
    hours = before or place
    users = {officer.user: officer for officer in team}
    officers = tuple(users[one.user] for one in (before.officers if before else ()) if one.user in users)
    return PlaceChoice(
        place.site, bool(here), hours.starts_at, hours.ends_at, frozenset(here or names - usual.keys()), officers,
        whole, {} if whole else reasons,
    )  # fmt: skip
