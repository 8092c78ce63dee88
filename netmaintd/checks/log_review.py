"""Check 30: what the device's own log tells since the last examination."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.log_messages import Message, messages, of_the_time, statements, time_of
from netmaintd.checks.log_patterns import PATTERNS, LogPattern
from netmaintd.checks.wording import duration, enumerated, number, shown
from netmaintd.model.facts import Earlier, Facts, LogLine
from netmaintd.model.results import CheckResult, Measurement, Method, Status


class LogReviewSettings(CheckSettings):
    """What counts as severe (RFC 5424), what is looked for, and what is known and left out.

    `period_days` counts where there is no earlier examination.
    """

    severe: int = Field(default=3, ge=0, le=7)
    period_days: int = Field(default=90, ge=1)
    patterns: tuple[LogPattern, ...] = PATTERNS
    more_patterns: tuple[LogPattern, ...] = ()
    """Beside `patterns`, which would replace those that come with the program."""
    ignored: tuple[str, ...] = ("link 3 updown",)
    """Phrases. Ports that went up and down are what checks 15 and 17 count."""


class LogReviewCheck(Check):
    """Severe messages are worth a look, those of a critical pattern are critical whatever their severity.

    A line without a time counts where the last examination did not see it, and the result says how many there are.
    A log that tells no severity is never well: only its patterns were looked for.

    Source: severities of RFC 5424, section 6.2.1.
    """

    name = "log-review"
    number = 30
    title = "Pesan penting dalam log perangkat"
    needs = (LogLine,)
    method = Method.SSH
    Settings = LogReviewSettings
    settings: LogReviewSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge every message of the time since the last examination."""
        s, log = self.settings, facts.of(LogLine)
        since = _since(facts, earlier, s.period_days)
        lines = of_the_time(log, since, facts.taken_at, earlier.facts.of(LogLine) if earlier else ())
        found = messages(lines, (*s.patterns, *s.more_patterns), s.ignored)
        critical = [m for m in found if m.critical]
        worth = [m for m in found if not m.critical and (m.pattern or m.severe(s.severe))]
        undated = sum(m.count for m in found if time_of(m.line, facts.taken_at) is None)
        measured = _measured(critical, worth, undated)
        scope = "sejak pemeriksaan lalu" if earlier else f"dalam {number(s.period_days)} hari terakhir"
        notes = f"{_undated(undated)}{_cover(log, since, facts.taken_at)}"
        if critical or worth:
            text = f"{_counted(critical, worth)} {scope}: {enumerated(statements([*critical, *worth]))}{notes}"
            return self.result(Status.CRITICAL if critical else Status.WARNING, text, *measured)
        total = number(_total(found))
        if all(line.severity is None for line in log):
            return self.unknown(f"log tidak menyebut tingkat pesan; {total} pesan tanpa pola kritis", *measured)
        return self.result(Status.OK, f"Tidak ada pesan penting {scope}, dari {total} pesan{notes}", *measured)


def _since(facts: Facts, earlier: Earlier | None, days: int) -> datetime | None:
    if earlier:
        return earlier.at
    return facts.taken_at - timedelta(days=days) if facts.taken_at else None


def _total(found: Sequence[Message]) -> int:
    return sum(message.count for message in found)


def _counted(critical: Sequence[Message], worth: Sequence[Message]) -> str:
    told = ((critical, "pesan kritis"), (worth, "pesan penting"))
    return " dan ".join(f"{number(_total(some))} {word}" for some, word in told if some)


def _measured(critical: Sequence[Message], worth: Sequence[Message], undated: int) -> list[Measurement]:
    by_pattern = Counter[str]()
    for message in (*critical, *worth):
        by_pattern[message.pattern.title if message.pattern else "severe"] += message.count
    return [
        Measurement("critical", _total(critical), threshold="rusak ≥ 1"),
        Measurement("notable", _total(worth), threshold="perlu perhatian ≥ 1"),
        *(Measurement(shown(name), count, threshold="0") for name, count in by_pattern.items()),
        Measurement("undated", undated),
    ]


def _undated(count: int) -> str:
    return f"; {number(count)} pesan waktunya tidak diketahui" if count else ""


def _cover(log: Sequence[LogLine], since: datetime | None, now: datetime | None) -> str:
    """Say how far back the log goes, where that is less than what was asked: it may have been overwritten."""
    times = [at for line in log if (at := time_of(line, now)) is not None]
    if since is None or now is None or not times or not since < min(times) < now:
        return ""
    return f"; log hanya mencakup {duration((now - min(times)).total_seconds())} terakhir"
