"""The way between gufo-snmp and an agent: each packet passes through our hands, with our clock and our checks.

gufo writes to and reads from its own socket, and takes whatever lies there. So that socket becomes one end of a
pair; this file holds the other end and the real socket. gufo gets one packet for each request: the answer to it.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from netmaintd.errors import Cancelled, DeviceTimeout
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp_packet import Packet, UserKey, read_packet

T = TypeVar("T")
TURN_S = 0.2
"""How soon a waiting session notices that it is to stop."""
CLOSED_S = 0.05
LARGEST = 65_535


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for whom."""

    device: str
    timeout_s: float
    retries: int
    deadline: Deadline


class Wire:
    """The real socket, and the end of gufo's."""

    def __init__(self, address: str, port: int, gufo_fd: int, patience: Patience) -> None:
        """Take the place of gufo's socket.

        Raises:
            OSError: there is no way to the address.
        """
        self._patience = patience
        self.key: UserKey | None = None
        """From when it is set, answers without its digest are dropped."""
        self.answer: Packet | None = None
        """What gufo was given last."""
        self._net = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._net.connect((address, port))
        except OSError:
            self._net.close()
            raise
        self._net.settimeout(min(TURN_S, patience.timeout_s))
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        with theirs:
            theirs.setblocking(False)
            self._ours.setblocking(False)
            os.dup2(theirs.fileno(), gufo_fd, inheritable=False)

    def close(self) -> None:
        """Give the sockets back."""
        self._net.close()
        self._ours.close()

    def exchange(self, send: Callable[[], object], receive: Callable[[], T]) -> T:
        """Let gufo ask, and let it take the answer.

        Raises:
            TimeoutError: no answer, however often it was asked.
            DeviceTimeout: the deadline passed.
            Cancelled: somebody asked to stop.
        """
        send()
        asked = read_packet(self._ours.recv(LARGEST))
        for _ in range(self._patience.retries + 1):
            self._send(asked.data)
            ends = time.monotonic() + self._patience.timeout_s
            while (data := self._receive(ends)) is not None:
                if self._pass_on(data, asked):
                    return receive()
        raise TimeoutError

    def _send(self, data: bytes) -> None:
        try:
            self._net.send(data)
        except OSError:
            return  # no route, or the refusal of an earlier packet: to the session it is an answer that did not come

    def _receive(self, ends: float) -> bytes | None:
        """Return the next packet; None when the time is over."""
        deadline = self._patience.deadline
        while True:
            if deadline.stop.is_set():
                raise Cancelled(self._patience.device, "stopped during an SNMP request")
            if deadline.passed:
                raise DeviceTimeout(self._patience.device, "the deadline of the device passed during SNMP")
            if time.monotonic() >= ends:
                return None
            try:
                return self._net.recv(LARGEST)
            except TimeoutError:
                continue
            except OSError:
                deadline.stop.wait(CLOSED_S)  # a closed port says so at once; the agent may come back within the time

    def _pass_on(self, data: bytes, asked: Packet) -> bool:
        try:
            answer = read_packet(data)
        except ValueError:
            return False
        if not answer.answers(asked, self.key):
            return False
        self.answer = answer
        self._ours.send(data)
        return True
