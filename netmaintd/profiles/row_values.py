"""One value of one row: from the walked instances, through where, skip, regex, map and converter."""

from __future__ import annotations

import re
from functools import lru_cache

from netmaintd.model import snmp
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.profiles import converters
from netmaintd.profiles.instances import Instances
from netmaintd.profiles.source import At, FieldSpec, Where

_DIGITS = 10
"""Of the largest number in an index, 2**32 - 1 (RFC 2578)."""

oid = lru_cache(maxsize=1 << 14)(snmp.oid)
"""The OIDs of the profiles are read once, not for each value."""


def value_of(spec: FieldSpec, index: Oid, instances: Instances) -> float | str | None:
    """Return the value of the first source that has one."""
    source: FieldSpec | None = spec
    while source is not None:
        if not source.bare:
            value = _value(source, index, instances)
        elif (found := instances.values.get(oid(source.oid or "") + index)) is None:
            value = None
        else:
            value = converters.CONVERTERS[source.convert](found.value) if source.convert else _plain(found.value)
        if value is not None:
            return value
        source = source.otherwise
    return None


def passes(where: Where, index: Oid, instances: Instances) -> bool:
    """Return whether a row has one of the wanted values, or none of the unwanted."""
    if where.oid is None:
        part = where.index or 0
        found = SnmpValue(SmiType.INTEGER, index[part]) if -len(index) <= part < len(index) else None
    else:
        at = _index(where.at, index, instances)
        found = instances.values.get((*oid(where.oid), *at)) if at is not None else None
    if where.there is not None:
        return (found is not None) == where.there
    text = converters.text(found.value) if found else None
    if where.like is not None:
        return re.search(where.like, text or "") is not None
    if where.unlike is not None:
        return re.search(where.unlike, text or "") is None
    return text in where.values if where.values else text not in where.others


def _value(spec: FieldSpec, index: Oid, instances: Instances) -> float | str | None:
    if spec.where is not None and not passes(spec.where, index, instances):
        return None
    if spec.const is not None:
        return _constant(spec.const)
    raw = _raw(spec, index, instances)
    if raw is None or (spec.skip and converters.text(raw) in spec.skip):
        return None
    if spec.among and converters.text(raw) not in instances.texts(oid(spec.among)):
        return None
    value = _converted(spec, raw)
    if value is None or (spec.prefix is None and spec.suffix is None):
        return value
    shown = f"{value:.15g}" if isinstance(value, float) else str(value)
    return f"{spec.prefix or ''}{shown}{spec.suffix or ''}"


def _raw(spec: FieldSpec, index: Oid, instances: Instances) -> converters.Raw | None:
    if spec.oid is not None:
        if spec.at is None:
            found = instances.values.get(oid(spec.oid) + index)
            return found.value if found else None
        at = _index(spec.at, index, instances)
        if at is not None and spec.at.below:
            at = _below(spec.oid, spec.at, at, instances)
        found = instances.values.get((*oid(spec.oid), *at)) if at is not None else None
        return found.value if found else None
    if isinstance(spec.index, tuple):
        known = all(-len(index) <= part < len(index) for part in spec.index)
        return ".".join(str(index[part]) for part in spec.index).encode() if known else None
    if spec.index is not None:
        return index[spec.index] if -len(index) <= spec.index < len(index) else None
    if spec.sized is not None:
        size = index[spec.sized] if -len(index) <= spec.sized < len(index) else 0
        start = spec.sized % len(index) + 1 if index else 0
        return _bytes(index[start : start + size], size)
    start, end = spec.span or (0, None)
    return _bytes(index[start:end], None)


def _bytes(parts: Oid, size: int | None) -> bytes | None:
    """Return numbers of an index as the bytes that they stand for; None when they are none, or too few."""
    short = size is not None and len(parts) != size
    return bytes(parts) if parts and not short and max(parts) <= 255 else None


def _converted(spec: FieldSpec, raw: converters.Raw) -> float | str | None:
    if spec.map is not None:
        return spec.map.get(str(converters.text(raw)))
    if spec.regex is not None:
        match = re.search(spec.regex, converters.text(raw) or "")
        raw = match.group(1).encode() if match and match.group(1) else b""
    convert = converters.CONVERTERS[spec.convert] if spec.convert else _plain
    value = convert(raw)
    # A Counter64 has no room in a float: what needs no factor stays whole.
    if (spec.divide != 1.0 or spec.multiply != 1.0) and isinstance(value, (int, float)):
        return value * spec.multiply / spec.divide
    return value


def _constant(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _index(at: At | None, index: Oid, instances: Instances) -> Oid | None:
    """Return the index at which to look; None where the way there is missing."""
    found: Oid | None = index
    while at is not None and found is not None:
        found = _step(at, found, instances)
        at = at.then
    return found


def _step(at: At, index: Oid, instances: Instances) -> Oid | None:
    if at.index is not None:
        if not all(-len(index) <= part < len(index) for part in at.index):
            return None
        index = tuple(index[part] for part in at.index)
    index = (*index, *at.plus)
    if at.oid is not None:
        return _pointed(instances.values.get((*oid(at.oid), *index)))
    if at.value_of is not None:
        return instances.holder(oid(at.value_of), index[0]) if len(index) == 1 else None
    return index if at.index is not None or at.plus or at.below else at.instance or (0,)


def _below(column: str, at: At, index: Oid, instances: Instances) -> Oid | None:
    base = oid(column)
    for rest in instances.of((*base, *index)):
        if all(passes(where, (*index, *rest), instances) for where in at.below):
            return (*index, *rest)
    return None


def _pointed(pointer: SnmpValue | None) -> Oid | None:
    if pointer is None:
        return None
    if isinstance(pointer.value, bytes):
        return (int(pointer.value),) if pointer.value.isdigit() and len(pointer.value) <= _DIGITS else None
    return pointer.value[-1:] if isinstance(pointer.value, tuple) else (pointer.value,)


def _plain(value: converters.Raw) -> float | str | None:
    return value if isinstance(value, int) else converters.text(value)
