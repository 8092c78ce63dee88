"""What matching may cost all together: a configuration made to be slow is told from one that is only large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netmaintd.compliance.pattern import MOST_SEEN, compiled, cost, prefix
from netmaintd.compliance.statements import Statement

MOST_STEPS = 300_000_000
"""Estimated steps of the matcher for one configuration: seconds, never minutes. An ordinary one needs a thousandth."""


class Spent(Exception):
    """Internal: the budget is used up."""


class Unseen(Exception):
    """Internal: a statement is longer than what a pattern is shown of it, and may fit behind that."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class Fit(NamedTuple):
    """What fits of a statement: so many characters, and the text of the first group."""

    length: int
    value: str | None


class Matcher:
    """Holds patterns against statements and counts what that may cost."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        """Take the budget."""
        self._left = steps

    def match(self, pattern: str, statement: Statement) -> Fit | None:
        """Return what fits of one statement, None when nothing does; raises as `fitting`."""
        return next((fit for _, fit in self.fitting(pattern, (statement,))), None)

    def fitting(self, pattern: str, statements: Iterable[Statement]) -> Iterator[tuple[Statement, Fit]]:
        """Return the statements that fit, in their order, and what fits of them.

        Raises:
            Spent: all together cost too much.
            Unseen: nothing fits in what is seen of a statement that is too long; told after all that do fit.
        """
        begins, degree, regex = prefix(pattern), cost(pattern).degree, compiled(pattern)
        length, too_long = len(begins), 0
        for statement in statements:
            text = statement.text
            if text[:length].lower() != begins:
                continue
            self._left -= min(len(text), MOST_SEEN) ** degree
            if self._left < 0:
                raise Spent
            found = regex.match(text, 0, MOST_SEEN)
            if found:
                yield statement, Fit(found.end(), found[1] if regex.groups else None)
            elif len(text) > MOST_SEEN:
                too_long = too_long or statement.line
        if too_long:
            raise Unseen(too_long)
