"""Finding words in what a device says, in time that grows with the text alone: no regular expression meets it.

A pattern is words as they follow one another, `power supply`; each `*` leaves room for any others, as in
`fan * fail`. The first word of each part must begin where a word of the text begins, so that `ecc` is not found in
`success`, and `fail` is found in `failure`. Capitals and every sign between words count for nothing:
`%PLATFORM-2-PF_ECC` has the words platform, 2, pf and ecc.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

_MOST_CHARACTERS = 2000


def says(text: str, patterns: Iterable[str]) -> bool:
    """Return whether a text has the words of at least one pattern."""
    words = plain(text)
    return any(has(words, pattern) for pattern in patterns)


def plain(text: str) -> str:
    """Return the words of a text, in small letters, each after a space and nothing else between them."""
    signs = (char if char.isalnum() else " " for char in text[:_MOST_CHARACTERS].casefold())
    return f" {' '.join(''.join(signs).split())}"


def has(words: str, pattern: str) -> bool:
    """Return whether `plain` words contain the parts of a pattern, in their order; an empty pattern is in none."""
    parts, start = _parts(pattern), 0
    for part in parts:
        found = words.find(part, start)
        if found < 0:
            return False
        start = found + len(part)
    return bool(parts)


@functools.lru_cache(maxsize=1024)
def _parts(pattern: str) -> tuple[str, ...]:
    return tuple(part for part in map(plain, pattern.split("*")) if part.strip())
