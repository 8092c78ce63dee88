"""Those who showed who they are and still owe a code: a ticket for each, for minutes, kept in memory.

A restart forgets them; they log in once more then.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(minutes=5)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who may still show a code, and where he goes then."""

    user: str
    back: str
    ends_at: datetime


class Halfway:
    """All tickets."""

    def __init__(self) -> None:
        """Nobody is halfway."""
        self._tickets: OrderedDict[str, Ticket] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, user: str, back: str, at: datetime) -> str:
        """Return a new ticket."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[key] = Ticket(user, back, at + LASTS)
            while len(self._tickets) > _MOST:
                self._tickets.popitem(last=False)
        return key

    def holder(self, key: str, at: datetime) -> Ticket | None:
        """Return whose ticket it is, None when it is none or too old."""
        with self._lock:
            ticket = self._tickets.get(key)
            return ticket if ticket and at < ticket.ends_at else None

    def end(self, key: str) -> None:
        """Take a ticket back: it was used."""
        with self._lock:
            self._tickets.pop(key, None)
