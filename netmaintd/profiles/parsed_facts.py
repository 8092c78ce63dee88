"""Facts from rows that were read from answers: the parse entries of a profile's commands, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from netmaintd.model.facts import FACT_KINDS, Fact, Facts, Missing, Provenance, RoutingPeer
from netmaintd.model.rows import Cell, Readings, Row, Unreadable
from netmaintd.profiles.build_facts import BUILDERS
from netmaintd.profiles.column_values import passes, text_of, value_of
from netmaintd.profiles.gathered import SINGLE, adds, merged, new
from netmaintd.profiles.parse_part import COMMAND, ROW, Parse
from netmaintd.profiles.profile import Profile

NOT_TOLD = "jawaban perintah perangkat tidak memberikan data ini"
_RAW = 200
"""Characters of a row that are kept beside a fact."""
_NEVER_RAW = {"LocalUser"}


def parsed_facts(profile: Profile, readings: Readings, taken_at: datetime, at: Mapping[str, datetime]) -> Facts:
    """Return what the rows say; a kind whose text could not be read is missing with that reason.

    Args:
        readings: of every parse entry whose command was answered; others give nothing.
        at: command to when it was answered; `taken_at` for all others.
    """
    by_kind: dict[str, list[Fact]] = {}
    unread: dict[str, str] = {}
    for command, parse in entries(profile):
        parsed = readings.get((command, parse.recipe))
        if parsed is None:
            continue
        there = by_kind.setdefault(parse.emits, [])
        _note(unread, parse.emits, command, parsed.why_not)
        if adds(parse.emits, parse.add) or not there or issubclass(FACT_KINDS[parse.emits], SINGLE):
            now = at.get(command, taken_at)
            there.extend(new(there, _facts(parse, parsed.rows, command, profile.name, now)))
    known = tuple(fact for facts in by_kind.values() for fact in _settled(facts))
    missing = tuple(
        Missing(FACT_KINDS[kind], unread.get(kind) or NOT_TOLD) for kind, facts in by_kind.items() if not facts
    )
    return Facts(known, missing, taken_at)


def _settled(facts: list[Fact]) -> list[Fact]:
    return [merged(facts)] if facts and isinstance(facts[0], SINGLE) else facts


def _note(unread: dict[str, str], kind: str, command: str, why_not: Unreadable | None) -> None:
    """Note why a text gave nothing; that a command is refused counts only where no other one of the kind was read."""
    if why_not is None:
        told = unread.get(kind, "")
        unread[kind] = "" if told.startswith(Unreadable.REFUSED.reason) else told
    elif why_not is not Unreadable.REFUSED:
        unread[kind] = unread.get(kind) or f"{why_not.reason} ({command})"
    else:
        unread.setdefault(kind, f"{why_not.reason} ({command})")


def entries(profile: Profile, kinds: AbstractSet[type[Fact]] | None = None) -> Iterator[tuple[str, Parse]]:
    """Return command and parse entry, of these kinds of facts only where any are named."""
    for command in profile.ssh.commands if profile.ssh else ():
        for parse in command.parse:
            if kinds is None or FACT_KINDS[parse.emits] in kinds:
                yield command.run, parse


def _facts(parse: Parse, rows: tuple[Row, ...], command: str, profile: str, now: datetime) -> Iterator[Fact]:
    build = BUILDERS[parse.emits]
    used = ",".join(sorted({s.convert for spec in parse.fields.values() for s in spec.chain() if s.convert}))
    seen: set[tuple[str, ...]] = set()
    for row in _numbered(parse, rows, command):
        if all(passes(condition, row) for condition in parse.where):
            values = {name: value_of(spec, row) for name, spec in parse.fields.items()}
            origin = Provenance("ssh", command, _raw(parse, row), used, profile)
            fact = build({**values, "now": now.timestamp()}, origin)
            if fact is not None and not _repeated(fact, seen):
                yield fact
                if parse.first:
                    return


def _repeated(fact: Fact, seen: set[tuple[str, ...]]) -> bool:
    """Whether a session was told before: a command shows it again under each of its address families."""
    if not isinstance(fact, RoutingPeer):
        return False
    key = (fact.protocol, fact.peer, fact.vrf or "")
    repeated = key in seen
    seen.add(key)
    return repeated


def _numbered(parse: Parse, rows: tuple[Row, ...], command: str) -> Iterator[Row]:
    """Return the rows with their number and their command, a row with lists once for each of their items."""
    number = 0
    for row in rows:
        for items in _items(parse, row):
            number += 1
            yield {**row, **items, ROW: str(number), COMMAND: command}


def _items(parse: Parse, row: Row) -> list[dict[str, str]]:
    if not parse.each:
        return [{}]
    lists = {name: _list(row.get(name, "")) for name in parse.each}
    longest = max(map(len, lists.values()))
    return [
        {name: items[place] if place < len(items) else "" for name, items in lists.items()} for place in range(longest)
    ]


def _list(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else tuple(part.strip() for part in cell.split(","))


def _raw(parse: Parse, row: Row) -> str:
    """Return what a fact was made of; of an account nothing, since a secret may stand beside it."""
    if parse.emits in _NEVER_RAW:
        return ""
    columns = dict.fromkeys(column for spec in parse.fields.values() for column in spec.columns())
    return " ".join(filter(None, (text_of(row, column) for column in columns)))[:_RAW]
