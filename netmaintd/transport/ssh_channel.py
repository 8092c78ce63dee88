"""The channel of a session, watched: silence, deadline, size, end of stream and the wish to stop.

netmiko's read loop knows the wall clock only and does not notice that the other side is gone. It polls
`recv_ready`, and here that is where the session ends when it must.
"""

from __future__ import annotations

import time

import paramiko

from netmaintd.errors import Cancelled, ConnectionLost, DeviceTimeout, Garbled
from netmaintd.transport.deadline import Deadline

MOST_BYTES = 32 << 20
_CHUNK = 65536


class WatchedChannel:
    """A paramiko channel that raises one of our errors instead of waiting for nothing."""

    def __init__(self, device: str, channel: paramiko.Channel, silence_s: float, deadline: Deadline) -> None:
        """Watch a channel of a device."""
        self._device, self._channel = device, channel
        self._silence_s, self._deadline = silence_s, deadline
        self._heard_at = time.monotonic()
        self._taken = 0

    def begin_answer(self) -> None:
        """Count size and silence anew: a command was sent."""
        self._heard_at = time.monotonic()
        self._taken = 0

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self.check()
        try:
            self._channel.sendall(data)
        except OSError as error:
            raise ConnectionLost(self._device, "the device closed the session while it was asked") from error
        self._heard_at = time.monotonic()

    def recv_ready(self) -> bool:
        """Whether bytes wait; raises when none will come any more."""
        ready = self._channel.recv_ready()
        if not ready:
            self.check()
        return ready

    def recv(self, size: int) -> bytes:
        """Return what waits, at most `size` bytes."""
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
        if self._deadline.stop.is_set():
            raise Cancelled(self._device, "stopped during the session")
        if self._deadline.passed:
            raise DeviceTimeout(self._device, "the deadline of the session passed")
        if time.monotonic() - self._heard_at > self._silence_s:
            raise DeviceTimeout(self._device, f"silent for {self._silence_s:.0f} s")
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

    def _took(self, data: bytes) -> None:
        self._heard_at = time.monotonic()
        self._taken += len(data)
        if self._taken > MOST_BYTES:
            raise Garbled(self._device, f"more than {MOST_BYTES >> 20} MiB of answer; it does not end")
