"""SSH sessions to devices: one login, and commands of an exact allow-list, one after another.

How a session is prepared the profile says, or else netmiko's driver (`ssh_driver`); what leaves meanwhile is watched
by `ssh_guard`. Where an answer ends is decided in `ssh_answer` and `ssh_questions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Self

import paramiko

from netmaintd.errors import CommandNotAllowed, ConnectionLost
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.model.facts import Provenance, SshLogin
from netmaintd.model.hostkeys import HostKey
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_connect import Transport, connect
from netmaintd.transport.ssh_console import Console
from netmaintd.transport.ssh_driver import Driver
from netmaintd.transport.ssh_exec import Requests
from netmaintd.transport.ssh_guard import LoginGuard
from netmaintd.transport.ssh_questions import Questions

_NAME_HOLDS_OPTIONS = "mikrotik"
"""Drivers whose user name carries options of the console."""


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
                its name before the login, its greeting as well after it, and last the answer to the dialogue's
                `question`, where it has one.
        """
        self._device, self._ssh, self._credential, self._dialogue = device, ssh, credential, dialogue
        self._host_key, self._deadline, self._recognise = host_key, deadline, recognise
        self._transport: Transport | None = None
        self._asks: Questions | Requests | None = None
        self._guard = LoginGuard(device.name, credential)
        self._said = ""
        self.recognised_by: Answer | None = None
        """The answer to the one question by which the platform was recognised, where it was asked."""

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
            prompt, privileged = self._begin(self._transport)
        except (paramiko.SSHException, EOFError, OSError) as error:
            raise ConnectionLost(
                self._device.name, f"the device ended the session after the login ({error}); are its sessions taken?"
            ) from error
        accepted()
        return self._login(self._transport, prompt, privileged)

    def ask(self, command: str) -> Answer:
        """Send one allowed command and return its answer; what is doubtful about it is said, never raised.

        Raises:
            CommandNotAllowed: it is not in the allow-list; nothing was sent.
            DeviceError: the session ended before the answer did.
        """
        return next(self.ask_all((command,)))

    def ask_all(self, commands: Sequence[str]) -> Iterator[Answer]:
        """Send allowed commands one after another and yield their answers; cheaper than one by one.

        Raises:
            CommandNotAllowed, DeviceError: like `ask`; CommandNotAllowed before anything is sent.
        """
        for command in commands:
            if command not in self._dialogue.commands or not command.isprintable():
                raise CommandNotAllowed(
                    f"{self._device.name}: {command!r} is not a command of its profile; nothing was sent"
                )
        if self._asks is None:
            raise CommandNotAllowed(f"{self._device.name}: the session is not open")
        return self._asks.ask(commands)

    def close(self) -> None:
        """Close the connection; devices end the session with it, waiting for a farewell costs seconds."""
        self._asks = None
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def _user(self, server: str) -> str:
        """Return the user name as the platform wants it."""
        self._hear(server)
        if not self._dialogue.terminal or not self._dialogue.driver.startswith(_NAME_HOLDS_OPTIONS):
            return self._credential.username
        return self._driver().username

    def _hear(self, said: str) -> None:
        if self._recognise is not None:
            self._said = said
            self._dialogue = self._recognise(said)

    def _driver(self) -> Driver:
        return Driver(self._device.name, self._dialogue.driver, self._credential, self._guard)

    def _begin(self, transport: Transport) -> tuple[bytes, bool]:
        """Prepare what asks; returns the prompt, and whether the privilege is enough to read all."""
        limit_s, silence_s = self._ssh.connect_timeout_s, self._ssh.silence_s
        if not self._dialogue.terminal:
            return self._without_terminal(transport)
        channel = transport.open_session(timeout=self._deadline.within(limit_s))
        watched = WatchedChannel(self._device.name, channel, silence_s, self._deadline, self._guard)
        watched.open_shell(limit_s)
        return self._begin_on(watched, str(transport.remote_version))

    def _without_terminal(self, transport: Transport) -> tuple[bytes, bool]:
        limit_s, silence_s = self._ssh.connect_timeout_s, self._ssh.silence_s
        self._asks = Requests(
            self._device.name, transport, self._dialogue, self._deadline, limit_s=limit_s, silence_s=silence_s
        )
        return b"", True

    def _begin_on(self, watched: WatchedChannel, server: str) -> tuple[bytes, bool]:
        """Prepare a command line on which nothing was said yet."""
        silence_s = self._ssh.silence_s
        console = Console(self._device.name, watched, self._guard, self._credential, silence_s)
        greeting = console.greet()
        self._hear(f"{server}\n{greeting.decode('latin-1')}")
        watched.enter = self._dialogue.enter.encode("ascii")
        if self._dialogue.question:
            greeting = self._question(watched, console)
            watched.enter = self._dialogue.enter.encode("ascii")
        if not self._dialogue.terminal and self._transport is not None:
            watched.close()
            return self._without_terminal(self._transport)
        prompt, privileged = self._prepare(watched, console, greeting)
        self._asks = Questions(watched, self._dialogue, prompt, silence_s)
        return prompt, privileged

    def _question(self, channel: WatchedChannel, console: Console) -> bytes:
        """Ask the one question that tells platforms apart; returns the prompt that follows it."""
        words = self._dialogue
        console.settle()
        asking = Questions(channel, words, console.prompt, self._ssh.silence_s)
        self.recognised_by = next(asking.ask((words.question,)))
        channel.guard_again(self._guard)
        self._hear(f"{self._said}\n{self.recognised_by.text}")
        return asking.prompt

    def _prepare(self, channel: WatchedChannel, console: Console, greeting: bytes) -> tuple[bytes, bool]:
        words = self._dialogue
        if words.prepare is None:
            channel.hold(greeting)
            return self._driver().prepare(channel, enable=words.enable)
        self._guard.lines = frozenset(words.prepare)
        privileged = console.begin(words)
        return console.prompt, privileged

    def _login(self, transport: Transport, prompt: bytes, privileged: bool) -> SshLogin:
        kex = transport.kex
        signature = str(transport.host_key_type)
        key = self._host_key
        return SshLogin(
            privileged=privileged,
            prompt=prompt.decode("latin-1"),
            host_key_type=key.key_type if key else "",
            host_key_sha256=key.sha256 if key else "",
            kex=kex,
            cipher=str(getattr(transport, "remote_cipher", "")),
            legacy=kex.endswith("sha1") or signature == "ssh-rsa",
            provenance=Provenance("ssh", f"{self._device.address} port {self._ssh.port}"),
        )
