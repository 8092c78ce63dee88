"""Messages of a log: which belong to the time in question, each once with its count, and what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from netmaintd.checks.log_patterns import LogPattern
from netmaintd.checks.phrases import has, plain
from netmaintd.checks.wording import number, shown
from netmaintd.model.facts import LogLine

_NEVER_SET = timedelta(days=3650)
"""A line that is older than this was written while the clock was not set: its time is none."""
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """One message, how often it stands in the log, and what it means."""

    line: LogLine
    count: int
    pattern: LogPattern | None

    @property
    def critical(self) -> bool:
        """Whether what it means is critical, whatever its severity."""
        return self.pattern is not None and self.pattern.critical

    def severe(self, limit: int) -> bool:
        """Whether the device calls it as severe as that, or worse; False where it does not say."""
        return self.line.severity is not None and self.line.severity <= limit


def time_of(line: LogLine, now: datetime | None) -> datetime | None:
    """Return when a line was written, None where it does not say, or where the clock was not set."""
    if line.at is None or line.at.tzinfo is None or (now is not None and line.at < now - _NEVER_SET):
        return None
    return line.at


def of_the_time(
    lines: Iterable[LogLine], since: datetime | None, now: datetime | None, seen: Iterable[LogLine]
) -> list[LogLine]:
    """Return the lines since a moment; of those without a time as many as were not seen before.

    A message that stands there more often than at the last examination came again, even if old lines went.
    """
    left = Counter(_key(line) for line in seen if time_of(line, now) is None)
    found = []
    for line in lines:
        at = time_of(line, now)
        if at is None and left[_key(line)] > 0:
            left[_key(line)] -= 1
        elif at is None or since is None or at > since:
            found.append(line)
    return found


def messages(lines: Sequence[LogLine], patterns: Sequence[LogPattern], ignored: Sequence[str]) -> list[Message]:
    """Return each message once, the most severe and most frequent first; without those that are ignored."""
    counts, newest = Counter(map(_key, lines)), {_key(line): line for line in lines}
    found = []
    for key, count in counts.items():
        words = plain(" ".join(key))
        if not any(has(words, phrase) for phrase in ignored):
            found.append(Message(newest[key], count, _pattern(words, patterns)))
    return sorted(found, key=lambda m: (8 if m.line.severity is None else m.line.severity, -m.count))


def statements(found: Sequence[Message]) -> list[str]:
    """Return a statement for each meaning, and for each message without one, in the order they first come."""
    groups: dict[object, list[Message]] = {}
    for message in found:
        groups.setdefault(message.pattern.name if message.pattern else _key(message.line), []).append(message)
    return [_statement(group) for group in groups.values()]


def _statement(group: Sequence[Message]) -> str:
    first, count = group[0], sum(message.count for message in group)
    times = f" {number(count)}×" if count > 1 else ""
    text = shown(f"{first.line.mnemonic} {first.line.message}", 70) or "pesan kosong"
    return f"{first.pattern.title}{times} ({text})" if first.pattern else f"{text}{times}"


def _key(line: LogLine) -> _Key:
    return line.mnemonic, line.message


def _pattern(words: str, patterns: Sequence[LogPattern]) -> LogPattern | None:
    fitting = (p for p in patterns if any(has(words, w) for w in p.words) and not any(has(words, w) for w in p.unless))
    return max(fitting, key=lambda pattern: pattern.critical, default=None)
