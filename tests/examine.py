"""Running one check on facts, with an earlier examination ninety days before where there is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from netmaintd.checks import registry
from netmaintd.model.facts import Earlier, Fact, Facts
from netmaintd.model.results import CheckResult

NOW = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
DAY_S = 86400.0
ELAPSED = timedelta(days=90)


def examine(
    name: str,
    *known: Fact,
    earlier: tuple[Fact, ...] | None = None,
    windows: tuple[tuple[datetime, datetime], ...] = (),
    elapsed: timedelta = ELAPSED,
    **settings: Any,
) -> CheckResult:
    """Return the result of a check with these settings."""
    before = Earlier(Facts(earlier), NOW - elapsed, windows) if earlier is not None else None
    return registry.build(name, settings).run(Facts(known, taken_at=NOW), before)
