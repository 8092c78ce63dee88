"""Deadlines on the monotonic clock, and the wish to stop; handed into everything that waits."""

from __future__ import annotations

import threading
import time


class Deadline:
    """Ends after some seconds, or when `stop` is set, whichever comes first."""

    def __init__(self, seconds: float, stop: threading.Event | None = None) -> None:
        """Begin now."""
        self._ends = time.monotonic() + seconds
        self.stop = stop or threading.Event()

    @property
    def remaining_s(self) -> float:
        """Seconds left; 0.0 when it has passed."""
        return max(0.0, self._ends - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether no time is left."""
        return self.remaining_s == 0.0

    def within(self, seconds: float) -> float:
        """Return the shorter of some seconds and what is left."""
        return min(seconds, self.remaining_s)
