"""Small charts as SVG, drawn here: one line over time, with its first and last value said in words beside it."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup, escape

WIDTH, HEIGHT, EDGE = 240, 48, 4


def line(title: str, points: tuple[tuple[datetime, float], ...]) -> Markup:
    """Return a line through points in the order of time; one that does not change runs through the middle."""
    times = [when.timestamp() for when, _ in points]
    values = [value for _, value in points]
    corners = " ".join(
        f"{_at(t, min(times), max(times), WIDTH):.1f},{HEIGHT - _at(v, min(values), max(values), HEIGHT):.1f}"
        for t, v in zip(times, values, strict=True)
    )
    return Markup(  # noqa: S704  the title is escaped, all else are numbers
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f'<polyline points="{corners}" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
    )


def _at(value: float, least: float, most: float, length: int) -> float:
    share = (value - least) / (most - least) if most > least else 0.5
    return EDGE + share * (length - 2 * EDGE)
