"""One value of one row of columns: through where, skip, regex, map and converter.

Columns are a device's text. Only their first characters are looked at, so that no pattern takes long over them.
"""

from __future__ import annotations

import re

from netmaintd.model.rows import Row
from netmaintd.profiles.parse_part import ColumnField, ColumnWhere
from netmaintd.profiles.text_converters import TEXT_CONVERTERS

_LONGEST = 500


def value_of(spec: ColumnField, row: Row) -> float | str | None:
    """Return the value of the first source that has one."""
    for source in spec.chain():
        value = _value(source, row)
        if value is not None:
            return value
    return None


def passes(where: ColumnWhere, row: Row) -> bool:
    """Return whether a row has one of the wanted values, or none of the unwanted."""
    found = text_of(row, where.column)
    if where.like is not None:
        return re.search(where.like, found) is not None
    if where.unlike is not None:
        return re.search(where.unlike, found) is None
    if where.values:
        return found.casefold() in {value.casefold() for value in where.values}
    return found.casefold() not in {value.casefold() for value in where.others}


def text_of(row: Row, column: str, between: str = ", ") -> str:
    """Return a column on one line; of a list all items."""
    cell = row.get(column, "")
    joined = cell if isinstance(cell, str) else between.join(part for part in cell if part)
    shown = joined if joined.isprintable() else "".join(c if c.isprintable() else " " for c in joined)
    return " ".join(shown[: 4 * _LONGEST].split())[:_LONGEST]


def _value(spec: ColumnField, row: Row) -> float | str | None:
    if spec.where is not None and not passes(spec.where, row):
        return None
    if spec.const is not None:
        return spec.const
    columns = (spec.column,) if isinstance(spec.column, str) else spec.column or ()
    found = " ".join(filter(None, (text_of(row, column, "" if spec.broken else ", ") for column in columns)))
    if spec.regex is not None:
        match = re.search(spec.regex, found)
        found = (match.group(1) or "").strip() if match else ""
    if not found or found.casefold() in {text.casefold() for text in spec.skip}:
        return None
    value = _converted(spec, found)
    if value is None or (spec.prefix is None and spec.suffix is None):
        return value
    shown = f"{value:.15g}" if isinstance(value, float) else str(value)
    return f"{spec.prefix or ''}{shown}{spec.suffix or ''}"


def _converted(spec: ColumnField, found: str) -> float | str | None:
    mapping = spec.folded_map
    if mapping is not None:
        mapped = mapping.get(found.casefold(), mapping.get("*"))
        if mapped is None:
            return None
        found = mapped
    if spec.convert is None and spec.divide == spec.multiply == 1.0:
        return found
    value = TEXT_CONVERTERS[spec.convert or "number"](found)
    if (spec.divide != 1.0 or spec.multiply != 1.0) and isinstance(value, (int, float)):
        return value * spec.multiply / spec.divide
    return value
