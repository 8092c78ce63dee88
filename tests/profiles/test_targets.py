"""A device is asked to reach the addresses of its inventory, and each answer is read as its command's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from netmaintd.config.profile_files import load_profiles
from netmaintd.errors import CommandNotAllowed
from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import PingFromDevice
from netmaintd.model.rows import Parsed, Recipe
from netmaintd.parsers.read_text import by_pattern
from netmaintd.profiles.commands import commands_for
from netmaintd.profiles.ssh_facts import ssh_facts
from netmaintd.profiles.targets import for_targets
from netmaintd.usecases.parse_answers import parse_answers

AT = datetime(2026, 12, 3, tzinfo=UTC)
IOS = load_profiles().get("cisco_ios")
TARGETS = ("10.1.0.1", "10.9.0.53")
WELL = """Type escape sequence to abort.
Sending 5, 100-byte ICMP Echos to 10.1.0.1, timeout is 2 seconds:
.!!!!
Success rate is 80 percent (4/5), round-trip min/avg/max = 1/2/4 ms
"""
LOST = """Type escape sequence to abort.
Sending 5, 100-byte ICMP Echos to 10.9.0.53, timeout is 2 seconds:
.....
Success rate is 0 percent (0/5)
"""


class Reader:
    """Reads by patterns, in this process."""

    def read(self, recipe: Recipe, text: str) -> Parsed:
        return Parsed(tuple(by_pattern(recipe.lines, recipe.within, text)))


def pings(texts: Mapping[str, str]) -> tuple[PingFromDevice, ...]:
    profile = for_targets(IOS, TARGETS)
    answers = {run: Answer(run, text.encode(), True) for run, text in texts.items()}
    readings = parse_answers(profile, answers, {PingFromDevice}, Reader())
    return ssh_facts(profile, answers, AT, readings, {}).of(PingFromDevice)


def test_each_target_is_asked_and_each_answer_is_read() -> None:
    assert commands_for(IOS, {PingFromDevice}, TARGETS) == ("ping 10.1.0.1", "ping 10.9.0.53")
    found = pings({"ping 10.1.0.1": WELL, "ping 10.9.0.53": LOST})

    assert [(p.target, p.sent, p.received, p.rtt_s) for p in found] == [
        ("10.1.0.1", 5, 4, 0.002),
        ("10.9.0.53", 5, 0, None),
    ]


def test_an_answer_that_tells_no_result_is_no_ping() -> None:
    assert pings({"ping 10.1.0.1": "% Unrecognized host or address, or protocol not running.\n"}) == ()


def test_without_targets_nothing_is_asked_and_a_word_that_is_no_address_never() -> None:
    filled = for_targets(IOS, ())
    assert filled.ssh is not None
    assert not any("ping" in command.run for command in filled.ssh.commands)
    with pytest.raises(CommandNotAllowed):
        for_targets(IOS, ("10.0.0.1 repeat 100000",))
