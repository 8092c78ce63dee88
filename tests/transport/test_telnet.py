"""Telnet: each secret leaves once, options are refused, and behind the login it is a session like any other."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from netmaintd.errors import ConnectionLost, DeviceError, DeviceTimeout, LoginRefused, Refused
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Telnet
from netmaintd.model.dialogue import SshDialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_telnet import TelnetSession
from netmaintd.transport.telnet_channel import TelnetChannel

CONFIG = b"!\r\nhostname sw1\r\nend\r\n"
WORDS = SshDialogue(
    "cisco_ios", frozenset({"show running-config"}), end_of=(("show running-config", "^end$"),),
    prepare=("terminal length 0",),
)  # fmt: skip
CREDENTIAL = SshCredential("c", "petugas", password="kata-sandi")
OFFERS = b"\xff\xfb\x01\xff\xfb\x03\xff\xfd\x18\xff\xfd\x1f\xff\xfa\x18\x01\xff\xf0"
"""Will echo, will suppress go-ahead, do terminal type, do window size, and a request for the terminal's type."""


@dataclass
class Switch:
    """A switch that speaks Telnet, and what it was sent."""

    password: bytes = b"kata-sandi"
    mute: bool = False
    dies: bool = False
    lines: list[bytes] = field(default_factory=list)
    replies: bytearray = field(default_factory=bytearray)
    port: int = 0

    def serve(self, sock: socket.socket) -> None:
        if self.mute:
            sock.recv(1)
            return
        sock.sendall(OFFERS + b"\r\nWelcome \xff\xff\r\n")
        while True:
            sock.sendall(b"\r\nUser Name: ")
            self._line(sock)
            sock.sendall(b"\r\nPassword: ")
            if self._line(sock, echo=False) == self.password:
                break
        while True:
            sock.sendall(b"sw1#")
            command = self._line(sock)
            if self.dies and command.startswith(b"show"):
                return
            sock.sendall(CONFIG if command == b"show running-config" else b"")

    def _line(self, sock: socket.socket, *, echo: bool = True) -> bytes:
        line = b""
        while not line.endswith(b"\r\n"):
            byte = sock.recv(1)
            if not byte:
                raise EOFError
            if byte == b"\xff":
                self.replies += byte + sock.recv(2)
                continue
            sock.sendall(byte if echo else b"")
            line += byte
        self.lines.append(line.strip())
        return line.strip()


@contextlib.contextmanager
def serving(switch: Switch) -> Iterator[Switch]:
    listener = socket.create_server(("127.0.0.1", 0))
    switch.port = listener.getsockname()[1]

    def serve() -> None:
        with contextlib.suppress(OSError, EOFError):
            sock, _ = listener.accept()
            with sock:
                switch.serve(sock)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield switch
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def session(switch: Switch, credential: SshCredential = CREDENTIAL) -> TelnetSession:
    telnet = Telnet(insecure=True, credential="c", port=switch.port, silence_s=3.0, connect_timeout_s=2.0)
    device = Device(name="x", address="127.0.0.1", site="s", platform="cisco_ios", telnet=telnet)
    return TelnetSession(device, telnet, credential, WORDS, deadline=Deadline(15))


def test_a_device_is_read_whole_and_what_was_typed_is_only_the_login_and_its_commands() -> None:
    with serving(Switch()) as switch, session(switch) as made:
        login = made.open()
        answer = made.ask("show running-config")

    assert (login.telnet, login.prompt, login.privileged) == (True, "sw1#", True)
    assert (answer.content, answer.complete) == (CONFIG, True)
    typed = [line for line in switch.lines if line]
    assert typed == [b"petugas", b"kata-sandi", b"terminal length 0", b"show running-config"]


def test_every_option_is_refused_but_echo_and_no_go_ahead_and_each_is_answered_once() -> None:
    with serving(Switch()) as switch, session(switch) as made:
        made.open()

    assert bytes(switch.replies) == b"\xff\xfd\x01\xff\xfd\x03\xff\xfc\x18\xff\xfc\x1f"


def test_a_refused_password_is_sent_once() -> None:
    wrong = SshCredential("c", "petugas", password="salah")
    with serving(Switch()) as switch, session(switch, wrong) as made:
        with pytest.raises(LoginRefused, match="refused credential") as caught:
            made.open()
        assert caught.value.tried
    assert switch.lines == [b"petugas", b"salah"]


@pytest.mark.parametrize(("switch", "error"), [(Switch(mute=True), DeviceTimeout), (Switch(dies=True), ConnectionLost)])
def test_a_silent_and_a_dying_device_are_told_apart(switch: Switch, error: type[DeviceError]) -> None:
    def read(made: TelnetSession) -> None:
        made.open()
        made.ask("show running-config")

    with serving(switch), session(switch) as made, pytest.raises(error):
        read(made)


def test_a_closed_port_is_said_to_be_that() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with (
            session(Switch(port=unused.getsockname()[1])) as made,
            pytest.raises(Refused, match="is Telnet switched on"),
        ):
            made.open()


@pytest.mark.parametrize("cut", range(1, 24))
def test_a_negotiation_that_comes_in_two_parts_is_understood(cut: int) -> None:
    ours, theirs = socket.socketpair()
    stream = OFFERS + b"sw1#\xff\xff!\r\x00"
    with ours, theirs:
        channel = TelnetChannel(ours)
        channel.settimeout(5.0)
        theirs.sendall(stream[:cut])
        channel.recv_ready()
        theirs.sendall(stream[cut:])
        text = b""
        while len(text) < 7:
            text += channel.recv(100)

    assert text == b"sw1#\xff!\r"
