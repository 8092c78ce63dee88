"""Facts from walked values: tables of a profile evaluated, the most special first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from netmaintd.model.facts import FACT_KINDS, Fact, Facts, Identity, Missing, Provenance
from netmaintd.model.snmp import Oid, SnmpValue, dotted
from netmaintd.profiles import converters
from netmaintd.profiles.build_facts import BUILDERS
from netmaintd.profiles.gathered import adds, merged_identity, new
from netmaintd.profiles.instances import Instances
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.row_values import oid, passes, value_of
from netmaintd.profiles.table import Table

NOT_GIVEN = "agen SNMP perangkat tidak memberikan data ini"

Row = tuple[str, str, dict[str, float | str | None]]
"""Where a row stands, what its object says, and the values of its fields."""


def snmp_facts(profile: Profile, values: Mapping[Oid, SnmpValue], taken_at: datetime) -> Facts:
    """Return what the values say; kinds that the profile knows and the device does not give are missing."""
    by_kind: dict[str, list[Fact]] = {}
    instances = Instances(values)
    for table in profile.tables:
        there = by_kind.setdefault(table.emits, [])
        if adds(table.emits, table.add) or not there:
            there.extend(new(there, _rows(table, instances, profile.name)))
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


def _settled(facts: list[Fact], profile: Profile) -> list[Fact]:
    identities = [fact for fact in facts if isinstance(fact, Identity)]
    return [merged_identity(identities, profile.vendor)] if identities else facts
