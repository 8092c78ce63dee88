"""A command line that refuses is never believed, whatever its kind and whatever profile asked."""

from __future__ import annotations

import re

import pytest

from netmaintd.config.profile_files import load_profiles
from netmaintd.profiles.commands import REFUSALS, dialogue

PROFILES = load_profiles()


@pytest.mark.parametrize(
    "line",
    [
        "% Unknown command: cat /etc/network/interfaces",
        "% Invalid input detected at '^' marker.",
        "% Incomplete command.",
        "% Authorization failed.",
        "Error: Unrecognized command found at '^' position.",
        "Unrecognized command",
        "bash: show: command not found",
        "-sh: display: command not found",
        "cat: /etc/network/interfaces: No such file or directory",
        "cat: /etc/shadow: Permission denied",
        "Invalid input: running-config",
        "syntax error, expecting <command>.",
        "bad command name show (line 1 column 1)",
        "Command authorization failed.",
    ],
)
def test_the_refusals_of_all_command_lines_are_known_to_every_profile(line: str) -> None:
    for name in PROFILES.names():
        words = dialogue(PROFILES.get(name))
        assert any(re.search(pattern, line) for pattern in words.refusals), name


@pytest.mark.parametrize(
    "line",
    [
        "hostname sw-command-not-found-1",
        "! Last configuration change at 08:00:01 WIB",
        " description invalid input filter",
        "ip access-list extended unknown",
        "# The loopback network interface",
        "Building configuration...",
        "set system host-name bad-command",
    ],
)
def test_lines_of_configurations_are_no_refusals(line: str) -> None:
    assert not any(re.search(pattern, line) for pattern in REFUSALS)
