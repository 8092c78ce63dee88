"""Values of devices in what every reader of JSON and CSV takes: a number that is none becomes a text."""

from __future__ import annotations

import math


def number_or_text(value: float | int | str | None) -> float | int | str | None:
    """Return a value; NaN and the infinities, which JSON has no words for, as `NaN`, `Infinity`, `-Infinity`."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value
