"""SSH servers of simulated devices, over paramiko's server side, in threads.

The only file of the lab that imports paramiko. One listener for each device and one thread for each client.
Password logins only; every attempt is told to `hear`, without the password.
"""

from __future__ import annotations

import hmac
import io
import logging
import queue
import socket
import threading
import time
from typing import TYPE_CHECKING

import paramiko
from paramiko.common import (
    AUTH_FAILED,
    AUTH_SUCCESSFUL,
    OPEN_FAILED_ADMINISTRATIVELY_PROHIBITED,
    OPEN_SUCCEEDED,
)

from netmaintd.errors import ConnectionLost
from netmaintd.lab.cli.shell import Shell
from netmaintd.lab.cli.wire import FOREVER_S, on_the_wire
from netmaintd.lab.credentials import SSH
from netmaintd.lab.faults import HEALTHY, Faults
from netmaintd.lab.hostkeys import ED25519, RSA, HostKeys
from netmaintd.lab.port import Port

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmaintd.lab.cli.dialect import Cli

logger = logging.getLogger(__name__)
PARAMIKO_LOG = "netmaintd.lab.paramiko"
logging.getLogger(PARAMIKO_LOG).setLevel(logging.CRITICAL)  # scanners and faults are not news here

GREETING_S = 20.0
"""How long a client may take to log in and ask for a shell."""
GOODBYE_S = 1.0
TURN_S = 0.2
"""How soon a waiting session notices that the lab stops."""
LEGACY = {
    "kex": ("diffie-hellman-group14-sha1",),
    "key_types": ("ssh-rsa",),
    "digests": ("hmac-sha1",),
    "ciphers": ("aes128-cbc", "aes128-ctr"),
}


class SshServer:
    """The SSH side of one device."""

    def __init__(
        self,
        cli: Cli,
        port: Port,
        keys: HostKeys,
        hear: Callable[[str], None],
        *,
        needs_enable: bool = False,
    ) -> None:
        """Prepare; nothing listens before `start`."""
        self._cli, self._port, self._keys, self._hear = cli, port, keys, hear
        self._needs_enable = needs_enable
        self._faults = HEALTHY
        self._stopping = threading.Event()
        self._sessions: set[_Session] = set()
        self._lock = threading.Lock()

    def start(self, faults: Faults) -> None:
        """Take the port.

        Raises:
            LabNotStarted: address or port cannot be taken.
        """
        self._stopping.clear()
        self._key(faults)  # made now, so that the first client need not wait for it
        self.apply(faults)

    def apply(self, faults: Faults) -> None:
        """Change the faults; the port opens, closes or goes dead with them."""
        self._faults = faults
        if faults.dead:
            self._port.play_dead()
        elif faults.refuse:
            self._port.close()
        else:
            self._port.listen(self._welcome)

    def stop(self) -> None:
        """Close the port, end every session and wait for its thread."""
        self._stopping.set()
        self._port.close()
        with self._lock:
            sessions = tuple(self._sessions)
        for session in sessions:
            session.end()
        for session in sessions:
            session.thread.join()

    def _welcome(self, client: socket.socket, peer: str) -> None:
        self._hear(f"connect from {peer}")
        session = _Session(self, client)
        with self._lock:
            self._sessions.add(session)
        session.thread.start()

    def _key(self, faults: Faults) -> paramiko.PKey:
        if faults.legacy_only:
            return paramiko.RSAKey.from_private_key(io.StringIO(self._keys.private(RSA)))
        return paramiko.Ed25519Key.from_private_key(io.StringIO(self._keys.private(ED25519)))

    def _serve(self, session: _Session) -> None:
        try:
            if self._faults.silent:
                session.pause(FOREVER_S)
            else:
                self._hold(session)
        except (paramiko.SSHException, EOFError, OSError) as error:
            self._hear(f"no session: {type(error).__name__}")
        except ConnectionLost:
            self._hear("client gone")
        finally:
            session.end()
            session.join_transport()
            with self._lock:
                self._sessions.discard(session)

    def _hold(self, session: _Session) -> None:
        session.greet(self._key(self._faults), legacy=self._faults.legacy_only)
        session.transport.start_server(server=session.guard)
        channel = session.await_shell()
        if channel is None:
            self._hear("no shell")
            return
        if not self._cli.dialect.terminal:
            self._answer_requests(session)
            return
        secret = SSH.enable_secret if self._needs_enable else None
        Shell(self._cli, session, lambda: self._faults, self._hear, enable_secret=secret).run()
        session.say_goodbye()

    def _answer_requests(self, session: _Session) -> None:
        """Answer commands that come as requests of their own, until the client goes."""
        while session.is_there():
            channel, command = session.guard.next_request()
            if channel is not None:
                self._hear(f"command {command}")
                channel.sendall(on_the_wire(self._cli.answer(command, privileged=True)))
                channel.send_exit_status(0)
                channel.close()


