"""What a profile reads from a recorded session, and that as text in which a difference shows line by line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from netmaintd.model.facts import FACT_KINDS, ConfigText, Facts
from netmaintd.parsers.parser import shared
from netmaintd.profiles.commands import dialogue
from netmaintd.profiles.ssh_facts import ssh_facts
from netmaintd.transport.recorded_session import replay
from netmaintd.usecases.parse_answers import parse_answers
from netmaintd.usecases.save_walk import facts_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netmaintd.model.dialogue import Answer
    from netmaintd.model.recording import Recording
    from netmaintd.profiles.profile import Profile


def facts_of_session(recording: Recording, profile: Profile) -> Facts:
    """Return what a profile reads from a recording, as of the day on which it was made."""
    return facts_of_answers(recording, profile, replay(recording, dialogue(profile)))


def facts_of_answers(recording: Recording, profile: Profile, answers: Mapping[str, Answer]) -> Facts:
    """Return what a profile reads from answers that a recorded device gave, by whatever way they came."""
    at = datetime.combine(recording.recorded, time(), UTC)
    return ssh_facts(profile, answers, at, parse_answers(profile, answers, set(FACT_KINDS.values()), shared()))


def session_facts_text(profile: Profile, facts: Facts) -> str:
    """Return facts as lines like those of a walk; of a configuration only what is left out of it as noise.

    The configuration itself stands in the recording.
    """
    others = Facts(tuple(fact for fact in facts.known if not isinstance(fact, ConfigText)))
    head, *rest = facts_text(profile, others).split("\n")
    configs = [json.dumps(["ConfigText", _told(config)], ensure_ascii=False) + "," for config in facts.of(ConfigText)]
    return "\n".join([head, *configs, *rest])


def _told(config: ConfigText) -> dict[str, object]:
    kept = config.normalised.split("\n")
    lines = [line.rstrip() for line in config.text.decode("utf-8", "replace").split("\n")]
    noise = list(dict.fromkeys(line for line in lines if line and line not in set(kept)))
    return {"kind": config.kind.value, "complete": config.complete, "lines": len(kept) - 1, "left_out": noise}
