"""Where answers end, whatever a device does between and behind them; and nothing leaves that was not allowed."""

from __future__ import annotations

import threading
from collections.abc import Callable

import paramiko
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmaintd.errors import CommandNotAllowed, ConnectionLost
from netmaintd.model.credentials import SshCredential
from netmaintd.model.dialogue import SshDialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from odd_server import PASSWORD, Odd, serving

CREDENTIAL = SshCredential("c", "petugas", password=PASSWORD)
VERSION, CONFIG, CLOCK = "show version", "show running-config", "show clock"
TEXTS = {
    VERSION: b"Version 15.2\r\n",
    CONFIG: b"!\r\nhostname sw1\r\n!\r\nend\r\n",
    CLOCK: b"10:00:00 WIB\r\n",
}
MORE = (r"-{2,} ?more\b[^\r\n]{0,40}",)
WORDS = SshDialogue(
    "cisco_ios", frozenset(TEXTS), refusals=("^% ?Invalid",), end_of=((CONFIG, "^end$"),),
    prepare=("terminal length 0",), more=MORE,
)  # fmt: skip
Answer = Callable[[paramiko.Channel, str], None]


def plainly(channel: paramiko.Channel, command: str) -> None:
    channel.sendall(TEXTS.get(command, b""))


def talking(odd: Odd, answer: Answer = plainly, prompt: bytes = b"sw1#", greeting: bytes = b"") -> Odd:
    """Let a server talk like a command line."""

    def shell(channel: paramiko.Channel) -> None:
        channel.sendall(greeting)
        while True:
            channel.sendall(prompt)
            answer(channel, odd.read_line(channel).decode())

    odd.shell = shell
    return odd


def session(
    odd: Odd, words: SshDialogue = WORDS, credential: SshCredential = CREDENTIAL,
    recognise: Callable[[str], SshDialogue] | None = None,
) -> SshSession:  # fmt: skip
    device = odd.device("cisco_ios", silence_s=4.0)
    assert device.ssh is not None
    limit = Deadline(30)
    return SshSession(
        device, device.ssh, credential, words, host_key=odd.host_key, deadline=limit, recognise=recognise
    )  # fmt: skip


def test_answers_come_in_order_each_with_its_own_text_and_nothing_else_was_sent() -> None:
    odd = talking(Odd())
    with serving(odd), session(odd) as made:
        made.open()
        answers = list(made.ask_all((VERSION, CONFIG, CLOCK)))

    assert [(a.command, a.raw, a.complete) for a in answers] == [(c, TEXTS[c], True) for c in (VERSION, CONFIG, CLOCK)]
    assert [line for line in odd.lines if line] == [
        b"terminal length 0",
        VERSION.encode(),
        CONFIG.encode(),
        b"show clock",
    ]


def test_a_prompt_in_the_middle_of_an_answer_where_the_device_pauses_does_not_end_it() -> None:
    """What is typed meanwhile waits: the terminal repeats it only behind the true prompt."""
    torn = b"banner motd\r\nsw1#", b"\r\nrest\r\n"

    def answer(channel: paramiko.Channel, command: str) -> None:
        channel.sendall(torn[0] if command == VERSION else TEXTS.get(command, b""))
        pause.wait(0.15 if command == VERSION else 0.0)
        channel.sendall(torn[1] if command == VERSION else b"")

    pause, odd = threading.Event(), talking(Odd(), lambda *_: None)
    talking(odd, answer)
    with serving(odd), session(odd) as made:
        made.open()
        answers = list(made.ask_all((VERSION, CLOCK)))

    assert [answer.raw for answer in answers] == [torn[0] + torn[1], TEXTS[CLOCK]]