class _Session:
    """One client: a `Wire` over its channel, and the thread that serves it."""

    def __init__(self, server: SshServer, client: socket.socket) -> None:
        self._server, self._client = server, client
        self._gone = threading.Event()
        self._channel: paramiko.Channel | None = None
        self.guard = _Guard(server)
        self.transport: paramiko.Transport
        self.thread = threading.Thread(target=server._serve, args=(self,), name="lab-ssh-session", daemon=True)

    def greet(self, key: paramiko.PKey, *, legacy: bool) -> None:
        self.transport = paramiko.Transport(self._client)
        self.transport.set_log_channel(PARAMIKO_LOG)
        self.transport.local_version = f"SSH-2.0-{self._server._cli.dialect.server}"
        self.transport.add_server_key(key)
        options = self.transport.get_security_options()
        for name, value in LEGACY.items() if legacy else ():
            setattr(options, name, value)

    def await_shell(self) -> paramiko.Channel | None:
        until = time.monotonic() + GREETING_S
        while time.monotonic() < until and self.transport.is_active() and not self._gone.is_set():
            if self.guard.asked.wait(TURN_S):
                self._channel = self.transport.accept(TURN_S)
                return self._channel
        return None

    def read(self) -> bytes:
        data = self._channel.recv(4096) if self._channel else b""
        if not data:
            raise ConnectionLost(self._server._cli.host, "the client went away")
        return data

    def write(self, data: bytes) -> None:
        if self._channel is None:
            raise ConnectionLost(self._server._cli.host, "the client went away")
        self._channel.sendall(data)

    def pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._gone.wait(min(left, TURN_S)) or not self._is_there():
                raise ConnectionLost(self._server._cli.host, "the client went away")

    def cut(self) -> None:
        self.end()
        raise ConnectionLost(self._server._cli.host, "cut by a fault")

    def say_goodbye(self) -> None:
        if self._channel is not None:
            self._channel.send_exit_status(0)
            self._channel.close()
            self.transport.join(GOODBYE_S)  # a close in the client's face would reset its connection

    def end(self) -> None:
        self._gone.set()
        if hasattr(self, "transport"):
            self.transport.close()
        self._client.close()

    def join_transport(self) -> None:
        if hasattr(self, "transport") and self.transport.is_alive():
            self.transport.join()

    def is_there(self) -> bool:
        """Whether the connection of a client that logged in still stands."""
        return self.transport.is_active() and not self._gone.is_set()

    def _is_there(self) -> bool:
        if self._channel is not None:
            return not self._channel.closed
        try:  # a client that is met with silence: what it says is thrown away
            return bool(self._client.recv(4096, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False


class _Guard(paramiko.ServerInterface):
    """Who may log in, and what a channel may ask for: a shell; single commands where there is no terminal."""

    def __init__(self, server: SshServer) -> None:
        self._server = server
        self.asked = threading.Event()
        self._requests: queue.SimpleQueue[tuple[paramiko.Channel, str]] = queue.SimpleQueue()

    def get_allowed_auths(self, _username: str) -> str:
        return "password"

    def check_auth_password(self, username: str, password: str) -> int:
        name = username.partition("+")[0] if self._server._cli.dialect.console_suffix else username
        known = name == SSH.username and hmac.compare_digest(password.encode(), (SSH.password or "").encode())
        accepted = known and not self._server._faults.auth_reject
        self._server._hear(f"login {name} {'accepted' if accepted else 'refused'}")
        return AUTH_SUCCESSFUL if accepted else AUTH_FAILED

    def check_channel_request(self, kind: str, _channel_id: int) -> int:
        return OPEN_SUCCEEDED if kind == "session" else OPEN_FAILED_ADMINISTRATIVELY_PROHIBITED

    def check_channel_pty_request(self, *_: object) -> bool:
        return True

    def check_channel_window_change_request(self, *_: object) -> bool:
        return True

    def check_channel_shell_request(self, _channel: paramiko.Channel) -> bool:
        self.asked.set()
        return True

    def check_channel_exec_request(self, channel: paramiko.Channel, command: bytes) -> bool:
        if self._server._cli.dialect.terminal:
            return False
        self._requests.put((channel, command.decode("utf-8", "replace")))
        self.asked.set()
        return True

    def next_request(self) -> tuple[paramiko.Channel | None, str]:
        """Return what is asked next and where its answer goes; no channel when nothing was asked for a while."""
        try:
            return self._requests.get(timeout=TURN_S)
        except queue.Empty:
            return None, ""
