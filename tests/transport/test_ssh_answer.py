"""What stands between echo and prompt is kept byte for byte, and nothing is believed at first sight."""

from __future__ import annotations

import pytest

from netmaintd.model.dialogue import SshDialogue
from netmaintd.transport.ssh_answer import MOST_QUIET_S, NO_ECHO_S, QUIET_AFTER_END_S, QUIET_S, AnswerReader

SHOW = "show running-config"
DIALOGUE = SshDialogue(
    "cisco_ios",
    frozenset({SHOW, "show version"}),
    refusals=("^% ?Invalid",),
    end_of=((SHOW, "^end$"),),
    pager=("--More--",),
)
CONFIG = b"!\r\nhostname sw1\r\nend\r\n"


def reader(raw: bytes, command: str = SHOW) -> AnswerReader:
    made = AnswerReader(DIALOGUE, b"sw1#", command, 30.0)
    made.feed(raw, 0.0)
    return made


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\r\nsw1#",
        b"\r\nsw1# \r\nsw1# \r\nsw1# \r\nsw1# ",
        b"sw1#\x1b[K\r\n\r\n\x1b[1msw1#\x1b[0m\r\nsw1#",
    ],
)
def test_prompts_that_come_late_are_no_part_of_the_answer(before: bytes) -> None:
    assert reader(before + SHOW.encode() + b"\r\n" + CONFIG + b"sw1#").body() == CONFIG


def test_a_command_line_that_is_painted_twice_is_no_part_of_the_answer() -> None:
    assert reader(b"sw1#" + SHOW.encode() + b"\r\nsw1#" + SHOW.encode() + b"\r\n" + CONFIG + b"sw1#").body() == CONFIG


def test_a_command_named_deep_inside_an_answer_is_kept() -> None:
    content = b"alias a\r\nalias b\r\nalias c\r\nalias sh show version\r\n"

    assert reader(content + b"sw1#", "show version").body() == content


@pytest.mark.parametrize(
    ("raw", "command", "needed_s"),
    [
        (SHOW.encode() + b"\r\n" + CONFIG + b"sw1#", SHOW, QUIET_AFTER_END_S),
        (SHOW.encode() + b"\r\nbanner\r\nsw1#", SHOW, MOST_QUIET_S),
        (b"show version\r\nIOS\r\nsw1#", "show version", QUIET_S),
        (b"IOS\r\nsw1#", "show version", NO_ECHO_S),
    ],
)
def test_the_less_there_is_to_believe_a_prompt_the_longer_it_must_be_quiet(
    raw: bytes, command: str, needed_s: float
) -> None:
    assert not reader(raw, command).ended(needed_s - 0.01)
    assert reader(raw, command).ended(needed_s)


def test_a_device_that_pauses_gets_four_times_its_longest_pause() -> None:
    made = reader(SHOW.encode() + b"\r\n")
    made.feed(CONFIG + b"sw1#", 0.3)

    assert not made.ended(1.1)
    assert made.ended(1.2)


def test_without_the_prompt_at_the_very_end_no_quiet_is_enough() -> None:
    assert not reader(SHOW.encode() + b"\r\n" + CONFIG + b"sw1#\r\nmore").ended(1000.0)


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (CONFIG, ""),
        (b"% Invalid input detected\r\n", "refused: % Invalid input detected"),
        (b"!\r\n--More--\r\nend\r\n", "the pager left its mark in the answer"),
        (b"!\r\nhostname sw1\r\n", "its end marker is missing"),
    ],
)
def test_what_speaks_against_an_answer_is_said(body: bytes, doubt: str) -> None:
    assert reader(b"").doubt(body) == doubt