def test_a_terminal_that_repeats_at_once_what_is_typed_too_early_is_seen_through() -> None:
    """A shell repeats it a second time behind its prompt; both commands are then asked again."""
    odd, pause, told = Odd(), threading.Event(), []

    def shell(channel: paramiko.Channel) -> None:
        channel.sendall(b"sw1#")
        while True:
            command = odd.read_line(channel).decode()
            if command == VERSION and not told:
                told.append(command)
                channel.sendall(b"motd\r\nsw1#")
                early = odd.read_line(channel).decode()  # repeated where the cursor stands
                channel.sendall(b"rest\r\nsw1#" + early.encode() + b"\r\n" + TEXTS.get(early, b""))
            elif command == VERSION:
                channel.sendall(b"motd\r\nsw1#")
                pause.wait(0.1)
                channel.sendall(b"\r\nrest\r\n")
            else:
                plainly(channel, command)
            channel.sendall(b"sw1#")

    odd.shell = shell
    with serving(odd), session(odd) as made:
        made.open()
        answers = list(made.ask_all((VERSION, CLOCK)))

    assert [answer.raw for answer in answers] == [b"motd\r\nsw1#\r\nrest\r\n", TEXTS[CLOCK]]


@pytest.mark.parametrize(
    ("question", "erased"),
    [
        (b"--More-- ", b"\r         \r"),
        (b"--More-- ", b"\x08" * 9 + b" " * 9 + b"\x08" * 9),
        (b"  ---- More ----", b"\x1b[16D" + b" " * 16 + b"\x1b[16D"),
        (b"\x1b[7m--More--\x1b[m", b"\r\x1b[K"),
    ],
)
def test_a_pager_is_answered_and_leaves_no_mark_but_in_the_evidence(question: bytes, erased: bytes) -> None:
    pages = b"!\r\nhostname sw1\r\n", b"   indented\r\n", b"end\r\n"

    def answer(channel: paramiko.Channel, command: str) -> None:
        for page in pages[:-1] if command == CONFIG else ():
            channel.sendall(page + question)
            assert channel.recv(1) == b" "
            channel.sendall(erased)
        channel.sendall(pages[-1] if command == CONFIG else TEXTS.get(command, b""))

    odd = talking(Odd(), answer)
    with serving(odd), session(odd) as made:
        made.open()
        config, clock = made.ask_all((CONFIG, CLOCK))

    assert (config.content, config.complete) == (b"".join(pages), True)
    assert question in config.raw
    assert clock.content == TEXTS[CLOCK]


def test_a_device_that_is_renamed_between_two_answers_is_followed() -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        prompt = b"sw1#"
        while True:
            channel.sendall(prompt)
            command = odd.read_line(channel).decode()
            plainly(channel, command)
            prompt = b"sw-baru#" if command == CONFIG else prompt

    odd.shell = shell
    with serving(odd), session(odd) as made:
        made.open()
        answers = list(made.ask_all((CONFIG, CLOCK)))

    assert [(answer.content, answer.complete) for answer in answers] == [(TEXTS[CONFIG], True), (TEXTS[CLOCK], True)]


def test_a_prompt_that_counts_commands_is_known_again() -> None:
    odd, number = Odd(), iter(range(1, 100))

    def shell(channel: paramiko.Channel) -> None:
        while True:
            channel.sendall(b"* X440-24p.%d # " % next(number))
            plainly(channel, odd.read_line(channel).decode())

    odd.shell = shell
    with serving(odd), session(odd) as made:
        assert made.open().prompt.startswith("* X440-24p.")
        assert [answer.content for answer in made.ask_all((VERSION, CLOCK))] == [TEXTS[VERSION], TEXTS[CLOCK]]


def test_an_answer_without_a_last_line_end_is_kept_whole() -> None:
    odd = talking(Odd(), lambda channel, command: channel.sendall(b"sw1" if command == CLOCK else b""))
    with serving(odd), session(odd) as made:
        made.open()
        answer = made.ask(CLOCK)

    assert (answer.content, answer.complete) == (b"sw1", True)


def test_a_privilege_that_wants_a_secret_nobody_has_is_given_up() -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        while True:
            channel.sendall(b"sw1>")
            if odd.read_line(channel) == b"enable":
                channel.sendall(b"Password: ")
                assert channel.recv(1) == b"\x03"
                channel.sendall(b"\r\n")

    odd.shell = shell
    with serving(odd), session(odd, SshDialogue("cisco_ios", frozenset(), enable=True, prepare=())) as made:
        assert not made.open().privileged


