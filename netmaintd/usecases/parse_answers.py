"""Read the rows out of a device's answers, as far as the wanted facts need them, in a process that can be ended."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from netmaintd.model.rows import Parsed, Readings, Recipe, Unreadable
from netmaintd.profiles.parsed_facts import entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from netmaintd.model.dialogue import Answer
    from netmaintd.model.facts import Fact
    from netmaintd.profiles.profile import Profile

logger = logging.getLogger(__name__)
PATIENCE = 2
"""So many texts of one device may run out of time; a third is not begun, since others wait for the same processes."""


class TextReader(Protocol):
    """What turns a text into rows."""

    def read(self, recipe: Recipe, text: str) -> Parsed:
        """Return the rows of a text, or why there are none."""
        ...


def parse_answers(
    profile: Profile, answers: Mapping[str, Answer], kinds: AbstractSet[type[Fact]], reader: TextReader
) -> Readings:
    """Return the rows of every whole answer; each text is read once by each recipe."""
    readings: dict[tuple[str, Recipe], Parsed] = {}
    slow = 0
    for command, parse in entries(profile, kinds):
        answer, key = answers.get(command), (command, parse.recipe)
        if answer is None or not answer.complete or key in readings:
            continue
        found = reader.read(parse.recipe, answer.text) if slow < PATIENCE else Parsed(why_not=Unreadable.TOO_SLOW)
        slow += found.why_not is Unreadable.TOO_SLOW
        if found.why_not is not None:
            told = {"platform": profile.name, "command": command, "why": found.why_not.value, "detail": found.detail}
            logger.warning("answer not read", extra=told)
        readings[key] = found
    return readings
