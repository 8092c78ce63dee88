"""Comparing versions of any vendor, and patterns for them: `15.2(7)E*`, `>= 7.14.2`, `V200R019C10*`.

A version is numbers and words: `15.2(7)E4` is 15, 2, 7, e, 4. Numbers count as numbers, so 7.9 comes before 7.14.
What is longer comes after what it begins with, except where it goes on with the word of an unfinished release:
`7.14rc2` comes before `7.14`. Versions of different trains (`15.2(7)E4` and `15.2(4)M2`) have an order too, though
it means little; say each train with a pattern of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import groupby

_MOST_CHARACTERS = 100
_UNFINISHED = ("alpha", "beta", "rc", "dev", "pre")
_SIGNS = (">=", "<=", ">", "<")
_Part = tuple[int, int, str]
"""What kind of part, its number, its word: an unfinished word, the end, another word, a number, in this order."""
_END: _Part = (1, 0, "")


def order(version: str) -> tuple[_Part, ...]:
    """Return what sorts versions."""
    return (*_parts(version[:_MOST_CHARACTERS]), _END)


def _parts(version: str) -> Iterator[_Part]:
    for kind, chars in groupby(version.casefold(), key=_kind):
        text = "".join(chars)
        if kind == "number":
            yield 3, int(text), ""
        elif kind == "word":
            yield (0 if text in _UNFINISHED else 2), 0, text


def _kind(char: str) -> str:
    return "number" if char in "0123456789" else "word" if char.isalpha() else "between"


def meets(version: str, pattern: str) -> bool:
    """Return whether a version is one that a pattern means: a comparison, or a name with `*` for anything."""
    pattern = pattern.strip()
    sign = next((sign for sign in _SIGNS if pattern.startswith(sign)), "")
    if not sign:
        return fnmatchcase(version[:_MOST_CHARACTERS].strip().casefold(), pattern.casefold())
    ours, theirs = order(version), order(pattern.removeprefix(sign).strip())
    return {">=": ours >= theirs, "<=": ours <= theirs, ">": ours > theirs, "<": ours < theirs}[sign]


def meets_any(version: str, patterns: Iterable[str]) -> bool:
    """Return whether a version is one that some pattern means."""
    return any(meets(version, pattern) for pattern in patterns)
