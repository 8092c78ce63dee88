"""Facts from walked values: tables of a profile evaluated, the most special first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime

from netmaintd.model.facts import (
    FACT_KINDS,
    Address,
    Fact,
    Facts,
    Identity,
    Missing,
    Provenance,
    Quantity,
    RoutingPeer,
    Sensor,
)
from netmaintd.model.snmp import Oid, SnmpValue, dotted
from netmaintd.profiles import converters
from netmaintd.profiles.build_facts import BUILDERS
from netmaintd.profiles.instances import Instances
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.row_values import oid, passes, value_of
from netmaintd.profiles.table import Table

NOT_GIVEN = "agen SNMP perangkat tidak memberikan data ini"
_ADDED = {"Sensor", "Identity", "Neighbor", "RoutingPeer", "Wireless", "Address"}
"""Kinds of which every table adds; of all others the first table that gives any is enough."""


Row = tuple[str, str, dict[str, float | str | None]]
"""Where a row stands, what its object says, and the values of its fields."""


def snmp_facts(profile: Profile, values: Mapping[Oid, SnmpValue], taken_at: datetime) -> Facts:
    """Return what the values say; kinds that the profile knows and the device does not give are missing."""
    by_kind: dict[str, list[Fact]] = {}
    instances = Instances(values)
    for table in profile.tables:
        there = by_kind.setdefault(table.emits, [])
        adds = table.add if table.add is not None else table.emits in _ADDED
        if adds or not there:
            there.extend(_new(there, _rows(table, instances, profile.name)))
    known = [fact for facts in by_kind.values() for fact in _settled(facts, profile)]
    missing = tuple(Missing(FACT_KINDS[kind], NOT_GIVEN) for kind, facts in by_kind.items() if not facts)
    return Facts(tuple(known), missing, taken_at)


def _rows(table: Table, instances: Instances, profile: str) -> Iterator[Fact]:
    build = BUILDERS[table.emits]
    used: str | None = None
    rows = _passing(table, instances)
    for where, raw, row in _folded(table, list(rows)) if table.fold else rows:
        if used is None:
            used = ",".join(sorted({s.convert for spec in table.fields.values() for s in spec.chain() if s.convert}))
        fact = build(row, Provenance("snmp", where, raw, used, profile))
        if fact is not None:
            yield fact
            if table.first:
                return


def _passing(table: Table, instances: Instances) -> Iterator[Row]:
    for where, index in _indexes(table, instances):
        if all(passes(condition, index, instances) for condition in table.where):
            row = {name: value_of(spec, index, instances) for name, spec in table.fields.items()}
            yield dotted(where), converters.text(instances.values[where].value) or "", row


def _folded(table: Table, rows: list[Row]) -> Iterator[Row]:
    """Return one row of all; its origin is every object that was added, or the column that was counted."""
    values = [value for _, _, row in rows if isinstance(value := row.get("value"), (int, float))]
    if table.fold == "count" and rows:
        yield table.rows, str(len(rows)), {**rows[0][2], "value": len(rows)}
    elif values:
        yield " ".join(where for where, _, _ in rows), str(sum(values)), {**rows[0][2], "value": sum(values)}


def _indexes(table: Table, instances: Instances) -> Iterator[tuple[Oid, Oid]]:
    """Return the object and the index of each row, once for each index."""
    if any(next(instances.of(oid(better)), None) is not None for better in table.unless):
        return
    seen: set[Oid] = set()
    for base in map(oid, (table.rows, *table.also)):
        for index in instances.of(base):
            if index not in seen:
                seen.add(index)
                yield (*base, *index), index


def _new(there: Iterable[Fact], found: Iterable[Fact]) -> list[Fact]:
    """Return what an earlier table did not tell; within one table every row is a sensor of its own."""
    told = {_key(fact) for fact in there}
    return [fact for fact in found if (key := _key(fact)) is None or key not in told]


def _key(fact: Fact) -> tuple[str, ...] | None:
    """Return by what a fact is known again in another table; None for a sensor without a name, and all others."""
    if isinstance(fact, RoutingPeer):
        return fact.protocol, fact.peer
    if isinstance(fact, Address):
        return fact.address, fact.vrf or ""
    if not isinstance(fact, Sensor) or fact.name in set(Quantity):
        return None
    return fact.quantity, fact.name.casefold()


def _settled(facts: list[Fact], profile: Profile) -> list[Fact]:
    identities = [fact for fact in facts if isinstance(fact, Identity)]
    return [merged_identity(facts, profile)] if identities else facts


def merged_identity(facts: list[Fact], profile: Profile) -> Identity:
    """Return one identity: for each field the first table that says something."""
    identities = [fact for fact in facts if isinstance(fact, Identity)]
    merged = identities[0]
    for other in identities[1:]:
        gaps = {f.name: getattr(other, f.name) for f in fields(Identity) if getattr(merged, f.name) is None}
        merged = replace(merged, **gaps)
    return merged if merged.vendor else replace(merged, vendor=profile.vendor)
