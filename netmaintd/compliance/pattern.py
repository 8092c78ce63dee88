"""Regular expressions over one statement that no configuration, however hostile, can make slow.

A pattern is matched from the beginning of a statement. Refused when the file is read: what backtracks without
bound (a repeated group with a repeat inside, references back) and what backtracks more than quadratically. What
is left is paid for out of a budget, so that a configuration made to be slow ends as "not judged", not as a hang.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

MOST_SEEN = 2000
"""Characters of one statement that a pattern sees."""
_MOST_WANDERING = 2
_MOST_TIMES = 64
"""Of a group."""
_FEW_WAYS = 8
_ITEM = re.compile(
    r"(?P<strange>\(\?(?!P<|:|=|!))|(?P<open>\((?:\?(?:P<\w+>|:|=|!))?)|(?P<close>\))|(?P<either>\|)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<reference>\\[1-9])|(?P<atom>\\.|[^\\])",
    re.DOTALL,
)
_REPEAT = re.compile(r"(?:(?P<endless>[*+])|(?P<maybe>\?)|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})[?+]?")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a pattern may cost on a statement of n characters: n to the power of `degree`."""

    degree: int
    fault: str = ""


@functools.cache
def cost(pattern: str) -> Cost:
    """Return what a pattern costs; with `fault`, why it is refused (English, for the file's problem)."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return Cost(0, f"is not a regular expression: {error}")
    reader = _Reader(pattern)
    reader.read()
    if not reader.fault and reader.wandering > _MOST_WANDERING:
        reader.fault = "has more than two open repeats such as .*; name what stands between them"
    return Cost(max(1, reader.wandering), reader.fault)


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern ready for `match`; key words have no case in command lines."""
    return re.compile(pattern, re.IGNORECASE)


@functools.cache
def prefix(pattern: str) -> str:
    """Return the literal text, in lower case, with which every fitting statement begins; often empty."""
    if "|" in re.sub(r"\([^()]*\)|\[[^\]]*\]", "", pattern):
        return ""
    plain = re.match(r"\^?((?:[\w \-/:=,<>\"'!#%&;@~]|\\[.$^*+?{}()|/\[\]-])*)", pattern)
    found = plain.group(1) if plain else ""
    if plain and _REPEAT.match(pattern, plain.end()):
        found = re.sub(r"(?:\\.|[^\\])$", "", found)
    return re.sub(r"\\(.)", r"\1", found).lower()


_AS_READ = (
    (r"\(\?[!=](?:[^()]|\([^()]*\))*\)|\(\?: \|\$\)|[\^$]|\\b", ""),
    (r"\(\?:\.\* \)\?", "… "),
    (r"(?:\\[SdwDW]|\.|\[[^\]]*\])(?:[*+?]|\{[\d,]*\})?", "…"),
    (r"\(\?:", "("),
    (r"\\(.)", r"\1"),
)


def readable(pattern: str) -> str:
    """Return a pattern as people read it on paper: what may vary as dots, anchors and escapes left out."""
    parts = re.split(r"(\\[^\w\s])", pattern)
    for place in range(0, len(parts), 2):
        for looks, reads in _AS_READ:
            parts[place] = re.sub(looks, reads, parts[place])
    return "".join(part.removeprefix("\\") if place % 2 else part for place, part in enumerate(parts)).strip()


class _Reader:
    """Walks once over a pattern and counts what may backtrack."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._groups: list[bool] = []
        """One for each open group: whether something repeats inside."""
        self.wandering = 0
        self.fault = ""

    def read(self) -> None:
        at = 0
        while at < len(self._pattern) and not self.fault:
            item = _ITEM.match(self._pattern, at)
            if item is None:
                break
            at = self._item(item)

    def _item(self, item: re.Match[str]) -> int:
        kind, at = item.lastgroup, item.end()
        if kind in ("strange", "reference"):
            self.fault = "looks back or refers back, or sets flags; say it without"
        elif kind == "open":
            self._groups.append(False)
        elif kind != "either":
            repeats_inside = bool(kind == "close" and self._groups and self._groups.pop())
            repeat = _REPEAT.match(self._pattern, at)
            at = repeat.end() if repeat else at
            self._repeated(item, repeat, repeats_inside=repeats_inside)
        return at

    def _repeated(self, item: re.Match[str], repeat: re.Match[str] | None, *, repeats_inside: bool) -> None:
        group = item.lastgroup == "close"
        least, most = _times(repeat)
        if group and most > 1 and (repeats_inside or most > _MOST_TIMES):
            self.fault = "repeats a group that repeats by itself; write it flat"
        if self._groups and (repeats_inside or most > least):
            self._groups[-1] = True
        if not group and repeat and most - least > _FEW_WAYS and self._wanders(item.group(), repeat.end()):
            self.wandering += 1

    def _wanders(self, atom: str, end: int) -> bool:
        """Whether a repeat can give back: not at the end of all, nor a word before the blank that ends it."""
        rest = self._pattern[end:]
        if rest.strip(")") in ("", "$"):
            return False
        return bool(re.match(atom, " ")) or not re.match(r"\)*(?: |\\s|\$)", rest)


def _times(repeat: re.Match[str] | None) -> tuple[int, int]:
    """Return how often at least and at most; what has no end as more than any limit here."""
    if repeat is None:
        return 1, 1
    if repeat["endless"] or repeat["maybe"]:
        return 0, (_MOST_TIMES + 1 if repeat["endless"] else 1)
    least = int(repeat["low"] or 0)
    if not repeat["comma"]:
        return least, least
    return least, int(repeat["high"] or least + _MOST_TIMES + 1)
