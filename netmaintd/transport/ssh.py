"""SSH sessions to devices: netmiko's drivers know the platforms, we decide when an answer is whole.

The end of an answer is the prompt at the end of the stream after a moment of quiet, never its first sight:
a banner or a configuration may hold the same text. Only commands of the exact allow-list leave.
"""

from __future__ import annotations

import re
import time
from typing import Any, Self, cast

import paramiko
from netmiko.channel import SSHChannel
from netmiko.exceptions import NetmikoBaseException
from netmiko.ssh_dispatcher import CLASS_MAPPER

from netmaintd.errors import CommandNotAllowed, DeviceTimeout
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.model.facts import Provenance, SshLogin
from netmaintd.model.hostkeys import HostKey
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_connect import Transport, connect

QUIET_S = 0.2
"""How long nothing must follow the prompt. A slow device gets four times its longest pause so far."""
MOST_QUIET_S = 2.0
NO_ECHO_S = 3.0
"""A device that does not repeat the command is believed after this long."""
_TAIL = 512
_ANSI = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()=>][0-9A-Za-z]?")
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
    ) -> None:
        """Prepare; nothing is sent yet."""
        self._device, self._ssh, self._credential, self._dialogue = device, ssh, credential, dialogue
        self._host_key, self._deadline = host_key, deadline
        self._transport: Transport | None = None
        self._channel: WatchedChannel | None = None
        self._prompt = b""
        self._end_of = dict(dialogue.end_of)

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close whatever is open."""
        self.close()

    def open(self) -> SshLogin:
        """Log in and find the prompt; raises like `ssh_connect.connect`, and DeviceTimeout without a prompt."""
        # RouterOS wants its console options in the user name; netmiko's driver knows.
        driver = self._driver()
        credential = SshCredential(
            name=self._credential.name,
            username=driver.username,
            password=self._credential.password,
            private_key=self._credential.private_key,
        )
        self._transport = connect(self._device, self._ssh, credential, self._host_key, self._deadline)
        try:
            self._channel = self._shell(self._transport)
            privileged = self._prepare(driver, self._channel)
        except NetmikoBaseException as error:
            raise DeviceTimeout(self._device.name, f"no prompt after the login: {_first_line(error)}") from error
        except (paramiko.SSHException, OSError) as error:
            raise DeviceTimeout(self._device.name, f"no session after the login: {error}") from error
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
        raw = self._until_prompt(self._channel, command)
        body = self._body(raw, command.encode("ascii"))
        doubt = self._doubt(command, body)
        return Answer(command, body, not doubt, doubt, time.monotonic() - began)

    def close(self) -> None:
        """Close the connection; devices end the session with it, waiting for a farewell costs seconds."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

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
        channel = transport.open_session(timeout=self._deadline.within(self._ssh.connect_timeout_s))
        channel.get_pty(term="vt100", width=511, height=1000)
        channel.invoke_shell()
        return WatchedChannel(self._device.name, channel, self._ssh.silence_s, self._deadline)

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
        except ValueError:
            return False  # one try: the secret is wrong, and reading goes on with what the login allows
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

    def _until_prompt(self, channel: WatchedChannel, command: str) -> bytes:
        """Return everything up to the prompt at the end of the stream.

        A prompt without the end marker before it is believed only after the longest pause: the text of a
        prompt may stand in the middle of an answer just where the device takes a breath.
        """
        answer = bytearray()
        pause_s, last = QUIET_S, time.monotonic()
        while True:
            data = channel.receive(pause_s)
            now = time.monotonic()
            if data:
                pause_s = min(MOST_QUIET_S, max(pause_s, 4 * (now - last))) if answer else pause_s
                answer += data
                last = now
            elif self._at_prompt(answer) and now - last >= self._patience_s(answer, command, pause_s):
                return bytes(answer)

    def _patience_s(self, answer: bytearray, command: str, pause_s: float) -> float:
        """Return how long it must have been quiet before a prompt is believed."""
        if not _echoed(answer, command.encode("ascii")):
            return NO_ECHO_S
        wanted = self._end_of.get(command)
        ended = wanted is None or self._ends_with(wanted, self._body(bytes(answer), command.encode("ascii")))
        return pause_s if ended else min(MOST_QUIET_S, self._ssh.silence_s / 2)

    @staticmethod
    def _ends_with(wanted: str, body: bytes) -> bool:
        lines = [line for line in body.decode("latin-1").replace("\r", "").split("\n") if line.strip()]
        return bool(lines) and re.search(wanted, lines[-1].rstrip()) is not None

    def _at_prompt(self, answer: bytearray) -> bool:
        tail = _ANSI.sub(b"", bytes(answer[-_TAIL:])).replace(b"\x00", b"").rstrip()
        last_line = re.split(rb"[\r\n]", tail)[-1].strip()
        return last_line == self._prompt

    def _body(self, raw: bytes, command: bytes) -> bytes:
        """Return the answer without the repeated command and the prompt that ends it; all else byte for byte."""
        head, found, rest = raw.partition(command)
        if found and head.count(b"\n") <= 2:
            raw = rest.partition(b"\n")[2]
        end = raw.rfind(self._prompt)
        line = max(raw.rfind(b"\n", 0, end), raw.rfind(b"\r", 0, end)) + 1
        return raw[:line] if end >= 0 else raw

    def _doubt(self, command: str, body: bytes) -> str:
        """Return what speaks against the answer being whole, empty when nothing does."""
        text = body.decode("latin-1").replace("\r", "")
        for line in text.split("\n")[:8]:
            if any(re.search(pattern, line) for pattern in self._dialogue.refusals):
                return f"refused: {line.strip()[:120]}"
        for pattern in self._dialogue.pager:
            if re.search(pattern, text):
                return "the pager left its mark in the answer"
        wanted = self._end_of.get(command)
        return "its end marker is missing" if wanted and not self._ends_with(wanted, body) else ""


def _echoed(answer: bytearray, command: bytes) -> bool:
    return command in answer[: len(command) + 4096]


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
