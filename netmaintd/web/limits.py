"""How often somebody may fail to log in: by name, and by where it comes from. Kept in memory; a restart forgives."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

WITHIN = timedelta(minutes=15)
BY_NAME, BY_ADDRESS = 5, 30
_MOST = 10_000
"""Names and addresses that are remembered: strangers must not fill the memory."""


class Limits:
    """Failures of the last quarter of an hour."""

    def __init__(self) -> None:
        """Nobody failed yet."""
        self._failed: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def reached(self, user: str, address: str, at: datetime) -> bool:
        """Whether one of both failed too often to be tried again now."""
        with self._lock:
            return self._count(f"u {user}", at) >= BY_NAME or self._count(f"a {address}", at) >= BY_ADDRESS

    def failed(self, user: str, address: str, at: datetime) -> None:
        """Remember a failure."""
        with self._lock:
            for key in (f"u {user}", f"a {address}"):
                self._failed.setdefault(key, []).append(at)
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST:
                self._failed.popitem(last=False)

    def passed(self, user: str) -> None:
        """Forget the failures of a name that got in."""
        with self._lock:
            self._failed.pop(f"u {user}", None)

    def _count(self, key: str, at: datetime) -> int:
        recent = [when for when in self._failed.get(key, ()) if at - when < WITHIN]
        if recent:
            self._failed[key] = recent
        else:
            self._failed.pop(key, None)
        return len(recent)
