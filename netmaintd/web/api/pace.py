"""How often a program may ask: by its token, and by the address that it comes from."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

WITHIN = timedelta(minutes=1)
BY_TOKEN, BY_ADDRESS = 300, 900
"""Requests a minute: a program that reads everything of a round needs some dozens."""
_MOST = 10_000
"""Tokens and addresses that are remembered: strangers must not fill the memory."""
_NOTHING = timedelta()


class Pace:
    """Requests of the minute that goes on, counted in memory; a restart forgives."""

    def __init__(self, by_token: int = BY_TOKEN, by_address: int = BY_ADDRESS) -> None:
        """Nobody asked yet."""
        self._most = {"t": by_token, "a": by_address}
        self._asked: OrderedDict[str, tuple[datetime, int]] = OrderedDict()
        self._lock = threading.Lock()

    def of_address(self, address: str, at: datetime) -> timedelta:
        """Count a request from an address; return how long to wait, nothing when it may be answered."""
        return self._take("a", address, at)

    def of_token(self, key: str, at: datetime) -> timedelta:
        """Count a request with a token; return how long to wait, nothing when it may be answered."""
        return self._take("t", key, at)

    def _take(self, kind: str, name: str, at: datetime) -> timedelta:
        key = f"{kind} {name}"
        with self._lock:
            began, asked = self._asked.get(key, (at, 0))
            if not _NOTHING <= at - began < WITHIN:
                began, asked = at, 0
            if asked >= self._most[kind]:
                return began + WITHIN - at
            self._asked[key] = began, asked + 1
            self._asked.move_to_end(key)
            while len(self._asked) > _MOST:
                self._asked.popitem(last=False)
        return _NOTHING
