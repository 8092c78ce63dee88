"""Recorded sessions of devices, each a test of its platform: what is read from one is what stands beside it.

A new one is made with `netmaintd devices record DEVICE --save tests/profiles/sessions/NAME` and picked up from there:
it is read without a network, and once more over SSH from the lab's server that plays it.
After a change of a profile: look at each difference, then write what is read now with
`python tests/profiles/test_sessions.py`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from netmaintd.errors import ConfigError
from netmaintd.lab import credentials
from netmaintd.lab.cli.recorded import cli_of_recording
from netmaintd.lab.faults import HEALTHY
from netmaintd.lab.hostkeys import ED25519, HostKeys
from netmaintd.lab.port import Port
from netmaintd.lab.ssh_server import SshServer
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import ConfigText
from netmaintd.model.recording import Recording
from netmaintd.profiles.commands import dialogue
from netmaintd.profiles.mask import mask, secret_spans
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.recorded_session import SUFFIX, read_session, session_text
from netmaintd.transport.ssh import SshSession
from netmaintd.usecases.recorded_facts import facts_of_answers, facts_of_session, session_facts_text
from packaged import PROFILES

SESSIONS = sorted((Path(__file__).parent / "sessions").glob(f"*{SUFFIX}"))
each_session = pytest.mark.parametrize("file", SESSIONS, ids=lambda path: path.name.removesuffix(SUFFIX))


def beside(file: Path) -> Path:
    return file.with_name(file.name.removesuffix(SUFFIX) + ".facts.json")


def read(file: Path) -> str:
    recording = read_session(file.read_bytes())
    profile = PROFILES.get(recording.profile)
    return session_facts_text(profile, facts_of_session(recording, profile))


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def serving(recording: Recording, state: Path) -> Iterator[tuple[Device, HostKeys]]:
    """Serve a recording on loopback."""
    keys, port = HostKeys(state, "rekaman"), free_port()
    server = SshServer(cli_of_recording(recording), Port("rekaman", "127.0.0.1", port), keys, lambda _: None)
    server.start(HEALTHY)
    try:
        ssh = Ssh(credential="lab-ssh", port=port)
        yield Device(name="rekaman", address="127.0.0.1", site="s", platform=recording.profile, ssh=ssh), keys
    finally:
        server.stop()


def asked(recording: Recording, device: Device, keys: HostKeys) -> dict[str, Answer]:
    assert device.ssh
    words = dialogue(PROFILES.get(recording.profile))
    key, limit = keys.public(ED25519), Deadline(60)
    with SshSession(device, device.ssh, credentials.SSH, words, host_key=key, deadline=limit) as session:
        session.open()
        return {command: session.ask(command) for command, _ in recording.answers}


@each_session
def test_a_recorded_session_is_read_as_it_was(file: Path) -> None:
    assert read(file) == beside(file).read_text(encoding="utf-8")


@each_session
def test_a_recorded_device_is_read_over_ssh_as_without(file: Path, tmp_path: Path) -> None:
    recording = read_session(file.read_bytes())
    profile = PROFILES.get(recording.profile)
    with serving(recording, tmp_path) as (device, keys):
        answers = asked(recording, device, keys)

    assert {command: answer.raw for command, answer in answers.items()} == dict(recording.answers)
    facts = facts_of_answers(recording, profile, answers)
    assert session_facts_text(profile, facts) == beside(file).read_text(encoding="utf-8")


@each_session
def test_a_recorded_device_is_never_taken_for_another_platform(file: Path) -> None:
    recording = read_session(file.read_bytes())
    said = f"{recording.server}\n{recording.greeting.decode('latin-1')}"

    found = PROFILES.recognise(None, None, said).profile.name
    assert found in PROFILES.get(recording.profile).lineage


@each_session
def test_a_recorded_configuration_has_no_secret_left_in_it(file: Path) -> None:
    recording = read_session(file.read_bytes())
    profile = PROFILES.get(recording.profile)
    for config in facts_of_session(recording, profile).of(ConfigText):
        assert secret_spans(profile, config.normalised) == []
        assert mask(profile, config.normalised, b"k") == config.normalised


@each_session
def test_a_recording_is_written_as_it_was_read(file: Path) -> None:
    text = file.read_text(encoding="ascii")

    assert session_text(read_session(file.read_bytes())) == text


def test_there_are_sessions() -> None:
    assert SESSIONS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"profile: [", "not a recorded session: "),
        (b"profile: cisco_ios\n", "made_by: Field required"),
        (b"- 1\n", "valid dictionary"),
    ],
)
def test_a_file_that_is_no_recording_says_where(content: bytes, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_session(content)


def test_every_byte_survives_the_file() -> None:
    content = bytes(range(256)) * 2 + b"\r\r\n\n \\x41 \"'#: \r"
    recording = read_session(SESSIONS[0].read_bytes())
    odd = Recording(
        recording.made_by, recording.recorded, recording.profile, recording.server, content, content, (("a", content),)
    )

    assert read_session(session_text(odd).encode("ascii")) == odd


if __name__ == "__main__":
    for one in SESSIONS:
        beside(one).write_text(read(one), encoding="utf-8")
