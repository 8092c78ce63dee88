"""Lines of a configuration fit for print: from the masked copy, found again by their place.

A secret that goes over several lines is one tag in the masked copy, so lines are matched up again; where that is
not possible nothing is quoted. Tags are printed without their digits: a verdict is no place to compare secrets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from netmaintd.compliance.statements import Unreadable
from netmaintd.compliance.styles import Style, read

_TAG = re.compile(r"<rahasia:[^>\s]*>")
_HASH = re.compile(r"[0-9A-Fa-f]{16}|\$\w{1,8}\$")
"""Of a password, wherever a mask may have missed it."""
MASKED = "<rahasia>"
NOT_QUOTED = "(tidak dikutip)"
_MOST_CHARACTERS = 120
_MOST_LINES = 400
"""Of one secret: a key, a certificate."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Statements by their line, masked."""

    by_line: Mapping[int, str] = field(default_factory=dict)

    def of(self, line: int, words: int | None = None) -> str:
        """Return the first words of a statement; `NOT_QUOTED` where it cannot be told what is secret."""
        text = self.by_line.get(line)
        if text is None:
            return NOT_QUOTED
        said = " ".join(MASKED if _HASH.search(word) else word for word in text.split()[:words])
        clean = "".join(char if char.isprintable() else " " for char in said)
        return clean if len(clean) <= _MOST_CHARACTERS else f"{clean[: _MOST_CHARACTERS - 1]}…"


def quotes(raw: str, masked: str, style: Style) -> Quotes:
    """Return the statements of `raw` as they stand in its masked copy; none where the two do not match up."""
    lines = _matched_up(raw.replace("\r", "").split("\n"), masked.replace("\r", "").split("\n"))
    if lines is None:
        return Quotes()
    try:
        scope = read("\n".join(map(untagged, lines)), style)
    except Unreadable:
        return Quotes()
    return Quotes({statement.line: statement.text for statement in scope.statements})


def untagged(masked: str) -> str:
    """Return a masked copy whose tags tell nothing, not even whether two secrets are the same."""
    return _TAG.sub(MASKED, masked)


def _matched_up(raw: list[str], masked: list[str]) -> list[str] | None:
    """Return for each raw line its masked one; the lines inside a tag are tags."""
    found: list[str] = []
    at = 0
    for number, line in enumerate(masked):
        if at < len(raw) and line == raw[at]:
            found.append(line)
            at += 1
            continue
        end = _end_of_tagged(line, masked[number + 1 : number + 2], raw, at)
        if end is None:
            return None
        found += [line, *(MASKED for _ in range(end - at - 1))]
        at = end
    return found if at == len(raw) else None


def _end_of_tagged(line: str, following: list[str], raw: list[str], at: int) -> int | None:
    """Return behind which raw line a masked line with tags ends, None when it is none of it."""
    parts = _TAG.split(line)
    if len(parts) == 1 or at >= len(raw) or not raw[at].startswith(parts[0]):
        return None
    ends = range(at + 1, min(at + _MOST_LINES, len(raw)) + 1)
    return next((end for end in ends if _goes_on(following, raw, end) and _stands_for(raw[at:end], parts)), None)


def _goes_on(following: list[str], raw: list[str], at: int) -> bool:
    """Whether the next masked line can stand for the raw line at a place."""
    if not following or at >= len(raw):
        return not following and at == len(raw)
    begins, *more = _TAG.split(following[0], maxsplit=1)
    return raw[at].startswith(begins) if more else raw[at] == begins


def _stands_for(raw: list[str], parts: list[str]) -> bool:
    """Whether raw lines are a masked line with something in place of each tag."""
    text, at = "\n".join(raw), len(parts[0])
    for part in parts[1:-1]:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return text.endswith(parts[-1]) and len(text) - len(parts[-1]) >= at
