"""How a walk goes on: which objects to ask for next, when one is at its end, and what is left out.

Order, size and time are checked here. A column ends at the first object that does not increase; one that fails
is left out by name, and the others go on. An agent that cannot answer much at once is asked for less.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from netmaintd.model.snmp import Oid, SnmpValue

MOST_VALUES = 20_000
MOST_BYTES = 4 << 20
WALK_S = 30.0
COLUMNS_AT_ONCE = 8
VALUES_AT_ONCE = 96
"""Values asked for in one request: larger answers are cut into fragments that get lost on thin lines."""
FEW = 4
"""Values asked for of one object after an answer was lost: they fit where the larger answer did not."""
SMALL = 16
"""Values asked for after it was the size of an answer that lost it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. A value is None at the end of its object; `failed_at` counts from 0, `error` is the agent's word."""

    rows: Sequence[tuple[Oid, SnmpValue | None]] = ()
    too_big: bool = False
    error: str = ""
    failed_at: int = 0


@dataclass(frozen=True, slots=True)
class Walk:
    """What was walked, and which objects could not be trusted, each with its reason (English)."""

    values: dict[Oid, SnmpValue]
    incomplete: tuple[tuple[Oid, str], ...] = ()

    @property
    def trusted(self) -> dict[Oid, SnmpValue]:
        """The values without those of incomplete objects: half a table is not a smaller table."""
        broken = {column for column, _ in self.incomplete}
        lengths = {len(column) for column in broken}
        return {name: v for name, v in self.values.items() if not any(name[:n] in broken for n in lengths)}


class Progress:
    """A walk under way."""

    def __init__(self, columns: Sequence[Oid], repetitions: int) -> None:
        """Begin at each object itself."""
        self._cursors = {column: column for column in columns}
        self._repetitions, self._width, self._most = repetitions, COLUMNS_AT_ONCE, VALUES_AT_ONCE
        self._values: dict[Oid, SnmpValue] = {}
        self._incomplete: list[tuple[Oid, str]] = []
        self._size = 0
        self._ends = time.monotonic() + WALK_S
        self._suspects: set[Oid] = set()
        self.silent = False
        """Nothing was answered since an object was left out for not being answered."""

    def next_batch(self) -> tuple[list[Oid], list[Oid], int]:
        """Return the columns to ask for, where each stands, and how many rows to ask for; empty at the end."""
        reason = self._over()
        for column in tuple(self._cursors) if reason else ():
            self._give_up(column, reason)
        if self._suspects and self._suspects.isdisjoint(self._cursors):
            self._trust(SMALL)  # each of them answered alone: together they were too much
        batch = list(self._cursors)[: self._width]
        rows = max(1, min(self._repetitions, self._most // max(1, len(batch))))
        return batch, [self._cursors[column] for column in batch], rows

    def take(self, batch: list[Oid], rows: int, reply: Reply) -> None:
        """Go on by what was answered."""
        self.silent = False
        if reply.too_big:
            self._ask_for_less(batch, rows)
        elif reply.error:
            self._give_up(batch[min(reply.failed_at, len(batch) - 1)], f"the agent answers with error {reply.error}")
        elif not reply.rows:
            for column in batch:
                self._give_up(column, "the agent answered with nothing")
        for position, (name, value) in enumerate(reply.rows):
            column = batch[position % len(batch)]
            if column in self._cursors:
                self._step(column, name, value)

    def lost(self, batch: list[Oid], rows: int) -> bool:
        """Go on after no answer came: each object alone, then without it; False when the agent is gone."""
        if self.silent:
            return False
        if len(batch) == 1 and rows <= FEW:
            self._give_up(batch[0], "the agent does not answer for it")
            self._trust(VALUES_AT_ONCE)
            self.silent = True
        else:
            self._suspects, self._width, self._most = set(batch), 1, FEW
        return True

    def walked(self) -> Walk:
        """Return what came."""
        return Walk(self._values, tuple(self._incomplete))

    def _step(self, column: Oid, name: Oid, value: SnmpValue | None) -> None:
        if value is None or name[: len(column)] != column:
            del self._cursors[column]
        elif name <= self._cursors[column]:
            self._give_up(column, "the agent answers in a circle")
        else:
            self._cursors[column] = name
            self._values[name] = value
            self._size += len(value.value) if isinstance(value.value, (bytes, tuple)) else 8

    def _ask_for_less(self, batch: list[Oid], rows: int) -> None:
        if rows > 1:
            self._repetitions = rows // 2
        elif len(batch) > 1:
            self._width = len(batch) // 2
        else:
            self._give_up(batch[0], "the agent finds one value too large")

    def _trust(self, most: int) -> None:
        self._suspects, self._width, self._most = set(), COLUMNS_AT_ONCE, most

    def _give_up(self, column: Oid, reason: str) -> None:
        self._cursors.pop(column, None)
        self._incomplete.append((column, reason))

    def _over(self) -> str:
        if len(self._values) > MOST_VALUES:
            return f"more than {MOST_VALUES} values"
        if self._size > MOST_BYTES:
            return f"more than {MOST_BYTES} bytes"
        return f"not at its end after {WALK_S:.0f} s" if time.monotonic() > self._ends else ""
