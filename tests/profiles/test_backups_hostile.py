"""A device cannot keep the office busy: what is done with a configuration takes time in proportion to its length.

For every repetition in every pattern a text is made that leads up to it, repeats there for long, and ends so that
nothing fits. A pattern that goes back over what it saw needs a thousand times as long as one that does not; the
bounds are generous.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from re import _parser as parser  # what a pattern is made of
from typing import Any

import pytest

from netmaintd.profiles.commands import dialogue
from netmaintd.profiles.mask import mask
from netmaintd.profiles.noise import normalise
from netmaintd.profiles.secret_words import NAMED, SHAPED
from packaged import PROFILES

KEY = b"k" * 32
LENGTH = 20_000
BOUND_S = 0.5
"""Processor seconds; a pattern of quadratic time needs several for such a line, one of linear time milliseconds."""
CHARACTERS = 'a 1"-\n=x.'


def attacks(pattern: str) -> Iterator[str]:
    """Yield texts that repeat what the pattern may repeat without end."""
    for lead in _leads(parser.parse(pattern, re.MULTILINE), ""):
        for character in CHARACTERS:
            yield lead + character * LENGTH + "\x01"
        yield lead + "a " * (LENGTH // 2) + "\x01"


def _leads(parts: Any, before: str) -> Iterator[str]:
    """Yield what must stand before each repetition without end."""
    for operation, value in parts:
        name = str(operation)
        if name.endswith("REPEAT"):
            if value[1] > LENGTH:
                yield before
            yield from _leads(value[2], before)
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            yield from _leads(value[-1] if name == "SUBPATTERN" else value, before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _leads(branch, before)
        before += _shortest(((operation, value),))


def _shortest(parts: Any) -> str:
    """Return a short text that the parts match."""
    text = ""
    for operation, value in parts:
        name = str(operation)
        if name == "LITERAL":
            text += chr(value)
        elif name == "IN":
            text += next((c for c in CHARACTERS + "abcxyz\t:_/#!<>$" if re.fullmatch(_class(value), c)), "a")
        elif name in {"ANY", "NOT_LITERAL"}:
            text += "a"
        elif name.endswith("REPEAT"):
            text += _shortest(value[2]) * min(max(value[0], 1), 20)
        elif name == "BRANCH":
            text += _shortest(value[1][0])
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            text += _shortest(value[-1] if name == "SUBPATTERN" else value)
    return text


def _class(items: Any) -> str:
    """Return a set of characters as it is written."""
    text, negated = "", ""
    for operation, value in items:
        name = str(operation)
        if name == "NEGATE":
            negated = "^"
        elif name == "LITERAL":
            text += re.escape(chr(value))
        elif name == "RANGE":
            text += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            text += {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}.get(
                str(value), {"NOT_DIGIT": r"\D", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}[str(value)[9:]]
                if "NOT" in str(value) else r"\w",
            )  # fmt: skip
    return f"[{negated}{text}]"


def patterns() -> list[str]:
    """Return every pattern that is laid on what a device says, once."""
    found: dict[str, None] = {}
    for name in PROFILES.names():
        profile = PROFILES.get(name)
        found |= dict.fromkeys((*profile.secrets, *profile.reencrypted, *profile.match.ssh))
        found |= dict.fromkeys(pattern for rule in profile.block_secrets for pattern in (rule.block, rule.secret))
        found |= dict.fromkeys(dialogue(profile).refusals)
        for command in profile.ssh.commands if profile.ssh else ():
            found |= dict.fromkeys((*command.patterns.values(), *([command.end] if command.end else ())))
    return list(found)


def slow(compiled: re.Pattern[str]) -> str:
    """Return the beginning of a text that keeps a pattern busy, empty when none does."""
    for text in dict.fromkeys(attacks(compiled.pattern)):
        began = time.thread_time()
        for _ in compiled.finditer(text):
            pass
        if time.thread_time() - began > BOUND_S:
            return text[:60]
    return ""


def test_every_pattern_of_every_platform_takes_time_in_proportion() -> None:
    found = {pattern: slow(re.compile(pattern, re.MULTILINE)) for pattern in patterns()}

    assert {pattern: text for pattern, text in found.items() if text} == {}


@pytest.mark.parametrize("pattern", [*NAMED, *SHAPED], ids=lambda pattern: pattern.pattern[:24])
def test_the_patterns_of_all_platforms_take_time_in_proportion(pattern: re.Pattern[str]) -> None:
    assert slow(pattern) == ""


def test_a_pattern_that_goes_back_over_what_it_saw_would_be_noticed() -> None:
    assert slow(re.compile(r"^user \w*\d+ (\S+)"))


@pytest.mark.parametrize("unit", ["a", "a.", "password ", 'password "', "username a", "<a", "\n", "://a:", "key-"])
def test_megabytes_of_nothing_are_masked_and_normalised_at_once(unit: str) -> None:
    profile = PROFILES.get("cisco_ios")
    took = []
    for length in (50_000, 400_000):
        text = unit * (length // len(unit))
        began = time.process_time()
        mask(profile, normalise(profile, text), KEY)
        took.append(time.process_time() - began)

    assert took[1] < 40 * max(took[0], 0.02)  # eight times the length
