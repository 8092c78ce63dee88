"""Commands as requests of their own, without a terminal: no echo, no prompt, no pager, and an end that is told.

An answer is whole when the device said that nothing follows. A connection that breaks never says so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import paramiko

from netmaintd.errors import ConnectionLost
from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_answer import AnswerReader
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_connect import Transport

TURN_S = 0.5
STATUS_S = 2.0
"""How long a device may take to close a channel after its answer; many never tell a status."""
_MOST_ERRORS = 4096


class Requests:
    """Asks on one connection, with a channel for each command."""

    def __init__(
        self, device: str, transport: Transport, dialogue: SshDialogue, deadline: Deadline, *,
        limit_s: float, silence_s: float,
    ) -> None:  # fmt: skip
        """Take a connection that is logged in."""
        self._device, self._transport, self._dialogue, self._deadline = device, transport, dialogue, deadline
        self._limit_s, self._silence_s = limit_s, silence_s

    def ask(self, commands: Sequence[str]) -> Iterator[Answer]:
        """Yield the answer to each command, in order."""
        for command in commands:
            yield self._ask(command)

    def _ask(self, command: str) -> Answer:
        began = time.monotonic()
        channel, watched = self._request(command)
        try:
            raw = watched.to_the_end(TURN_S)
            complaint = channel.recv_stderr(_MOST_ERRORS) if channel.recv_stderr_ready() else b""
            channel.status_event.wait(self._deadline.within(STATUS_S))
        finally:
            watched.close()
        doubt = self._doubt(command, raw, complaint, channel.exit_status)
        return Answer(command, raw or complaint, not doubt, doubt, time.monotonic() - began)

    def _request(self, command: str) -> tuple[paramiko.Channel, WatchedChannel]:
        try:
            channel = self._transport.open_session(timeout=self._deadline.within(self._limit_s))
            watched = WatchedChannel(self._device, channel, self._silence_s, self._deadline, None)
            watched.begin_answer()
            watched.request(command, self._limit_s)
        except (paramiko.SSHException, EOFError, OSError) as error:
            raise ConnectionLost(self._device, f"the device takes no command without a terminal ({error})") from error
        return channel, watched

    def _doubt(self, command: str, raw: bytes, complaint: bytes, status: int) -> str:
        if status > 0 and not raw.strip():
            return f"refused: {complaint.decode('latin-1').strip()[:120] or f'exit status {status}'}"
        return AnswerReader(self._dialogue, b"", command, self._silence_s).doubt(raw)
