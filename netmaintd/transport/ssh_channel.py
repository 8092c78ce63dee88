"""The channel of a session, watched: silence, deadline, size, end of stream and the wish to stop.

netmiko's read loop knows the wall clock only and does not notice that the other side is gone. It polls
`recv_ready`, and here that is where the session ends when it must.
"""

from __future__ import annotations

import re
import threading
import time

import paramiko

from netmaintd.errors import Cancelled, ConnectionLost, DeviceTimeout, Garbled
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_guard import LoginGuard

MOST_BYTES = 32 << 20
MOST_GREETING_BYTES = 1 << 20
GREETING_S = 2.0
"""How long a device may keep silent before it is spoken to."""
QUESTION_S = 0.5
"""How long it must be quiet behind what looks like a question before it is taken for one."""
_CHUNK = 65536
_TAIL = 256
_PROMPT = re.compile(rb"[>#$%\]:?] ?\Z")


class WatchedChannel:
    """A paramiko channel that raises one of our errors instead of waiting for nothing."""

    def __init__(
        self, device: str, channel: paramiko.Channel, silence_s: float, deadline: Deadline, guard: LoginGuard
    ) -> None:
        """Watch a channel of a device; the guard looks at all that is sent before the first command."""
        self._device, self._channel = device, channel
        self._silence_s, self._deadline = silence_s, deadline
        self._guard: LoginGuard | None = guard
        self._held = b""
        self._tail = b""
        self._most = MOST_GREETING_BYTES
        self._heard_at = time.monotonic()
        self._taken = 0

    def open_shell(self, limit_s: float) -> None:
        """Ask for a terminal and a shell, and let the device say its greeting."""
        # The library waits for these two answers without end; its event is replaced by one that does not.
        self._channel.event = _Limited(Deadline(self._deadline.within(limit_s), self._deadline.stop), self._device)
        self._channel.get_pty(term="vt100", width=511, height=1000)
        self._channel.invoke_shell()
        greeting, until = b"", Deadline(self._deadline.within(GREETING_S), self._deadline.stop)
        while not until.passed and not _PROMPT.search(greeting):
            data = self.receive(min(0.1, GREETING_S) if greeting else until.remaining_s)
            if greeting and not data:
                break
            greeting += data
        self._held = greeting

    @property
    def greeting(self) -> str:
        """What the device said before it was asked anything, its first prompt included."""
        return self._held.decode("latin-1")

    def begin_answer(self) -> None:
        """Count size and silence anew: the session is prepared, and a command of the allow-list follows."""
        self._guard = None
        self._heard_at = time.monotonic()
        self._taken, self._most = 0, MOST_BYTES

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self.check()
        if self._guard is not None:
            self._guard.sending(data, self._tail)
        self._tail = b""
        self._channel.settimeout(self._deadline.within(self._silence_s))
        try:
            self._channel.sendall(data)
        except TimeoutError as error:
            raise DeviceTimeout(self._device, "the device does not take what is sent") from error
        except OSError as error:
            raise ConnectionLost(self._device, "the device closed the session while it was asked") from error
        self._heard_at = time.monotonic()

    def recv_ready(self) -> bool:
        """Whether bytes wait; raises when none will come any more."""
        ready = bool(self._held) or self._channel.recv_ready()
        if not ready:
            self.check()
        return ready

    def recv(self, size: int) -> bytes:
        """Return what waits, at most `size` bytes."""
        if self._held:
            data, self._held = self._held[:size], self._held[size:]
            return data
        data = self._channel.recv(size)
        self._took(data)
        return data

    def receive(self, wait_s: float) -> bytes:
        """Return what comes within a time, empty when nothing does; raises when the session must end."""
        self._channel.settimeout(max(0.01, self._deadline.within(wait_s)))
        try:
            data = self._channel.recv(_CHUNK)
        except TimeoutError:
            self.check()
            return b""
        if not data:
            raise ConnectionLost(self._device, "the device closed the session in the middle of an answer")
        self._took(data)
        return data

    def check(self) -> None:
        """Raise what ends the session now, if anything does."""
        self._check_time()
        quiet_s = time.monotonic() - self._heard_at
        if quiet_s > self._silence_s:
            raise DeviceTimeout(
                self._device, f"silent for {self._silence_s:.0f} s; is it overloaded, does it ask something?"
            )
        if self._guard is not None and quiet_s > QUESTION_S:
            self._guard.waiting(self._tail)
        transport = self._channel.get_transport()
        gone = self._channel.closed or self._channel.eof_received or not transport.is_active()
        if gone and not self._channel.recv_ready():
            raise ConnectionLost(self._device, "the device closed the session")

    def close(self) -> None:
        """Close the channel; the library's name."""
        self._channel.close()

    def settimeout(self, seconds: float) -> None:
        """Set the library's own timeout."""
        self._channel.settimeout(seconds)

    def _check_time(self) -> None:
        if self._deadline.stop.is_set():
            raise Cancelled(self._device, "stopped during the session")
        if self._deadline.passed:
            raise DeviceTimeout(self._device, "the deadline of the session passed; is the device slow, is it endless?")

    def _took(self, data: bytes) -> None:
        """Take note of what came; a device that never pauses is ended here."""
        self._check_time()
        self._heard_at = time.monotonic()
        self._tail = (self._tail + data)[-_TAIL:]
        self._taken += len(data)
        if self._taken > self._most:
            raise Garbled(self._device, f"more than {self._most >> 20} MiB of answer; it does not end")


class _Limited(threading.Event):
    """An event whose wait without a limit ends with a deadline."""

    def __init__(self, limit: Deadline, device: str) -> None:
        super().__init__()
        self._limit, self._device = limit, device

    def wait(self, timeout: float | None = None) -> bool:
        while not super().wait(self._limit.within(0.1 if timeout is None else timeout)) and timeout is None:
            if self._limit.stop.is_set():
                raise Cancelled(self._device, "stopped while it opened a session")
            if self._limit.passed:
                raise DeviceTimeout(self._device, "the device does not open a session after the login")
        return self.is_set()
