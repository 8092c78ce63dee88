"""The channel of a session, watched: silence, deadline, size, end of stream and the wish to stop.

netmiko's read loop knows the wall clock only and does not notice that the other side is gone. It polls
`recv_ready`, and here that is where the session ends when it must.
"""

from __future__ import annotations

import threading
import time
from typing import Any

import paramiko

from netmaintd.errors import Cancelled, ConnectionLost, DeviceTimeout, Garbled
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_guard import LoginGuard

MOST_BYTES = 16 << 20
MOST_GREETING_BYTES = 1 << 20
QUESTION_S = 0.5
"""How long it must be quiet behind what looks like a question before it is taken for one."""
_CHUNK = 65536
_TAIL = 256


class WatchedChannel:
    """A paramiko channel, or a Telnet connection, that raises one of our errors instead of waiting for nothing."""

    def __init__(
        self, device: str, channel: Any, silence_s: float, deadline: Deadline, guard: LoginGuard | None
    ) -> None:
        """Watch a channel of a device; the guard looks at all that is sent before the first command."""
        self.device, self._channel = device, channel
        self._silence_s, self._deadline = silence_s, deadline
        self._guard = guard
        self.enter = b"\n"
        self._held = b""
        self._tail = b""
        self._most = MOST_GREETING_BYTES
        self._heard_at = time.monotonic()
        self._taken = 0

    def open_shell(self, limit_s: float) -> None:
        """Ask for a terminal and a shell, both at once as OpenSSH does; the device answers in their order."""
        self._wait_at_most(limit_s)
        transport: Any = self._channel.get_transport()
        transport._send_user_message(_terminal(self._channel.remote_chanid))
        self._channel.invoke_shell()

    def request(self, command: str, limit_s: float) -> None:
        """Ask for one command without a terminal."""
        self._wait_at_most(limit_s)
        self._channel.exec_command(command)

    def _wait_at_most(self, limit_s: float) -> None:
        """The library waits for an answer without end; its event is replaced by one that does not."""
        limit = Deadline(self._deadline.within(limit_s), self._deadline.stop)
        self._channel.event = _Limited(limit, self.device)

    def hold(self, data: bytes) -> None:
        """Take back what was read, for the next reader."""
        self._held = data + self._held

    def begin_answer(self) -> None:
        """Count size and silence anew: the session is prepared, and a command of the allow-list follows."""
        self._guard = None
        self._heard_at = time.monotonic()
        self._taken, self._most = 0, MOST_BYTES

    def guard_again(self, guard: LoginGuard) -> None:
        """Watch what is sent again: a question was asked, and the preparation goes on."""
        self._guard, self._tail = guard, b""
        self._taken, self._most = 0, MOST_GREETING_BYTES

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self.check()
        if data.endswith(b"\n") and not data.endswith(b"\r\n"):
            data = data[:-1] + self.enter
        if self._guard is not None:
            self._guard.sending(data, self._tail)
        self._tail = b""
        self._channel.settimeout(self._deadline.within(self._silence_s))
        try:
            self._channel.sendall(data)
        except TimeoutError as error:
            raise DeviceTimeout(self.device, "the device does not take what is sent") from error
        except OSError as error:
            raise ConnectionLost(self.device, "the device closed the session while it was asked") from error
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
        read: bytes = self._channel.recv(size)
        self._took(read)
        return read

    def receive(self, wait_s: float) -> bytes:
        """Return what comes within a time, empty when nothing does; raises when the session must end."""
        if self._held:
            return self.recv(_CHUNK)
        self._channel.settimeout(max(0.01, self._deadline.within(wait_s)))
        try:
            data: bytes = self._channel.recv(_CHUNK)
        except TimeoutError:
            self.check()
            return b""
        if not data:
            raise ConnectionLost(self.device, "the device closed the session in the middle of an answer")
        self._took(data)
        return data

    def to_the_end(self, turn_s: float) -> bytes:
        """Return all that comes until the device says that nothing follows; a broken connection never says so."""
        raw = bytearray()
        while True:
            self._channel.settimeout(max(0.01, self._deadline.within(turn_s)))
            try:
                data = self._channel.recv(_CHUNK)
            except TimeoutError:
                self._check_silence()
                continue
            if not data:
                break
            self._took(data)
            raw += data
        if not self._channel.eof_received and self._channel.exit_status < 0:
            raise ConnectionLost(self.device, "the device closed the session in the middle of an answer")
        return bytes(raw)

    def check(self) -> None:
        """Raise what ends the session now, if anything does."""
        quiet_s = self._check_silence()
        if self._guard is not None and quiet_s > QUESTION_S:
            self._guard.waiting(self._tail)
        transport = self._channel.get_transport()
        gone = self._channel.closed or self._channel.eof_received or not transport.is_active()
        if gone and not self._channel.recv_ready():
            raise ConnectionLost(self.device, "the device closed the session")

    def _check_silence(self) -> float:
        self._check_time()
        quiet_s = time.monotonic() - self._heard_at
        if quiet_s > self._silence_s:
            raise DeviceTimeout(
                self.device, f"silent for {self._silence_s:.0f} s; is it overloaded, does it ask something?"
            )
        return quiet_s

    def close(self) -> None:
        """Close the channel; the library's name."""
        self._channel.close()

    def settimeout(self, seconds: float) -> None:
        """Set the library's own timeout."""
        self._channel.settimeout(seconds)

    def _check_time(self) -> None:
        if self._deadline.stop.is_set():
            raise Cancelled(self.device, "stopped during the session")
        if self._deadline.passed:
            raise DeviceTimeout(self.device, "the deadline of the session passed; is the device slow, is it endless?")

    def _took(self, data: bytes) -> None:
        """Take note of what came; a device that never pauses is ended here."""
        self._check_time()
        self._heard_at = time.monotonic()
        self._tail = (self._tail + data)[-_TAIL:]
        self._taken += len(data)
        if self._taken > self._most:
            raise Garbled(self.device, f"more than {self._most >> 20} MiB of answer; it does not end")


def _terminal(channel: int) -> paramiko.Message:
    """Return the request for a terminal (RFC 4254, section 6.2), so wide and long that little is broken or paged."""
    request = paramiko.Message()
    request.add_byte(bytes((98,)))  # SSH_MSG_CHANNEL_REQUEST
    request.add_int(channel)
    request.add_string("pty-req")
    request.add_boolean(True)
    request.add_string("vt100")
    for size in (511, 1000, 0, 0):
        request.add_int(size)
    request.add_string(b"")
    return request


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
