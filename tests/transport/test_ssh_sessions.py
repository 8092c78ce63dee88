"""Devices that are odd before and between answers: each ends in time, and nothing leaves that must not."""

from __future__ import annotations

import socket
import threading
import time

import paramiko
import pytest

from faulty_lab import Faulty
from netmaintd.errors import Cancelled, ConnectionLost, DeviceError, DeviceTimeout, Garbled, LoginRefused
from netmaintd.lab import credentials
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.facts import SshLogin
from netmaintd.profiles.commands import dialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_connect import fetch_host_key
from odd_server import PASSWORD, Odd, answering, serving
from packaged import PROFILES

COMMAND = "cat /etc/network/interfaces"
CREDENTIAL = SshCredential("c", "petugas", password=PASSWORD)


def session(odd: Odd, platform: str = "linux", *, deadline: Deadline | None = None, **ssh: object) -> SshSession:
    device = odd.device(platform, **ssh)
    words = dialogue(PROFILES.get(platform))
    assert device.ssh is not None
    assert words is not None
    return SshSession(device, device.ssh, CREDENTIAL, words, host_key=odd.host_key, deadline=deadline or Deadline(60))


def opened(odd: Odd, platform: str = "linux", *, deadline: Deadline | None = None, **ssh: object) -> SshLogin:
    with session(odd, platform, deadline=deadline, **ssh) as made:
        return made.open()


def test_every_byte_of_an_answer_is_kept() -> None:
    content = bytes(value for value in range(256) if value != 0x1B) * 3 + b"\r\n"
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        while True:
            channel.sendall(b"host$ ")
            if odd.read_line(channel) == COMMAND.encode():
                channel.sendall(content)

    odd.shell = shell
    with serving(odd), session(odd) as made:
        made.open()
        assert made.ask(COMMAND).raw == content


def test_what_bash_tells_the_terminal_is_no_part_of_an_answer() -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        while True:
            channel.sendall(b"\x1b[?2004hadmin@srv:~$ ")
            line = odd.read_line(channel)
            channel.sendall(b"\x1b[?2004l\r" + (b"srv\r\n" if line else b""))

    odd.shell = shell
    with serving(odd), session(odd) as made:
        made.open()
        answer = made.ask("cat /etc/hostname")

    assert (answer.raw, answer.complete) == (b"srv\r\n", True)


def test_a_device_that_never_pauses_is_left_at_the_deadline() -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        channel.sendall(b"host$ ")
        while odd.read_line(channel) != COMMAND.encode():
            channel.sendall(b"host$ ")
        while not odd.gone.wait(0.005):
            channel.sendall(b"more and more\r\n")

    odd.shell = shell
    with serving(odd), session(odd, deadline=Deadline(6)) as made:
        made.open()
        began = time.monotonic()
        with pytest.raises(DeviceTimeout, match="deadline"):
            made.ask(COMMAND)
    assert time.monotonic() - began < 30  # without the deadline: an hour, until the cap on bytes


def test_a_terminal_that_is_never_granted_costs_the_connect_timeout_only() -> None:
    odd = Odd()
    odd.on_pty = odd.hang

    with serving(odd), pytest.raises(DeviceTimeout, match="does not open a session"):
        opened(odd, connect_timeout_s=0.5)


def test_a_stop_reaches_a_session_that_is_being_opened() -> None:
    odd = Odd()
    odd.on_pty = odd.hang
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()

    with serving(odd), pytest.raises(Cancelled):
        opened(odd, deadline=Deadline(60, stop), connect_timeout_s=30)


def test_a_device_that_closes_after_the_login_is_noticed_within_two_seconds() -> None:
    closed_at: list[float] = []

    def shell(channel: paramiko.Channel) -> None:
        closed_at.append(time.monotonic())
        channel.close()

    odd = Odd(shell=shell)
    with serving(odd):
        with pytest.raises(ConnectionLost):
            opened(odd, silence_s=60.0)
        assert time.monotonic() - closed_at[0] < 2.0 + 3.0  # the requirement, and what a busy machine adds


@pytest.mark.parametrize(
    ("platform", "greeting", "words"),
    [
        ("huawei_vrp", b"There are security risks in the configuration file. Save it? [Y/N]:", "log in by hand"),
        ("cisco_ios", b"Welcome\r\nPassword expired. New password: ", "is a password expired"),
        ("cisco_ios", b"\r\nUser Name:", "let its SSH ask"),
        ("linux", b"You must change it.\r\nCurrent password: ", "is a password expired"),
    ],
)
def test_what_a_device_asks_at_the_login_is_never_answered_with_a_yes_or_a_command(
    platform: str, greeting: bytes, words: str
) -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        channel.sendall(greeting)
        while True:
            odd.read_line(channel)
            channel.sendall(greeting)

    odd.shell = shell
    with serving(odd), pytest.raises(DeviceError, match=words):
        opened(odd, platform, silence_s=2.0)
    assert odd.lines == []


def test_a_wrong_enable_secret_is_sent_once_and_ends_the_session() -> None:
    odd = Odd()

    def shell(channel: paramiko.Channel) -> None:
        prompt = b"sw1>"
        while True:
            channel.sendall(prompt)
            if odd.read_line(channel) in (b"enable", b"bukan-ini"):
                prompt = b"Password: "

    odd.shell = shell
    with serving(odd):
        device = odd.device("cisco_ios", silence_s=20.0)
        words = dialogue(PROFILES.get("cisco_ios"))
        assert device.ssh is not None
        assert words is not None
        credential = SshCredential("c", "petugas", password=PASSWORD, enable_secret="bukan-ini")
        accepted: list[bool] = []
        with (
            SshSession(device, device.ssh, credential, words, host_key=odd.host_key, deadline=Deadline(60)) as made,
            pytest.raises(LoginRefused, match="refused the enable secret"),
        ):
            made.open(lambda: accepted.append(True))

    assert odd.lines.count(b"bukan-ini") == 1
    assert accepted == []


@pytest.mark.parametrize(
    ("first", "error", "words"),
    [
        (lambda sock: None, ConnectionLost, "are its sessions taken"),
        (lambda sock: sock.sendall(b"HTTP/1.1 400 Bad Request\r\n" * 120), Garbled, "something else than SSH"),
        (lambda sock: sock.sendall(b"SSH-1.5-old\r\n") or sock.recv(1000), DeviceError, "another firmware"),
    ],
)
def test_a_port_that_does_not_speak_ssh_is_told_by_what_it_does(
    first: object, error: type[DeviceError], words: str
) -> None:
    with answering(first) as port:  # type: ignore[arg-type]
        device = Device(
            name="x", address="127.0.0.1", site="s", ssh=Ssh(credential="c", port=port, connect_timeout_s=20.0)
        )
        with pytest.raises(error, match=words):
            fetch_host_key(device)


def test_a_device_reached_by_ipv6_is_named_by_its_address() -> None:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as closed:
            port = closed.getsockname()[1]
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with pytest.raises(DeviceError, match="::1 port"):
        fetch_host_key(Device(name="x", address="::1", site="s", ssh=Ssh(credential="c", port=port)))


def test_the_privilege_is_raised_where_the_secret_is_right(lab: Faulty) -> None:
    device = lab.city.inventory().device("sw-lt1-dinkes")
    assert device.ssh is not None
    words = dialogue(PROFILES.get(device.platform))
    assert words is not None
    with SshSession(
        device, device.ssh, credentials.SSH, words, host_key=fetch_host_key(device), deadline=Deadline(60)
    ) as made:
        assert made.open().privileged
