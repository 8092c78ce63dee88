"""Facts from walked values: tables of a profile evaluated, the most special first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from netmaintd.model.facts import FACT_KINDS, Fact, Facts, Identity, Missing, Provenance, Sensor
from netmaintd.model.snmp import Oid, SnmpValue, dotted, oid
from netmaintd.profiles import converters
from netmaintd.profiles.build_facts import BUILDERS
from netmaintd.profiles.profile import FieldSpec, Profile, Table

NOT_GIVEN = "agen SNMP perangkat tidak memberikan data ini"
_ADDED = {"Sensor", "Identity", "Neighbor", "RoutingPeer"}
"""Kinds of which every table adds; of all others the first table that gives any is enough."""


def snmp_facts(profile: Profile, values: Mapping[Oid, SnmpValue], taken_at: datetime) -> Facts:
    """Return what the values say; kinds that the profile knows and the device does not give are missing."""
    by_kind: dict[str, list[Fact]] = {}
    instances = _Instances(values)
    for table in profile.tables:
        there = by_kind.setdefault(table.emits, [])
        adds = table.add if table.add is not None else table.emits in _ADDED
        if adds or not there:
            there.extend(_rows(table, instances, profile.name))
    known = [fact for kind, facts in by_kind.items() for fact in _settled(kind, facts, profile)]
    missing = tuple(Missing(FACT_KINDS[kind], NOT_GIVEN) for kind, facts in by_kind.items() if not facts)
    return Facts(tuple(known), missing, taken_at)


class _Instances:
    """The walked values, and the instances of each object in order of their index."""

    def __init__(self, values: Mapping[Oid, SnmpValue]) -> None:
        self.values = values
        self._sorted = sorted(values)

    def of(self, base: Oid) -> Iterator[Oid]:
        """Return the indexes of an object's instances."""
        at = bisect_left(self._sorted, base)
        while at < len(self._sorted) and self._sorted[at][: len(base)] == base:
            if len(self._sorted[at]) > len(base):
                yield self._sorted[at][len(base) :]
            at += 1


def _rows(table: Table, instances: _Instances, profile: str) -> Iterator[Fact]:
    build = BUILDERS[table.emits]
    rows = oid(table.rows)
    for index in instances.of(rows):
        if not all(_text_of(instances, oid(w.oid), index) in w.values for w in table.where):
            continue
        row = {name: _value(spec, index, instances) for name, spec in table.fields.items()}
        raw = instances.values[(*rows, *index)]
        used = ",".join(sorted({spec.convert for spec in table.fields.values() if spec.convert}))
        origin = Provenance("snmp", dotted((*rows, *index)), _shown(raw), used, profile)
        fact = build(row, origin)
        if fact is not None:
            yield fact
            if table.first:
                return


def _value(spec: FieldSpec, index: Oid, instances: _Instances) -> float | str | None:
    if spec.const is not None:
        return _constant(spec.const)
    if spec.index is not None:
        return float(index[spec.index]) if -len(index) <= spec.index < len(index) else None
    found = instances.values.get((*oid(spec.oid or ""), *_index(spec, index, instances)))
    if found is None:
        return None
    if spec.map is not None:
        return spec.map.get(str(converters.text(found.value)))
    if spec.regex is not None:
        match = re.search(spec.regex, converters.text(found.value) or "")
        return match.group(1) if match else None
    convert = converters.CONVERTERS[spec.convert] if spec.convert else _plain
    value = convert(found.value)
    return value / spec.divide if isinstance(value, (int, float)) and spec.divide != 1.0 else value


def _constant(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _index(spec: FieldSpec, index: Oid, instances: _Instances) -> Oid:
    if spec.at is None:
        return index
    if spec.at.index is not None:
        return tuple(index[part] for part in spec.at.index if -len(index) <= part < len(index))
    if spec.at.oid is None:
        return (0,)
    pointer = instances.values.get((*oid(spec.at.oid), *index))
    return (pointer.value,) if pointer and isinstance(pointer.value, int) else (-1,)


def _plain(value: converters.Raw) -> float | str | None:
    return value if isinstance(value, int) else converters.text(value)


def _text_of(instances: _Instances, base: Oid, index: Oid) -> str | None:
    found = instances.values.get((*base, *index))
    return converters.text(found.value) if found else None


def _shown(value: SnmpValue) -> str:
    return converters.text(value.value) or ""


def _settled(kind: str, facts: list[Fact], profile: Profile) -> list[Fact]:
    """Merge what several tables say of one thing: one identity, each sensor once."""
    if kind == "Identity":
        return [merged_identity(facts, profile)] if facts else []
    if kind != "Sensor":
        return facts
    sensors: dict[Any, Fact] = {}
    for fact in facts:
        if isinstance(fact, Sensor):
            sensors.setdefault((fact.quantity, fact.name.casefold()), fact)
    return list(sensors.values())


def merged_identity(facts: list[Fact], profile: Profile) -> Identity:
    """Return one identity: for each field the first table that says something."""
    identities = [fact for fact in facts if isinstance(fact, Identity)]
    merged = identities[0]
    for other in identities[1:]:
        gaps = {f.name: getattr(other, f.name) for f in fields(Identity) if getattr(merged, f.name) is None}
        merged = replace(merged, **gaps)
    return merged if merged.vendor else replace(merged, vendor=profile.vendor)
