"""How far the examination of a round is: counted by location while it goes on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.results import Outcome, Status
from netmaintd.model.rounds import PlannedSite, WorkPlan


@dataclass(frozen=True, slots=True)
class Examined:
    """The newest examination of a device in a round, without its results."""

    device: str
    outcome: Outcome
    status: Status
    """The worst of its results."""
    at: datetime


@dataclass(frozen=True, slots=True)
class SiteProgress:
    """One location: so many devices of so many."""

    place: PlannedSite
    planned: int
    examined: int
    failed: int
    """Of the examined ones: those with which no whole session was held."""
    running: tuple[str, ...]
    """Devices that are being examined now."""

    @property
    def done(self) -> bool:
        """Whether nothing is left or going on."""
        return self.examined >= self.planned and not self.running


def by_site(plan: WorkPlan, examined: Mapping[str, Examined], running: Collection[str]) -> tuple[SiteProgress, ...]:
    """Return the progress of each location of a plan, in the order of the plan."""
    return tuple(_progress(place, examined, frozenset(running)) for place in plan.sites)


def _progress(place: PlannedSite, examined: Mapping[str, Examined], running: frozenset[str]) -> SiteProgress:
    names = [device.name for device in place.devices]
    seen = [examined[name] for name in names if name in examined]
    failed = sum(one.outcome is not Outcome.OK for one in seen)
    return SiteProgress(place, len(names), len(seen), failed, tuple(name for name in names if name in running))
