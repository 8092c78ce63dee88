"""An SSH server that does what devices do and the lab's do not: odd logins, odd greetings, odd silences."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import paramiko

from netmaintd.model.devices import Device, Ssh
from netmaintd.model.hostkeys import HostKey

HOST_KEY = paramiko.ECDSAKey.generate()
PASSWORD = "kata-sandi"
Shell = Callable[[paramiko.Channel], None]


@dataclass
class Odd:
    """How the server behaves, and what it saw."""

    methods: str = "password"
    methods_after_refusal: str = ""
    accept: tuple[str, ...] = ("password", "keyboard-interactive")
    then: tuple[str, ...] = ()
    """Ways that are wanted after another one was accepted."""
    prompts: tuple[str, ...] = ("Password: ",)
    on_login: Callable[[], None] = lambda: None
    on_pty: Callable[[], None] = lambda: None
    shell: Shell = lambda _: None
    execute: Callable[[str, paramiko.Channel], int | None] = lambda _, __: 127
    """Answers a command without a terminal; None for a status that is never told."""
    secrets: list[tuple[str, str]] = field(default_factory=list)
    """Way and secret of every try."""
    lines: list[bytes] = field(default_factory=list)
    """What was typed into the shell."""
    port: int = 0
    gone: threading.Event = field(default_factory=threading.Event)

    def device(self, platform: str = "linux", **ssh: object) -> Device:
        """The device in the inventory, waited for as a busy machine needs; tests of silence say how short theirs is."""
        its = Ssh(credential="c", port=self.port, connect_timeout_s=20.0, silence_s=20.0)
        return Device(name="x", address="127.0.0.1", site="s", platform=platform, ssh=its.model_copy(update=dict(ssh)))

    @property
    def host_key(self) -> HostKey:
        return HostKey(HOST_KEY.get_name(), HOST_KEY.get_base64())

    def hang(self) -> None:
        """Do nothing until the test is over."""
        self.gone.wait(60)

    def read_line(self, channel: paramiko.Channel) -> bytes:
        """Return what was typed, echoed; raises EOFError when the client is gone."""
        line = b""
        while not line.endswith(b"\n"):
            data = channel.recv(1)
            if not data:
                raise EOFError
            channel.sendall(data.replace(b"\n", b"\r\n"))
            line += data
        self.lines.append(line.strip())
        return line.strip()


class _Server(paramiko.ServerInterface):
    def __init__(self, odd: Odd) -> None:
        self._odd = odd
        self._asked = 0
        self._refused = False

    def get_allowed_auths(self, username: str) -> str:
        if self._odd.secrets and self._odd.then:
            return ",".join(self._odd.then)
        return self._odd.methods_after_refusal if self._refused else self._odd.methods

    def _judge(self, way: str, secret: str) -> int:
        first = not self._odd.secrets
        self._odd.secrets.append((way, secret))
        self._odd.on_login()
        if way not in self._odd.accept or (way != "publickey" and secret != PASSWORD):
            self._refused = bool(self._odd.methods_after_refusal)
            return paramiko.AUTH_FAILED
        return paramiko.AUTH_PARTIALLY_SUCCESSFUL if first and self._odd.then else paramiko.AUTH_SUCCESSFUL

    def check_auth_password(self, username: str, password: str) -> int:
        return self._judge("password", password)

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return self._judge("publickey", key.get_name())

    def check_auth_interactive(self, username: str, submethods: str) -> paramiko.InteractiveQuery:
        return paramiko.InteractiveQuery("", "", (self._odd.prompts[0], False))

    def check_auth_interactive_response(self, responses: list[str]) -> int | paramiko.InteractiveQuery:
        verdict = self._judge("keyboard-interactive", responses[0] if responses else "")
        self._asked += 1
        if self._asked < len(self._odd.prompts):
            return paramiko.InteractiveQuery("", "", (self._odd.prompts[self._asked], False))
        return verdict

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def check_channel_pty_request(self, *_: object) -> bool:
        self._odd.on_pty()
        return True

    def check_channel_shell_request(self, channel: paramiko.Channel) -> bool:
        threading.Thread(target=self._serve, args=(channel,), daemon=True).start()
        return True

    def check_channel_exec_request(self, channel: paramiko.Channel, command: bytes) -> bool:
        self._odd.lines.append(command)
        # The library answers the request only when this returns; what follows must not overtake that.
        threading.Timer(0.05, self._execute, args=(channel, command.decode())).start()
        return True

    def _execute(self, channel: paramiko.Channel, command: str) -> None:
        with contextlib.suppress(EOFError, OSError):
            status = self._odd.execute(command, channel)
            if status is not None:
                channel.send_exit_status(status)
                channel.shutdown_write()
            channel.close()

    def _serve(self, channel: paramiko.Channel) -> None:
        with contextlib.suppress(EOFError, OSError):
            self._odd.shell(channel)


@contextlib.contextmanager
def serving(odd: Odd) -> Iterator[Odd]:
    """Serve one client after another on a port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    odd.port = listener.getsockname()[1]
    transports: list[paramiko.Transport] = []

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                transport = paramiko.Transport(listener.accept()[0])
                transport.set_log_channel("tests.odd_server")
                transport.add_server_key(HOST_KEY)
                transports.append(transport)
                with contextlib.suppress(paramiko.SSHException, EOFError):
                    transport.start_server(server=_Server(odd))

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield odd
    finally:
        odd.gone.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for transport in transports:
            transport.join(5)  # the client is gone; closed under its hands, paramiko's thread may stumble
            transport.close()


@contextlib.contextmanager
def answering(first: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where each connection meets this instead of SSH; yields the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = listener.accept()
                with sock:
                    first(sock)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
