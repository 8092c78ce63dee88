"""How numbers, limits and foreign text stand in an Indonesian sentence.

Decimal comma, thousands with a dot, per cent, durations in words. What a device says of itself is cut short
and loses its control characters: it is printed on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_MOST_CHARACTERS = 60
_LONGEST = 1e21
"""No counter reaches it; what a device tells beyond is told by its power of ten."""


def number(value: float, digits: int = 1) -> str:
    """Return a number with decimal comma, dots for thousands and no trailing zeros: `1.061,5`, `40`."""
    if _LONGEST <= abs(value) < float("inf"):
        return f"{value:.0e}"
    text = f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))
    text = text.rstrip("0").rstrip(",") if "," in text else text
    return "0" if text == "-0" else text


def percent(ratio: float, digits: int = 1) -> str:
    """Return a ratio as per cent: `61,5 %`."""
    return f"{number(ratio * 100, digits)} %"


def celsius(degrees: float) -> str:
    """Return a temperature: `61,5 °C`."""
    return f"{number(degrees)} °C"


def dbm(power: float) -> str:
    """Return a power of light or radio: `-17,5 dBm`."""
    return f"{number(power)} dBm"


def milliseconds(seconds: float) -> str:
    """Return a short time: `12,4 ms`."""
    return f"{number(seconds * 1000)} ms"


def megabits(bits_per_s: float) -> str:
    """Return a speed: `100 Mbit/s`."""
    return f"{number(bits_per_s / 1e6)} Mbit/s"


def size(octets: float) -> str:
    """Return a size in bytes: `12,4 MB`, `77,9 GB`."""
    return f"{number(octets / 1e6)} MB" if octets < 1e9 else f"{number(octets / 1e9)} GB"


def per_million(ratio: float) -> str:
    """Return a small ratio: `120 per sejuta`."""
    return f"{number(ratio * 1e6)} per sejuta"


def limits(warning: float, critical: float, render: Callable[[float], str]) -> str:
    """Return two upper limits as they stand beside a value: `perlu perhatian ≥ 60 %, rusak ≥ 85 %`."""
    return f"perlu perhatian ≥ {render(warning)}, rusak ≥ {render(critical)}"


def duration(seconds: float) -> str:
    """Return a duration by its two largest units: `12 hari 3 jam`, `45 detik`."""
    parts = []
    rest = int(seconds)
    for size, unit in ((86400, "hari"), (3600, "jam"), (60, "menit"), (1, "detik")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{number(count)} {unit}")
    return " ".join(parts[:2]) or "0 detik"


def shown(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Return text of a device for one printed line: no control characters, no more than `most` characters."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"


def listed(items: Sequence[str], most: int = 5) -> str:
    """Return the first names of a list, made fit for print, and how many more there are."""
    names = ", ".join(shown(item) for item in items[:most])
    return f"{names} dan {len(items) - most} lainnya" if len(items) > most else names


def enumerated(sentences: Sequence[str], most: int = 3) -> str:
    """Return the first of several statements, each already fit for print, and how many more there are."""
    text = "; ".join(sentences[:most])
    return f"{text}; dan {len(sentences) - most} lainnya" if len(sentences) > most else text
