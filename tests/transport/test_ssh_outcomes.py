"""Each way in which a session may fail has its own name; nothing is offered to a device that is not the known one."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from faulty_lab import Faulty
from netmaintd.errors import (
    Cancelled,
    CommandNotAllowed,
    ConnectionLost,
    CryptoMismatch,
    DeviceTimeout,
    Garbled,
    HostKeyChanged,
    HostKeyUnknown,
    LoginRefused,
    Refused,
    Unreachable,
)
from netmaintd.lab import credentials
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import SshDialogue
from netmaintd.model.facts import ConfigText
from netmaintd.model.hostkeys import HostKey
from netmaintd.profiles.commands import REFUSED, commands_for, dialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_connect import fetch_host_key
from packaged import PROFILES

SWITCH, ROUTER_FRR, OLD = "sw-lt1-dinkes", "rt-mekarsari", "sw-lt2-walikota"


def words(platform: str) -> SshDialogue:
    found = dialogue(PROFILES.get(platform))
    assert found is not None
    return found


def device_of(lab: Faulty, name: str, **ssh: object) -> Device:
    device = lab.city.inventory().device(name)
    assert device.ssh is not None
    changed = device.ssh.model_copy(update={"connect_timeout_s": 20.0, "silence_s": 20.0, **ssh})
    return device.model_copy(update={"ssh": changed})


@contextlib.contextmanager
def session(
    device: Device,
    key: HostKey | None,
    *,
    seconds: float = 60.0,
    credential: SshCredential = credentials.SSH,
    stop: threading.Event | None = None,
) -> Iterator[SshSession]:
    assert device.ssh is not None
    with SshSession(
        device, device.ssh, credential, words(device.platform), host_key=key, deadline=Deadline(seconds, stop)
    ) as made:
        yield made


def logins(lab: Faulty, name: str) -> int:
    return sum(entry.what.startswith("login") for entry in lab.city.heard(name))


def test_a_configuration_is_read_whole_and_byte_for_byte(lab: Faulty) -> None:
    device = device_of(lab, SWITCH)
    with session(device, fetch_host_key(device)) as ssh:
        login = ssh.open()
        answer = ssh.ask("show running-config")

    assert login.privileged
    assert not login.legacy
    assert answer.complete, answer.doubt
    assert answer.text.rstrip().endswith("\nend")
    assert "show running-config" not in answer.text
    assert login.prompt not in answer.text


def test_a_device_that_was_never_enrolled_is_not_even_contacted(lab: Faulty) -> None:
    before = len(lab.city.heard(SWITCH))

    with pytest.raises(HostKeyUnknown, match="netmaintd devices enrol"), session(device_of(lab, SWITCH), None) as ssh:
        ssh.open()

    assert len(lab.city.heard(SWITCH)) == before


def test_a_changed_host_key_is_refused_before_a_password_is_sent(lab: Faulty) -> None:
    device = device_of(lab, ROUTER_FRR)
    key = fetch_host_key(device)
    lab.city.rekey(ROUTER_FRR)
    before = logins(lab, ROUTER_FRR)

    with pytest.raises(HostKeyChanged, match="no password was sent"), session(device, key) as ssh:
        ssh.open()

    assert logins(lab, ROUTER_FRR) == before


def test_a_wrong_password_is_tried_exactly_once(lab: Faulty) -> None:
    device = device_of(lab, SWITCH)
    key = fetch_host_key(device)
    wrong = SshCredential("lab-ssh", "petugas", password="salah-sekali")
    before = logins(lab, SWITCH)

    with pytest.raises(LoginRefused) as caught, session(device, key, credential=wrong) as ssh:
        ssh.open()

    assert logins(lab, SWITCH) - before == 1
    assert "salah-sekali" not in str(caught.value)


def test_a_device_that_knows_only_sha1_needs_its_mark(lab: Faulty) -> None:
    with pytest.raises(CryptoMismatch, match="legacy: true"):
        fetch_host_key(device_of(lab, OLD, legacy=False))

    device = device_of(lab, OLD)
    with session(device, fetch_host_key(device)) as ssh:
        login = ssh.open()
    assert login.legacy
    assert login.kex == "diffie-hellman-group14-sha1"


def test_a_mark_that_was_taken_away_is_no_changed_key(lab: Faulty) -> None:
    device = device_of(lab, OLD)
    key = fetch_host_key(device)

    with pytest.raises(CryptoMismatch, match="mark it with"), session(device_of(lab, OLD, legacy=False), key) as ssh:
        ssh.open()


def test_a_closed_port_a_dead_address_and_a_silent_port_are_told_apart(lab: Faulty) -> None:
    device = device_of(lab, SWITCH, connect_timeout_s=2.0)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = device.model_copy(
            update={"address": "127.0.0.1", "ssh": Ssh(credential="lab-ssh", port=unused.getsockname()[1])}
        )
        with pytest.raises(Refused, match="is SSH switched on"):
            fetch_host_key(closed)
    with pytest.raises(Unreachable, match="does not answer"):
        fetch_host_key(device_of(lab, "sw-mekarsari", connect_timeout_s=2.0))
    lab.fault(SWITCH, "silent")
    with pytest.raises(DeviceTimeout, match="does not speak SSH"):
        fetch_host_key(device)


def test_a_device_that_falls_silent_ends_the_session(lab: Faulty) -> None:
    device = device_of(lab, SWITCH, silence_s=2.0)
    with session(device, fetch_host_key(device)) as ssh:
        ssh.open()
        lab.fault(SWITCH, "hang_after", 500)
        with pytest.raises(DeviceTimeout, match="silent"):
            ssh.ask("show running-config")


def test_a_cut_connection_is_noticed_long_before_the_silence_limit(lab: Faulty) -> None:
    device = device_of(lab, SWITCH, silence_s=60.0)
    with session(device, fetch_host_key(device), seconds=60.0) as ssh:
        ssh.open()
        lab.fault(SWITCH, "drop_after", 500)
        began = time.monotonic()
        with pytest.raises(ConnectionLost):
            ssh.ask("show running-config")
        assert time.monotonic() - began < 30  # half of the limits above; the bound itself is measured elsewhere


def test_an_answer_without_its_end_is_doubted(lab: Faulty) -> None:
    device = device_of(lab, SWITCH)
    with session(device, fetch_host_key(device)) as ssh:
        ssh.open()
        lab.fault(SWITCH, "truncate_after", 700)
        answer = ssh.ask("show running-config")

    assert not answer.complete
    assert "end marker" in answer.doubt


def test_the_prompt_inside_an_answer_does_not_end_it(lab: Faulty) -> None:
    device = device_of(lab, SWITCH)
    with session(device, fetch_host_key(device)) as ssh:
        ssh.open()
        whole = ssh.ask("show running-config").text
        lab.fault(SWITCH, "prompt_in_output")
        disturbed = ssh.ask("show running-config")

    assert disturbed.complete, disturbed.doubt
    assert len(disturbed.text) > len(whole)


def test_an_endless_answer_is_ended_by_the_deadline_or_its_size(lab: Faulty) -> None:
    device = device_of(lab, SWITCH)
    with session(device, fetch_host_key(device), seconds=6.0) as ssh:
        ssh.open()
        lab.fault(SWITCH, "endless")
        with pytest.raises((Garbled, DeviceTimeout)):
            ssh.ask("show running-config")


def test_a_stop_ends_a_session_in_the_middle_of_an_answer(lab: Faulty) -> None:
    device = device_of(lab, SWITCH, silence_s=60.0)
    stop = threading.Event()
    with session(device, fetch_host_key(device), seconds=60.0, stop=stop) as ssh:
        ssh.open()
        lab.fault(SWITCH, "hang_after", 500)
        threading.Timer(0.3, stop.set).start()
        with pytest.raises(Cancelled):
            ssh.ask("show running-config")


@pytest.mark.parametrize(
    "command", ["reload", "show version\nreload", "show running-config | redirect flash:x", "show", "", "\x03"]
)
def test_nothing_but_the_exact_commands_leaves(lab: Faulty, command: str) -> None:
    device = device_of(lab, SWITCH)
    with session(device, fetch_host_key(device)) as ssh:
        ssh.open()
        before = len(lab.city.heard(SWITCH))
        with pytest.raises(CommandNotAllowed):
            ssh.ask(command)
        assert len(lab.city.heard(SWITCH)) == before


@pytest.mark.parametrize("name", ["rt-dinkes", "sw-gudang-dinkes", "sw-lt2-dinkes", "srv-mekarsari", "rt-tirta-utara"])
def test_every_platform_of_the_lab_shows_its_configuration_whole(lab: Faulty, name: str) -> None:
    device = device_of(lab, name)
    profile = PROFILES.get(device.platform)
    with session(device, fetch_host_key(device)) as ssh:
        ssh.open()
        answers = list(ssh.ask_all(commands_for(profile, {ConfigText})))

    assert any(answer.complete for answer in answers), [(a.command, a.doubt) for a in answers]
    assert all(answer.complete or answer.doubt.startswith(REFUSED) for answer in answers)
