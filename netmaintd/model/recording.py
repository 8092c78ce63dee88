"""What one device said in one SSH session, kept so that it can say it again: to our reader and to the lab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Recording:
    """One session, anonymised; it names neither an address nor a location.

    Attributes:
        made_by: the program and its version.
        recorded: the day, in UTC.
        profile: the platform by whose commands it was asked.
        server: what the SSH server calls itself, `SSH-2.0-Cisco-1.25`.
        greeting: everything before the first command, the prompt included.
        prompt: what ends each answer.
        answers: command and the bytes that came back, without its echo and the prompt; in the order they were asked.
    """

    made_by: str
    recorded: date
    profile: str
    server: str
    greeting: bytes
    prompt: bytes
    answers: tuple[tuple[str, bytes], ...]
