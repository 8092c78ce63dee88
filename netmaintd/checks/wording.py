"""Numbers and durations in Indonesian sentences: decimal comma, per cent, days and hours."""

from __future__ import annotations


def number(value: float, digits: int = 1) -> str:
    """Return a number with a decimal comma and no trailing zeros: `61,5`, `40`."""
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def percent(ratio: float, digits: int = 1) -> str:
    """Return a ratio as per cent: `61,5 %`."""
    return f"{number(ratio * 100, digits)} %"


def duration(seconds: float) -> str:
    """Return a duration by its two largest units: `12 hari 3 jam`, `45 detik`."""
    parts = []
    rest = int(seconds)
    for size, unit in ((86400, "hari"), (3600, "jam"), (60, "menit"), (1, "detik")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 detik"


def listed(items: tuple[str, ...] | list[str], most: int = 5) -> str:
    """Return the first items, and how many more there are."""
    shown = ", ".join(items[:most])
    return f"{shown} dan {len(items) - most} lainnya" if len(items) > most else shown
