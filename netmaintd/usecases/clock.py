"""The time of day, passed in wherever something is recorded.

Deadlines of sessions are monotonic and live in `transport`; this is the office's clock on the wall.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class TrainingClock:
    """A clock that can be moved forward, so that a demonstration passes twelve working days in a minute.

    Between two moves it runs at the machine's pace. It never goes back.
    """

    def __init__(self, start: datetime) -> None:
        """Begin at an instant."""
        self._lock = threading.Lock()
        self._offset = start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present instant of the demonstration, aware, in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._offset

    def move_to(self, at: datetime) -> None:
        """Jump forward to an instant; an instant in the past changes nothing."""
        with self._lock:
            self._offset = max(self._offset, at - datetime.now(UTC))
