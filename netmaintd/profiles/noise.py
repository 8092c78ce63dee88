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

UNTOLD = "<rahasia>"
"""Stands for a secret of which it cannot be told whether it changed."""


class Noise(Part):
    """One rule, and the proof of what it hits; an office's own may be the pattern alone."""

    pattern: Regex
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
    noise = [_compiled(pattern) for pattern in profile.noise]
    lines = (line.rstrip() for line in text.replace("\r", "").split("\n"))
    kept = [line for line in lines if not any(pattern.search(line) for pattern in noise)]
    return "\n".join(kept).strip("\n") + "\n"


def reencrypted(profile: Profile, text: str) -> Iterator[tuple[int, int]]:
    """Return where values stand that the device encrypts anew at every display."""
    for pattern in profile.reencrypted:
        for match in _compiled(pattern).finditer(text):
            if match.group(1):
                yield match.span(1)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
