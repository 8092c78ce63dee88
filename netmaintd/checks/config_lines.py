"""How two lists of lines differ, in order. What a device wrote may be built to make a comparison endless: it is not."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

Change = tuple[str, str]
"""`+` or `-`, and the line."""
MOST_PAIRS = 2_000_000
"""Of equal lines that stand on both sides. A configuration of 10,000 lines has some ten thousand of them."""


def line_changes(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Return which lines went and which came, in the order of the texts; a line that moved did both.

    Where both sides consist of the same few lines over and over, only their number is compared.
    """
    old, new = _without_common_ends(list(before), list(after))
    if too_alike(old, new):
        return tuple(_by_number(old, new))
    return tuple(_in_order(old, new))


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """Return how many lines came and how many went."""
    signs = Counter(sign for sign, _ in line_changes(before.splitlines(), after.splitlines()))
    return signs["+"], signs["-"]


def too_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether so many equal lines face each other that a comparison in order would take minutes."""
    there, here = Counter(old), Counter(new)
    popular = len(new) // 100 + 1 if len(new) >= 200 else len(new)  # difflib leaves the most frequent lines out
    return sum(count * here[line] for line, count in there.items() if here[line] <= popular) > MOST_PAIRS


def _in_order(old: list[str], new: list[str]) -> Iterator[Change]:
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield from (("-", line) for line in old[i1:i2])
            yield from (("+", line) for line in new[j1:j2])


def _by_number(old: list[str], new: list[str]) -> Iterator[Change]:
    there, here = Counter(old), Counter(new)
    yield from (("-", line) for line in (there - here).elements())
    yield from (("+", line) for line in (here - there).elements())


def _without_common_ends(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Cut off what is equal at both ends: a change of three lines then costs three lines, not a hundred thousand."""
    head = _common(old, new)
    old, new = old[head:], new[head:]
    tail = _common(old[::-1], new[::-1])
    return old[: len(old) - tail], new[: len(new) - tail]


def _common(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
