"""Small charts as SVG, drawn here. What one shows stands in words or in a table beside it; no colour says it alone."""

from __future__ import annotations

from collections.abc import Sequence
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
    return _drawn(title, WIDTH, f'<polyline points="{corners}" fill="none" stroke="currentColor" stroke-width="2"/>')


def strip(title: str, answers: Sequence[bool | None]) -> Markup:
    """Return a row of bars: high and filled for yes, low and empty for no, a line for what does not count."""
    step = 12
    bars = "".join(_bar(place * step + 2, answer) for place, answer in enumerate(answers))
    return _drawn(title, max(len(answers), 1) * step, bars)


def share(title: str, ratio: float) -> Markup:
    """Return a bar that is filled as far as a ratio, 0.0 to 1.0, says."""
    frame = f'<rect x="1" y="16" width="{WIDTH - 2}" height="16" fill="none" stroke="currentColor"/>'
    filled = f'<rect x="1" y="16" width="{ratio * (WIDTH - 2):.1f}" height="16" fill="currentColor"/>'
    return _drawn(title, WIDTH, frame + filled)


def _bar(x: int, answer: bool | None) -> str:
    if answer is None:
        return f'<line x1="{x}" y1="{HEIGHT - 2}" x2="{x + 8}" y2="{HEIGHT - 2}" stroke="currentColor"/>'
    if answer:
        return f'<rect x="{x}" y="4" width="8" height="{HEIGHT - 6}" fill="currentColor"/>'
    return f'<rect x="{x + 1}" y="{HEIGHT - 14}" width="6" height="11" fill="none" stroke="currentColor"/>'


def _drawn(title: str, width: int, inside: str) -> Markup:
    return Markup(  # noqa: S704  the title is escaped, all else are numbers
        f'<svg class="chart" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{escape(title)}">{inside}</svg>'
    )


def _at(value: float, least: float, most: float, length: int) -> float:
    where = (value - least) / (most - least) if most > least else 0.5
    return EDGE + where * (length - 2 * EDGE)
