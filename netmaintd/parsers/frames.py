"""Messages between the program and the process that reads texts: a length, then JSON."""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

_LENGTH = struct.Struct(">I")
MAX_FRAME = 64 * 1024 * 1024
_CHUNK = 1 << 18


def send(channel: socket.socket, message: dict[str, Any], ends_at: float | None = None) -> None:
    """Send a message; TimeoutError when `ends_at` (monotonic) comes first."""
    body = json.dumps(message).encode()
    channel.settimeout(_left(ends_at))
    channel.sendall(_LENGTH.pack(len(body)) + body)


def receive(channel: socket.socket, ends_at: float | None = None) -> dict[str, Any] | None:
    """Return a message, None at the end of the stream; TimeoutError when `ends_at` comes first."""
    head = _exactly(channel, _LENGTH.size, ends_at)
    if head is None:
        return None
    length = _LENGTH.unpack(head)[0]
    body = _exactly(channel, length, ends_at) if length <= MAX_FRAME else None
    message = json.loads(body) if body is not None else None
    return message if isinstance(message, dict) else None


def _exactly(channel: socket.socket, count: int, ends_at: float | None) -> bytes | None:
    parts, missing = [], count
    while missing:
        channel.settimeout(_left(ends_at))
        part = channel.recv(min(missing, _CHUNK))
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _left(ends_at: float | None) -> float | None:
    if ends_at is None:
        return None
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
