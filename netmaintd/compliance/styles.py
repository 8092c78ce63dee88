"""How platforms write a configuration down, and which reader makes statements of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from netmaintd.compliance.braced import braced
from netmaintd.compliance.indented import indented
from netmaintd.compliance.slashed import slashed
from netmaintd.compliance.statements import MOST_BYTES, MOST_STATEMENTS, Scope, Statement, Unreadable

_TOO_LARGE = "konfigurasi terlalu besar untuk diuraikan"


class Style(StrEnum):
    """How a platform writes its configuration."""

    INDENT = "indent"
    """A deeper line belongs to the shallower one before it: IOS, VRP, Comware, ProCurve, FortiOS."""
    BRACES = "braces"
    """Junos and VyOS, in braces or as `set` lines; either way a statement is the whole path."""
    SLASH = "slash"
    """RouterOS: a statement is its menu and its command."""


def read(text: str, style: Style) -> Scope:
    """Return the statements of a configuration.

    Raises:
        Unreadable: nested too deep, or too large when written out.
    """
    statements: list[Statement] = []
    size = 0
    for statement in _READERS[style](text.replace("\r", "").split("\n")):
        size += len(statement.text)
        if size > MOST_BYTES or len(statements) >= MOST_STATEMENTS:
            raise Unreadable(_TOO_LARGE)
        statements.append(statement)
    return Scope(statements, nested=style is Style.INDENT)


_READERS: dict[Style, Callable[[list[str]], Iterator[Statement]]] = {
    Style.INDENT: indented,
    Style.BRACES: braced,
    Style.SLASH: slashed,
}
