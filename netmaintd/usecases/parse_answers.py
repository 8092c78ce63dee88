"""Read the rows out of a device's answers, as far as the wanted facts need them, in a process that can be ended."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Protocol

from netmaintd.model.rows import Parsed, Readings, Recipe, Unreadable
from netmaintd.profiles.parsed_facts import entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from netmaintd.model.dialogue import Answer
    from netmaintd.model.facts import Fact
    from netmaintd.profiles.parse_part import Parse
    from netmaintd.profiles.profile import Profile

logger = logging.getLogger(__name__)
PATIENCE = 2
"""So many texts of one device may run out of time; a third is not begun, since others wait for the same processes."""
SHORT = 1000
"""Characters within which a device says that it has nothing to tell."""


class TextReader(Protocol):
    """What turns a text into rows."""

    def read(self, recipe: Recipe, text: str) -> Parsed:
        """Return the rows of a text, or why there are none."""
        ...


def parse_answers(
    profile: Profile, answers: Mapping[str, Answer], kinds: AbstractSet[type[Fact]], reader: TextReader
) -> Readings:
    """Return the rows of whole answers, and why others have none; each text is read once by each recipe."""
    readings: dict[tuple[str, Recipe], Parsed] = {}
    slow = 0
    for command, parse in entries(profile, kinds):
        answer, key = answers.get(command), (command, parse.recipe)
        if answer is None or key in readings:
            continue
        found = _unread(parse, answer, slow) or reader.read(parse.recipe, answer.text)
        slow += found.why_not is Unreadable.TOO_SLOW
        if found.why_not not in {None, Unreadable.REFUSED}:
            told = {"platform": profile.name, "command": command, "why": found.why_not, "detail": found.detail}
            logger.warning("answer not read", extra=told)
        readings[key] = found
    return readings


def _unread(parse: Parse, answer: Answer, slow: int) -> Parsed | None:
    """Return what is known of an answer that is not read; None of one that is."""
    if not answer.complete:
        return Parsed(why_not=Unreadable.REFUSED if answer.doubt.startswith("refused") else Unreadable.CUT)
    if parse.none is not None and re.search(parse.none, answer.text[:SHORT], re.MULTILINE):
        return Parsed()
    return Parsed(why_not=Unreadable.TOO_SLOW) if slow >= PATIENCE else None
