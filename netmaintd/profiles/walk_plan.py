"""What to ask an agent for: every object that a profile's tables use, once."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.model.snmp import Oid
from netmaintd.profiles.profile import Profile, Quirks
from netmaintd.profiles.row_values import oid


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """Objects to walk, in order; a scalar is an object with one instance."""

    columns: tuple[Oid, ...]
    quirks: Quirks = Quirks()


_made: dict[str, tuple[Profile, WalkPlan]] = {}


def walk_plan(profile: Profile) -> WalkPlan:
    """Return the union of all objects; one that lies inside another is left out."""
    kept = _made.get(profile.name)
    if kept is None or kept[0] is not profile:
        kept = _made[profile.name] = profile, _plan(profile)
    return kept[1]


def _plan(profile: Profile) -> WalkPlan:
    columns: list[Oid] = []
    for column in sorted({oid(text) for text in {text for table in profile.tables for text in table.objects()}}):
        if not columns or column[: len(columns[-1])] != columns[-1]:
            columns.append(column)
    return WalkPlan(tuple(columns), profile.quirks)
