"""Comparing a value that was read with what is asked for: numbers as numbers, releases part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

Key = tuple[tuple[int, int, str], ...]
Operand = str | tuple[str, ...]


class Operator(StrEnum):
    """How a value is compared."""

    EQUAL = "=="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    IN = "in"
    NOT_IN = "not_in"
    BETWEEN = "between"
    """Both ends belong to it."""

    @property
    def takes_list(self) -> bool:
        """Whether it compares with several values."""
        return self in (Operator.IN, Operator.NOT_IN, Operator.BETWEEN)


_WORDS = {
    Operator.EQUAL: "harus {}",
    Operator.NOT_EQUAL: "tidak boleh {}",
    Operator.LESS: "harus < {}",
    Operator.AT_MOST: "harus ≤ {}",
    Operator.MORE: "harus > {}",
    Operator.AT_LEAST: "harus ≥ {}",
    Operator.IN: "harus salah satu dari {}",
    Operator.NOT_IN: "tidak boleh salah satu dari {}",
    Operator.BETWEEN: "harus di antara {}",
}
_MOST_CHARACTERS = 200


def key(text: str) -> Key:
    """Return what sorts as people count: `15.2(7)E4` before `15.2(7)E10`, `9` before `10`, no case."""
    parts = re.findall(r"\d+|[a-z]+", text[:_MOST_CHARACTERS].lower())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def holds(value: str, asked: Mapping[Operator, Operand]) -> bool:
    """Return whether a value is as asked by every operator."""
    return all(_holds(value, operator, operand) for operator, operand in asked.items())


def in_words(asked: Mapping[Operator, Operand]) -> str:
    """Return what is asked as printed: `harus ≥ 1 dan harus ≤ 600`."""
    return " dan ".join(_WORDS[operator].format(_listed(operator, operand)) for operator, operand in asked.items())


def _holds(value: str, operator: Operator, operand: Operand) -> bool:
    several = (operand,) if isinstance(operand, str) else operand
    if operator in (Operator.IN, Operator.NOT_IN):
        return any(_same(value, item) for item in several) is (operator is Operator.IN)
    if operator in (Operator.EQUAL, Operator.NOT_EQUAL):
        return _same(value, several[0]) is (operator is Operator.EQUAL)
    if operator is Operator.BETWEEN:
        return key(several[0]) <= key(value) <= key(several[1])
    return _ORDERED[operator](key(value), key(several[0]))


_ORDERED: dict[Operator, Callable[[Key, Key], bool]] = {
    Operator.LESS: lambda a, b: a < b,
    Operator.AT_MOST: lambda a, b: a <= b,
    Operator.MORE: lambda a, b: a > b,
    Operator.AT_LEAST: lambda a, b: a >= b,
}


def _same(value: str, other: str) -> bool:
    return value.casefold() == other.casefold() or (
        value.isdecimal() and other.isdecimal() and int(value) == int(other)
    )


def _listed(operator: Operator, operand: Operand) -> str:
    several = (operand,) if isinstance(operand, str) else operand
    return (" dan " if operator is Operator.BETWEEN else ", ").join(several)
