"""Those who are halfway through a login: a ticket for each, for minutes, kept in memory.

A restart forgets them; they log in once more then.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

LASTS = timedelta(minutes=5)
_MOST = 1000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """Who showed who he is and still owes a code, and where he goes then."""

    user: str
    back: str


class Tickets(Generic[T]):
    """What is remembered of each for a while, by a key that nobody guesses."""

    def __init__(self) -> None:
        """Nobody is halfway."""
        self._kept: OrderedDict[str, tuple[T, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, what: T, at: datetime) -> str:
        """Remember something and return its key; the oldest are forgotten when there are too many."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._kept[key] = (what, at + LASTS)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return key

    def look(self, key: str, at: datetime) -> T | None:
        """Return what is remembered under a key, None when nothing is any more."""
        with self._lock:
            what, ends_at = self._kept.get(key, (None, at))
            return what if at < ends_at else None

    def take(self, key: str, at: datetime) -> T | None:
        """Return what is remembered under a key, and forget it."""
        what = self.look(key, at)
        with self._lock:
            self._kept.pop(key, None)
        return what
