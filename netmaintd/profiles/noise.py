"""What changes by itself in a configuration: lines to leave out, and values that a device encrypts anew each time.

The rules are data with samples: a line that each hits, and one that looks alike and must stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import model_validator

from netmaintd.profiles.source import Part, Regex

if TYPE_CHECKING:
    from netmaintd.profiles.profile import Profile

MOST_LINES = 50
"""How long a section of noise may be; a longer one is not what the rule means, and stays."""
UNTOLD = "<rahasia>"
"""Stands for a secret of which it cannot be told whether it changed."""


class Noise(Part):
    """One rule, and the proof of what it hits; an office's own may be the pattern alone."""

    pattern: Regex
    until: Regex | None = None
    """The last line of a section that begins with the pattern; without such a line soon after it, nothing is noise."""
    sample: tuple[str, ...] = ()
    """Lines that it hits."""
    keep: tuple[str, ...] = ()
    """Lines that look alike and stay."""

    @model_validator(mode="before")
    @classmethod
    def _pattern_alone(cls, value: Any) -> Any:
        return {"pattern": value} if isinstance(value, str) else value


def normalise(profile: Profile, text: str) -> str:
    """Return a configuration as it is compared: without noise, and without values that tell nothing."""
    parts, at = [], 0
    lines = without_noise(profile, text)
    for start, end in sorted(reencrypted(profile, lines)):
        if start >= at:
            parts += [lines[at:start], UNTOLD]
            at = end
    return "".join((*parts, lines[at:]))


def without_noise(profile: Profile, text: str) -> str:
    """Return a configuration without the lines that change by themselves and without trailing blanks."""
    lines = [line.rstrip() for line in text.replace("\r", "").split("\n")]
    kept, at = [], 0
    while at < len(lines):
        after = max(_noisy(rule, lines, at) for rule in profile.noise) if profile.noise else at
        if after == at:
            kept.append(lines[at])
        at = max(after, at + 1)
    return "\n".join(kept).strip("\n") + "\n"


def _noisy(rule: Noise, lines: list[str], at: int) -> int:
    """Return where noise of this rule that begins at a line ends; the line itself when it does not."""
    if not _compiled(rule.pattern).search(lines[at]):
        return at
    if rule.until is None:
        return at + 1
    last = _compiled(rule.until)
    return next(
        (number + 1 for number in range(at, min(at + MOST_LINES, len(lines))) if last.search(lines[number])), at
    )


def reencrypted(profile: Profile, text: str) -> Iterator[tuple[int, int]]:
    """Return where values stand that the device encrypts anew at every display."""
    for pattern in profile.reencrypted:
        for match in _compiled(pattern).finditer(text):
            if match.group(1):
                yield match.span(1)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
