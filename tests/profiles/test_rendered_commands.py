"""What becomes part of a command is an address or the name of a port, in its one spelling, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.errors import CommandNotAllowed
from netmaintd.profiles.commands import batches, commands_for, dialogue, lines
from netmaintd.profiles.profile import ProfileFile, resolve
from netmaintd.profiles.render import render
from netmaintd.profiles.ssh_part import Command

PING = "ping {target} repeat 3"


def test_an_address_is_rendered_in_its_one_spelling() -> None:
    assert render(PING, target="2001:DB8:0::1") == "ping 2001:db8::1 repeat 3"
    assert render("show interface {interface}", interface="GigabitEthernet1/0/1") == (
        "show interface GigabitEthernet1/0/1"
    )


@pytest.mark.parametrize(
    "value",
    ["", "10.0.0.1; reload", "10.0.0.1 ", "10.0.0.1\nreload", "host", "fe80::1%eth0", "10.0.0.1|x", "?", "10.0.0.1/24"],
)
def test_what_is_no_address_is_not_sent(value: str) -> None:
    with pytest.raises(CommandNotAllowed, match="nothing was sent"):
        render(PING, target=value)


@given(st.text(max_size=40))
def test_no_text_makes_a_second_word_of_a_port(text: str) -> None:
    try:
        line = render("show interface {interface}", interface=text)
    except CommandNotAllowed:
        return
    assert line.isascii()
    assert line.split() == ["show", "interface", text]
    assert not set(line) & set(";|?<>&`$\\\"'{}\r\n")


def test_a_missing_or_an_unwanted_value_is_refused() -> None:
    with pytest.raises(CommandNotAllowed):
        render(PING)
    with pytest.raises(CommandNotAllowed):
        render("show version", target="10.0.0.1")


def test_a_command_with_a_target_is_sent_once_for_each_and_never_as_it_is_written() -> None:
    command = Command(run=PING)

    assert lines(command, ("10.0.0.1", "10.0.0.2")) == ("ping 10.0.0.1 repeat 3", "ping 10.0.0.2 repeat 3")
    assert lines(command, ()) == ()
    assert lines(Command(run="show version"), ("10.0.0.1",)) == ("show version",)


def test_a_command_that_replaces_another_waits_for_its_answer() -> None:
    ssh = {
        "driver": "generic",
        "commands": [
            {"run": "show a", "gives": "identity"},
            {"run": "show b", "gives": "running"},
            {"run": "show c", "gives": "running", "instead_of": "show b"},
        ],
    }
    profile = resolve(ProfileFile.model_validate({"name": "x", "title": "X", "ssh": ssh}), ())

    assert batches(profile, ("show a", "show b", "show c")) == (("show a", "show b"), ("show c",))


def test_a_stranger_is_asked_one_harmless_question_and_no_command() -> None:
    words = dialogue(resolve(ProfileFile(name="x", title="X"), ()), recognising=True)

    assert (words.question, words.commands, words.prepare) == ("show version", frozenset(), ())
    assert commands_for(resolve(ProfileFile(name="x", title="X"), ()), set()) == ()
