"""The life of a simulated device: how long it has been up, and what grows with time.

Everything that changes follows from the time since the device was first started, so a lab that is stopped and
started again goes on where it would be by now, like a device that was never switched off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Life:
    """One device's time. `clock` gives epoch seconds; at `born_at` it had been up for `uptime_then_s`."""

    clock: Callable[[], float]
    born_at: float
    uptime_then_s: float

    def now(self) -> datetime:
        """The device's clock, aware, UTC."""
        return datetime.fromtimestamp(self.clock(), UTC)

    def uptime_s(self) -> float:
        """Seconds since the device started; never negative, even when the clock was set back."""
        return max(0.0, self.uptime_then_s + self.clock() - self.born_at)

    def grown(self, per_second: float) -> int:
        """What has come together since the start at an even rate."""
        return int(per_second * self.uptime_s())

    def wave(self, middle: float, swing: float) -> float:
        """A ratio that swings a little around its middle, within 0.0 to 1.0."""
        return min(1.0, max(0.0, middle + swing * math.sin(self.clock() / 60.0)))


def spelled(uptime_s: float) -> str:
    """Write an uptime as IOS and VRP do: `5 weeks, 6 days, 1 hour, 4 minutes`."""
    minutes = int(uptime_s // 60)
    parts = []
    for size, unit in ((10080, "week"), (1440, "day"), (60, "hour"), (1, "minute")):
        count, minutes = divmod(minutes, size)
        if count or unit == "minute":
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return ", ".join(parts)