@pytest.mark.parametrize(("secret", "asks"), [("rahasia", True), (None, False)])
def test_the_privilege_is_raised_with_a_secret_or_without_where_none_is_asked(
    secret: str | None, *, asks: bool
) -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        prompt = b"sw1>"
        while True:
            channel.sendall(prompt)
            if odd.read_line(channel) == b"enable":
                channel.sendall(b"Password: " if asks else b"")
                if not asks or odd.read_line(channel) == b"rahasia":
                    prompt = b"sw1#"

    odd.shell = shell
    credential = SshCredential("c", "petugas", password=PASSWORD, enable_secret=secret)
    words = SshDialogue("cisco_ios", frozenset(), enable=True, prepare=("terminal length 0",))
    with serving(odd), session(odd, words, credential) as made:
        login = made.open()

    assert (login.privileged, login.prompt) == (True, "sw1#")
    assert odd.lines.count(b"enable") == 1


def test_a_stranger_is_asked_one_question_and_then_talked_to_as_what_it_is() -> None:
    odd = talking(Odd())
    heard: list[str] = []
    stranger = SshDialogue("generic", frozenset(), prepare=(), question=VERSION)

    def recognise(said: str) -> SshDialogue:
        heard.append(said)
        return WORDS if "Version 15.2" in said else stranger

    with serving(odd), session(odd, stranger, recognise=recognise) as made:
        made.open()
        assert made.recognised_by is not None
        assert made.ask(CONFIG).content == TEXTS[CONFIG]
    assert [line for line in odd.lines if line] == [VERSION.encode(), b"terminal length 0", CONFIG.encode()]


def test_a_stranger_that_stays_one_is_asked_nothing_more() -> None:
    odd = talking(Odd(), lambda channel, command: channel.sendall(b"% Invalid input\r\n" if command else b""))
    stranger = SshDialogue("generic", frozenset(), prepare=(), question=VERSION)
    with serving(odd), session(odd, stranger) as made:
        assert made.open().prompt == "sw1#"
        with pytest.raises(CommandNotAllowed):
            made.ask(VERSION)
    assert [line for line in odd.lines if line] == [VERSION.encode()]


def test_nothing_but_exact_commands_of_the_profile_ever_leaves() -> None:
    """Ten thousand texts are tried on one session; what the server was typed is the witness."""
    odd = talking(Odd())
    tried: list[str] = []
    alphabet = st.sampled_from(
        ["show", " ", "version", "running-config", "\n", "\r", ";", "|", "?", "\x03", "\x1a", "r"]
    )
    texts = st.one_of(st.text(max_size=30), st.lists(alphabet, max_size=6).map("".join))

    with serving(odd), session(odd) as made:
        made.open()
        before = len(odd.lines)

        @settings(
            max_examples=200, deadline=None, database=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow],
        )  # fmt: skip
        @given(st.lists(texts.filter(lambda text: text not in TEXTS), min_size=50, max_size=50))
        def attempt(commands: list[str]) -> None:
            for command in commands:
                tried.append(command)
                with pytest.raises(CommandNotAllowed):
                    made.ask_all((VERSION, command))

        attempt()
        made.ask(CLOCK)
        after = [line for line in odd.lines[before:] if line]
    assert len(tried) >= 10_000
    assert after == [CLOCK.encode()]


def without_terminal(command: str, channel: paramiko.Channel) -> int | None:
    if command == CONFIG:
        channel.sendall(b"half")
        channel.get_transport().close()
        return None
    if command == CLOCK:
        channel.sendall_stderr(b"no such command\n")
        return 1
    channel.sendall(TEXTS[VERSION] * 3000)
    return 0


def test_without_a_terminal_the_end_is_told_and_a_cut_is_no_end() -> None:
    odd = Odd(execute=without_terminal)
    words = SshDialogue("mikrotik_routeros", frozenset(TEXTS), terminal=False)
    with serving(odd), session(odd, words) as made:
        login = made.open()
        version, clock = made.ask(VERSION), made.ask(CLOCK)
        with pytest.raises(ConnectionLost):
            made.ask(CONFIG)

    assert login.prompt == ""
    assert (version.raw, version.complete) == (TEXTS[VERSION] * 3000, True)
    assert not clock.complete
    assert clock.doubt.startswith("refused: no such command")
    assert odd.lines == [command.encode() for command in (VERSION, CLOCK, CONFIG)]
