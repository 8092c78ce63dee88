"""A command line that refuses is never believed, whatever its kind and whatever profile asked."""

from __future__ import annotations

import re

import pytest

from netmaintd.profiles.commands import REFUSALS, dialogue
from packaged import PROFILES


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
        "% Error: Unrecognized command.",
        "%Error 140303: Invalid command.",
        "%% Invalid input detected at '^' marker.",
        " % Unrecognized command found at '^' position.",
        "ERROR: % Invalid input detected at '^' marker.",
        "Unknown action 0",
        "command parse error before 'psu'",
        "Command fail. Return code -61",
        'CLI syntax error: "show version all": Unknown command',
        "SHELL PARSER FAILURE: 'foo' - invalid input",
        "E101: Command Not Found",
        "Unknown command 'wwan'.",
        "Error: Bad command",
        "Invalid input -> show foo",
        "% Too many parameters found at '^' position.",
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
        "alias exec e show environment",
        "E-mail noc@contoh.go.id",
        "  command alias tampil",
        "%%01IFNET/4/LINK_STATE(l)[1]:The line protocol has entered the DOWN state.",
        "errdisable recovery cause all",
    ],
)
def test_lines_of_configurations_are_no_refusals(line: str) -> None:
    assert not any(re.search(pattern, line) for pattern in REFUSALS)
