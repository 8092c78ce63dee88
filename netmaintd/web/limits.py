"""How often somebody may fail to show who he is: by name, by where it comes from, and by both.

A few failures close a name only for the address that they came from: who guesses must not lock the head of the
agency out. Kept in memory; a restart forgives.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from datetime import datetime, timedelta

WITHIN = timedelta(minutes=15)
BY_BOTH, BY_NAME, BY_ADDRESS = 5, 25, 50
"""An office stands behind one address, so that may fail most often."""
_MOST = 10_000
"""Names and addresses that are remembered: strangers must not fill the memory."""
_NOTHING = timedelta()


class Limits:
    """Tries of the last quarter of an hour that did not end well."""

    def __init__(self) -> None:
        """Nobody tried yet."""
        self._tries: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, user: str, address: str, at: datetime) -> timedelta:
        """Return how long to wait before the next try; nothing when one may be made now, which then counts.

        It counts before it is known how it ends: of many at the same time only so many get through.
        """
        keys = _keys(user, address)
        with self._lock:
            wait = max(self._wait(key, most, at) for key, most in keys.items())
            if wait > _NOTHING:
                return wait
            for key in keys:
                self._tries.setdefault(key, []).append(at)
                self._tries.move_to_end(key)
            while len(self._tries) > _MOST:
                self._tries.popitem(last=False)
            return _NOTHING

    def passed(self, user: str, address: str) -> None:
        """Forget the tries of a name that got in; of its address only the last one."""
        both, name, place = _keys(user, address)
        with self._lock:
            self._tries.pop(both, None)
            self._tries.pop(name, None)
            if self._tries.get(place):
                self._tries[place].pop()

    def _wait(self, key: str, most: int, at: datetime) -> timedelta:
        recent = [when for when in self._tries.get(key, ()) if at - when < WITHIN]
        if recent:
            self._tries[key] = recent
        else:
            self._tries.pop(key, None)
        return recent[-most] + WITHIN - at if len(recent) >= most else _NOTHING


def _keys(user: str, address: str) -> dict[str, int]:
    place = place_of(address)
    return {f"b {place} {user}": BY_BOTH, f"u {user}": BY_NAME, f"a {place}": BY_ADDRESS}


def place_of(address: str) -> str:
    """Return what counts as one place: of IPv6 the first half, for a household has all of the second."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address
