"""Configurations in which a deeper line belongs to the shallower one before it: IOS, VRP, Comware, ProCurve, FortiOS.

Texts inside a configuration are no statements: a banner that says `no ip http server` must not keep the rule that
asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from netmaintd.compliance.statements import MOST_DEPTH, TOO_DEEP, Statement, Unreadable

_MOST_BANNER = 200
_BANNER = re.compile(r"^(?:banner (?:[\w-]+ )?|header (?:[\w-]+ )(?:information )?)(\^C|[^\w\s])", re.IGNORECASE)


def indented(lines: list[str]) -> Iterator[Statement]:
    """Return the statements of lines.

    A bare `!` or `#` in the first column ends all sections: what follows may stand indented and be outermost.
    """
    open_at: list[int] = []
    number = 0
    while number < len(lines):
        line, number = lines[number].expandtabs(), number + 1
        words = " ".join(line.split())
        if not words or words[0] in "!#;":
            if line[:1] in ("!", "#"):
                open_at.clear()
            continue
        indent = len(line) - len(line.lstrip())
        while open_at and open_at[-1] >= indent:
            open_at.pop()
        if len(open_at) >= MOST_DEPTH:
            raise Unreadable(TOO_DEEP)
        yield Statement(number, words, len(open_at))
        open_at.append(indent)
        number = _after_banner(words, lines, number)


def _after_banner(words: str, lines: list[str], number: int) -> int:
    """Return where statements go on behind a text; where its end is not found, at once."""
    begun = _BANNER.match(words)
    if begun is None or begun[1] in words[begun.end() :]:
        return number
    for at in range(number, min(number + _MOST_BANNER, len(lines))):
        if begun[1] in lines[at]:
            return at + 1
    return number
