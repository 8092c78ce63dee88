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

_TERMINAL = re.compile(r"\x1b\[[0-9;?]*+[A-Za-z]|\x1b[()=>][0-9A-Za-z]?|[\r\x00\x07]")
"""What speaks to a terminal, not of a configuration."""
_TITLE = re.compile(
    r"[!#; ]*+(?:(?:(?:running|startup|saved|current)[ -]config(?:uration)?) ?:?|command: show [\w -]{0,60})",
    re.IGNORECASE,
)
MOST_LINES = 50
"""How long a section of noise may be; a longer one is not what the rule means, and stays."""
LONGEST_LINE = 1000
"""A longer line is no clock and no counter."""
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
    lines = [line.rstrip() for line in _TERMINAL.sub("", text).split("\n")]
    any_rule = _any_of(tuple(rule.pattern for rule in profile.noise))
    kept, at = [], 0
    while at < len(lines):
        line = lines[at]
        after = at
        if line and len(line) <= LONGEST_LINE and any_rule.search(line):
            after = max(_noisy(rule, lines, at) for rule in profile.noise)
        if after == at:
            kept.append(line)
        at = max(after, at + 1)
    return "\n".join(kept).strip("\n") + "\n"


def untitled(text: str) -> str:
    """Return a configuration without the lines that say which one it is, running or startup."""
    return "\n".join(line for line in text.split("\n") if not _TITLE.fullmatch(line[:LONGEST_LINE]))


def _noisy(rule: Noise, lines: list[str], at: int) -> int:
    """Return where noise of this rule that begins at a line ends; the line itself when it does not."""
    if not _compiled(rule.pattern).search(lines[at]):
        return at
    if rule.until is None:
        return at + 1
    most = min(at + MOST_LINES, len(lines))
    ends = (number for number in range(at, most) if _compiled(rule.until or "").search(lines[number]))
    return next((number + 1 for number in ends), at)


def reencrypted(profile: Profile, text: str) -> Iterator[tuple[int, int]]:
    """Return where values stand that the device encrypts anew at every display."""
    for pattern in profile.reencrypted:
        for match in _compiled(pattern).finditer(text):
            if length := len((match.group(1) or "").rstrip()):
                yield match.start(1), match.start(1) + length


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


@lru_cache(maxsize=256)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.MULTILINE)
