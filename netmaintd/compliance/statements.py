"""A configuration as statements, each with its line and depth, and the sections that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

MOST_BYTES = 64 << 20
"""Of all statements together: a nested configuration may be made to grow when its paths are written out."""
MOST_STATEMENTS = 500_000
MOST_DEPTH = 64
TOO_DEEP = f"konfigurasi bersarang lebih dari {MOST_DEPTH} tingkat"


class Unreadable(Exception):
    """Internal: the text is no configuration of its style; the message is Indonesian."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, its words one blank apart. `line` counts from 1."""

    line: int
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Statements in their order, of a whole configuration or of one section of it.

    Attributes:
        nested: whether sections follow from depth; else statements are whole paths, and sections what they share.
        title: of a section, what it is called; empty for the whole.
        line: where the section begins, 0 for the whole.
    """

    statements: Sequence[Statement]
    nested: bool
    title: str = ""
    line: int = 0

    def plain(self) -> Iterator[Statement]:
        """Return what a pattern is held against: the outermost statements of the whole, all of a section."""
        if self.nested and not self.line:
            return (statement for statement in self.statements if statement.depth == 0)
        return iter(self.statements)

    def sections(self, fits: Callable[[Statement], int | None]) -> list[Scope]:
        """Return the sections whose first statement fits.

        Args:
            fits: how many characters of a statement fit, None for none.
        """
        return self._by_depth(fits) if self.nested else self._by_path(fits)

    def _by_depth(self, fits: Callable[[Statement], int | None]) -> list[Scope]:
        found, at, all_of = [], 0, self.statements
        while at < len(all_of):
            first, end = all_of[at], at + 1
            if fits(first) is not None:
                while end < len(all_of) and all_of[end].depth > first.depth:
                    end += 1
                found.append(Scope(all_of[at + 1 : end], nested=True, title=first.text, line=first.line))
            at = end
        return found

    def _by_path(self, fits: Callable[[Statement], int | None]) -> list[Scope]:
        shared: dict[str, list[Statement]] = {}
        lines: dict[str, int] = {}
        for statement in self.statements:
            length = fits(statement)
            if length is not None:
                title = statement.text[:length].rstrip()
                lines.setdefault(title, statement.line)
                shared.setdefault(title, []).append(
                    Statement(statement.line, statement.text[length:].lstrip(), statement.depth)
                )
        return [Scope(rest, nested=False, title=title, line=lines[title]) for title, rest in shared.items()]
