"""Field values of one row, read as what a builder needs: a number, a count, a text; None where there is none."""

from __future__ import annotations

from collections.abc import Mapping

Values = Mapping[str, float | str | None]


def number(values: Values, name: str) -> float | None:
    """Return a number of either sign."""
    value = values.get(name)
    return float(value) if isinstance(value, (int, float)) else None


def amount(values: Values, name: str) -> float | None:
    """Return a number that cannot be negative: some agents let theirs overflow."""
    value = number(values, name)
    return value if value is not None and value >= 0 else None


def count(values: Values, name: str) -> int | None:
    """Return a whole number that cannot be negative; not by way of a float, which has no room for a Counter64."""
    value = values.get(name)
    return int(value) if isinstance(value, (int, float)) and value >= 0 else None


def text(values: Values, name: str) -> str | None:
    """Return a text, None for an empty one; a number as its digits."""
    value = values.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if value not in (None, "") else None
