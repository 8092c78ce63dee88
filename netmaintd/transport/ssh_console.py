"""From the greeting to a session that can be asked: the prompt, the privilege, and the pager turned off.

What leaves is a blank line, `enable` with its secret, and the lines that the platform's profile says, each watched
by `ssh_guard`. The prompt is known when it was seen twice: before and behind a line of ours.
"""

from __future__ import annotations

import re
import time

from netmaintd.errors import DeviceTimeout
from netmaintd.model.credentials import SshCredential
from netmaintd.model.dialogue import SshDialogue
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_guard import LoginGuard, asks_change, asks_key, asks_name, asks_secret, asks_yes
from netmaintd.transport.ssh_text import TAIL, last_line, looks_like_prompt, prompt_pattern

GREETING_S = 2.0
"""How long a device may keep silent before it is spoken to."""
DOUBT_S = 0.3
"""How long it must be quiet behind what may be the prompt, where nothing else proves it."""
TURN_S = 0.5
_TRIES = 4


class Console:
    """The command line of a device that was just logged in to."""

    def __init__(
        self, device: str, channel: WatchedChannel, guard: LoginGuard, credential: SshCredential, silence_s: float
    ) -> None:
        """Take a channel on which nothing was said yet."""
        self._device, self._channel, self._guard = device, channel, guard
        self._credential, self._silence_s = credential, silence_s
        self._heard = bytearray()
        self._pattern = ""
        self.prompt = b""

    def greet(self) -> bytes:
        """Return what the device says before it is asked anything, its first prompt included."""
        until, answers = time.monotonic() + min(GREETING_S, self._silence_s / 2), 0
        while time.monotonic() < until and not self._at_prompt():
            data = self._channel.receive(DOUBT_S)
            self._heard += data
            reply = b"" if data else _reply(self._tail())
            if reply and answers < _TRIES:
                answers += 1
                until = time.monotonic() + min(GREETING_S, self._silence_s / 2)
                self._channel.sendall(reply)
            elif not data and _asks(self._tail()):
                break
        self.prompt = self._line() if self._at_prompt() else b""
        return bytes(self._heard)

    def begin(self, dialogue: SshDialogue) -> bool:
        """Raise the privilege and prepare the session; returns whether it is enough to read all.

        Raises:
            LoginRefused: a secret is wanted that is not there, or was refused.
            DeviceTimeout: there is no prompt.
        """
        self._pattern = dialogue.prompt
        lines = dialogue.prepare or ()
        if not self.prompt:
            self.settle()
        privileged = self._privilege() if dialogue.enable else True
        for line in lines:
            self._prepared(line)
        if not lines:
            self.settle()
        return privileged

    def settle(self) -> None:
        """Send blank lines until the same prompt stands behind two of them."""
        for _ in range(_TRIES):
            before = self.prompt
            if before and self._say(b"\n") == before:
                return
            if not before:
                self._say(b"\n")
        raise DeviceTimeout(self._device, f'no prompt after the login, which ends in "{_shown(self._line())}"')

    def _prepared(self, line: str) -> None:
        """Send one line of preparation; where it was not repeated it may have been lost, and is sent once more."""
        before = self.prompt
        if self._say(line.encode("ascii") + b"\n") == before and line.encode("ascii") in self._heard:
            return
        self.settle()
        if line.encode("ascii") not in self._heard:
            self._say(line.encode("ascii") + b"\n")
            self.settle()

    def _privilege(self) -> bool:
        if self.prompt.endswith(b"#"):
            return True
        self._say(b"enable\n", secret=True)
        for _ in range(_TRIES):
            heard = self._tail()
            if asks_name(heard):
                self._say(self._credential.username.encode() + b"\n", secret=True)
            elif asks_secret(heard):
                if self._guard.secret_sent:
                    raise self._guard.refusal()
                self._answer_secret()
            else:
                break
        if self.prompt.endswith(b"#"):
            return True
        if self._guard.secret_sent:
            raise self._guard.refusal()
        self.settle()
        return False  # the device knows no such privilege: reading goes on with what the login allows

    def _answer_secret(self) -> None:
        """Give the secret, or take the question back where there is none."""
        secret = self._credential.enable_secret
        self._say(b"\x03" if secret is None else secret.encode() + b"\n", secret=True)

    def _say(self, data: bytes, *, secret: bool = False) -> bytes:
        """Send something and return the prompt behind it; with `secret` also a question ends the wait.

        Raises:
            DeviceTimeout: neither came.
        """
        self._channel.sendall(data)
        self._heard.clear()
        began = time.monotonic()
        while True:
            data = self._channel.receive(DOUBT_S if self._at_prompt() else TURN_S)
            self._heard += data
            line = self._line()
            if self.prompt and b"\n" in self._heard and prompt_pattern(self.prompt).fullmatch(line):
                return self.prompt
            if secret and line.endswith(b"#") and line[:-1] == self.prompt[:-1]:
                self.prompt = line
                return line
            if secret and (asks_secret(self._tail()) or asks_name(self._tail())):
                return b""
            if not data and looks_like_prompt(line, self._pattern):
                self.prompt = line
                return line
            if not data and asks_key(self._tail()):
                self._channel.sendall(b" ")
            if not data and time.monotonic() - began > self._silence_s / 2:
                raise DeviceTimeout(self._device, f'no prompt after the login, which ends in "{_shown(line)}"')

    def _at_prompt(self) -> bool:
        return looks_like_prompt(self._line(), self._pattern)

    def _line(self) -> bytes:
        return last_line(self._heard)

    def _tail(self) -> bytes:
        return bytes(self._heard[-TAIL:])


def _reply(heard: bytes) -> bytes:
    """Return what may be answered to a greeting: a key where any will do, and no where something would be changed."""
    return b" " if asks_key(heard) else b"N\n" if asks_change(heard) else b""


def _asks(heard: bytes) -> bool:
    return asks_secret(heard) or asks_name(heard) or asks_yes(heard)


def _shown(line: bytes) -> str:
    return re.sub(r"[^ -~]", "", line.decode("latin-1"))[-60:]
