"""SSH sessions to devices: netmiko's drivers know the platforms, we decide when an answer is whole.

Only commands of the exact allow-list leave, and while a driver prepares the session only what `ssh_guard` lets
through. Where an answer ends is decided in `ssh_answer`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Self, cast

import paramiko
from netmiko.channel import SSHChannel
from netmiko.exceptions import NetmikoBaseException
from netmiko.ssh_dispatcher import CLASS_MAPPER

from netmaintd.errors import CommandNotAllowed, ConnectionLost, DeviceTimeout
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.model.facts import Provenance, SshLogin
from netmaintd.model.hostkeys import HostKey
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_answer import QUIET_AFTER_END_S, AnswerReader
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_connect import Transport, connect
from netmaintd.transport.ssh_guard import LoginGuard

_WRITE_AT_LOGIN = frozenset({"fortinet", "cisco_asa", "dlink_ds"})
"""Drivers that change the configuration while they log in; their preparation is left out."""


class SshSession:
    """One login, and questions one after another."""

    def __init__(
        self,
        device: Device,
        ssh: Ssh,
        credential: SshCredential,
        dialogue: SshDialogue,
        *,
        host_key: HostKey | None,
        deadline: Deadline,
        recognise: Callable[[str], SshDialogue] | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            recognise: for a platform that is not known for certain, the dialogue for what the server says of itself:
                its name before the login, its greeting as well after it.
        """
        self._device, self._ssh, self._credential, self._dialogue = device, ssh, credential, dialogue
        self._host_key, self._deadline, self._recognise = host_key, deadline, recognise
        self._transport: Transport | None = None
        self._channel: WatchedChannel | None = None
        self._guard = LoginGuard(device.name, credential)
        self._prompt = b""

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close whatever is open."""
        self.close()

    def open(self, accepted: Callable[[], None] = lambda: None) -> SshLogin:
        """Log in and find the prompt; `accepted` is told as soon as no secret can be refused any more.

        Raises:
            LoginRefused: a secret was refused, or one is wanted that is not there.
            DeviceError: like `ssh_connect.connect`; DeviceTimeout also without a prompt.
        """
        self._transport = connect(self._device, self._ssh, self._credential, self._host_key, self._deadline, self._user)
        if not (self._dialogue.enable and self._credential.enable_secret):
            accepted()
        try:
            self._channel = self._shell(self._transport)
            self._hear(f"{self._transport.remote_version}\n{self._channel.greeting}")
            privileged = self._prepare(self._driver(), self._channel)
        except (NetmikoBaseException, ValueError) as error:
            raise DeviceTimeout(self._device.name, f"no prompt after the login: {_first_line(error)}") from error
        except (paramiko.SSHException, EOFError, OSError) as error:
            raise ConnectionLost(
                self._device.name, f"the device ended the session after the login ({error}); are its sessions taken?"
            ) from error
        accepted()
        return self._login(self._transport, privileged)

    def ask(self, command: str) -> Answer:
        """Send one allowed command and return its answer; what is doubtful about it is said, never raised.

        Raises:
            CommandNotAllowed: it is not in the allow-list; nothing was sent.
            DeviceError: the session ended before the answer did.
        """
        if command not in self._dialogue.commands or not command.isprintable():
            raise CommandNotAllowed(
                f"{self._device.name}: {command!r} is not a command of its profile; nothing was sent"
            )
        if self._channel is None:
            raise CommandNotAllowed(f"{self._device.name}: the session is not open")
        began = time.monotonic()
        self._drain(self._channel)
        self._channel.begin_answer()
        self._channel.sendall(command.encode("ascii") + b"\n")
        reader = AnswerReader(self._dialogue, self._prompt, command, self._ssh.silence_s)
        self._read(self._channel, reader)
        body = reader.body()
        doubt = reader.doubt(body)
        return Answer(command, body, not doubt, doubt, time.monotonic() - began)

    def close(self) -> None:
        """Close the connection; devices end the session with it, waiting for a farewell costs seconds."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def _user(self, server: str) -> str:
        """Return the user name as netmiko's driver wants it: RouterOS takes console options in it."""
        self._hear(server)
        return str(self._driver().username)

    def _hear(self, said: str) -> None:
        if self._recognise is not None:
            self._dialogue = self._recognise(said)

    def _driver(self) -> Any:
        return CLASS_MAPPER[self._dialogue.driver](
            host=self._device.address,
            port=self._ssh.port,
            username=self._credential.username,
            password=self._credential.password or "",
            secret=self._credential.enable_secret or "",
            device_type=self._dialogue.driver,
            encoding="latin-1",
            auto_connect=False,
        )

    def _shell(self, transport: Transport) -> WatchedChannel:
        limit_s = self._ssh.connect_timeout_s
        channel = transport.open_session(timeout=self._deadline.within(limit_s))
        watched = WatchedChannel(self._device.name, channel, self._ssh.silence_s, self._deadline, self._guard)
        watched.open_shell(limit_s)
        return watched

    def _prepare(self, driver: Any, channel: WatchedChannel) -> bool:
        """Let the driver turn the pager off and raise the privilege; returns whether it is enough to read all."""
        driver.remote_conn = channel
        driver.channel = SSHChannel(conn=cast("paramiko.Channel", channel), encoding="latin-1")
        driver.special_login_handler()
        if self._dialogue.driver in _WRITE_AT_LOGIN:
            driver.set_base_prompt()
        else:
            driver.session_preparation()
        privileged = self._privilege(driver)
        self._prompt = driver.find_prompt().encode("latin-1").strip()
        return privileged

    def _privilege(self, driver: Any) -> bool:
        if not self._dialogue.enable or driver.check_enable_mode():
            return True
        if self._credential.enable_secret is None:
            return False
        try:
            driver.enable()
        except ValueError as error:
            if self._guard.secret_sent:
                raise self._guard.refusal() from error
            return False  # the device knows no such privilege: reading goes on with what the login allows
        return bool(driver.check_enable_mode())

    def _login(self, transport: Transport, privileged: bool) -> SshLogin:
        kex = transport.kex
        signature = str(transport.host_key_type)
        key = self._host_key
        return SshLogin(
            privileged=privileged,
            prompt=self._prompt.decode("latin-1"),
            host_key_type=key.key_type if key else "",
            host_key_sha256=key.sha256 if key else "",
            kex=kex,
            cipher=str(getattr(transport, "remote_cipher", "")),
            legacy=kex.endswith("sha1") or signature == "ssh-rsa",
            provenance=Provenance("ssh", f"{self._device.address} port {self._ssh.port}"),
        )

    @staticmethod
    def _drain(channel: WatchedChannel) -> None:
        while channel.recv_ready():
            channel.recv(65536)

    @staticmethod
    def _read(channel: WatchedChannel, reader: AnswerReader) -> None:
        """Read until the prompt at the end of the stream."""
        last = time.monotonic()
        while True:
            data = channel.receive(QUIET_AFTER_END_S)
            now = time.monotonic()
            if data:
                reader.feed(data, now - last)
                last = now
            elif reader.ended(now - last):
                return


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
