"""What a command line needs of the connection below it, and how the device's faults strike a reply."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from netmaintd.lab.faults import Faults

FOREVER_S = 86400.0
PROMPT_PAUSE_S = 0.3


class Wire(Protocol):
    """A byte stream to one client. Each method raises `ConnectionLost` when the client is gone."""

    def read(self) -> bytes:
        """Return the next bytes, at least one."""

    def write(self, data: bytes) -> None:
        """Send bytes."""

    def pause(self, seconds: float) -> None:
        """Do nothing for a while, or until the client is gone."""

    def cut(self) -> None:
        """Drop the TCP connection in the middle."""


def send_reply(wire: Wire, reply: str | bytes, faults: Faults, command: str, prompt: str) -> None:
    """Send one reply, as well as the faults let it through."""
    data = on_the_wire(reply)
    if not re.search(faults.on, command):
        wire.write(data)
        return
    if faults.reply_delay_s:
        wire.pause(faults.reply_delay_s)
    if faults.endless and data:
        _send_for_ever(wire)
    if faults.prompt_in_output:
        data = _send_up_to_false_prompt(wire, data, prompt.encode())
    limits = (faults.hang_after, faults.drop_after, faults.truncate_after)
    struck = [limit for limit in limits if limit is not None and len(data) > limit]
    wire.write(data[: min(struck)] if struck else data)
    if not struck:
        return
    if min(struck) == faults.hang_after:
        wire.pause(FOREVER_S)
    elif min(struck) == faults.drop_after:
        wire.cut()
    else:
        wire.write(b"\r\n")


def on_the_wire(text: str | bytes) -> bytes:
    """Return text as a terminal gets it; bytes are what a real one got."""
    return text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()


def _send_for_ever(wire: Wire) -> None:
    for number in count():
        wire.write(b"interface GigabitEthernet9/9/%d\r\n" % number * 50)


def _send_up_to_false_prompt(wire: Wire, data: bytes, prompt: bytes) -> bytes:
    """Send the first half and a line that holds the prompt, wait there, return the rest."""
    lines = data.splitlines(keepends=True)
    middle = len(lines) // 2
    if not middle:
        return data
    wire.write(b"".join(lines[:middle]) + prompt)
    wire.pause(PROMPT_PAUSE_S)
    return b" lihat catatan\r\n" + b"".join(lines[middle:])
