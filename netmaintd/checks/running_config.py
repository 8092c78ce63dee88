"""The running configuration among the facts, and how two of them differ."""

from __future__ import annotations

import difflib
from itertools import takewhile

from netmaintd.model.facts import ConfigKind, ConfigText, Facts


def running(facts: Facts) -> ConfigText | None:
    """Return the running configuration, None when it was not read."""
    return next((text for text in facts.of(ConfigText) if text.kind is ConfigKind.RUNNING), None)


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """Return how many lines came and how many went; a line that moved did both."""
    old, new = _without_common_ends(before.splitlines(), after.splitlines())
    changes = [
        (j2 - j1, i2 - i1)
        for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes()
        if tag != "equal"
    ]
    return sum(added for added, _ in changes), sum(removed for _, removed in changes)


def _without_common_ends(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Cut off what is equal at both ends: a change of three lines then costs three lines, not a hundred thousand."""
    head = _common(old, new)
    old, new = old[head:], new[head:]
    tail = _common(old[::-1], new[::-1])
    return old[: len(old) - tail], new[: len(new) - tail]


def _common(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
