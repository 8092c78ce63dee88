"""How a walk goes on: which objects to ask for next, when one is at its end, and what is left out.

Order, size and time are checked here, whichever engine asks. An object ends at the first answer that lies behind
it; one that fails is left out by name, and the others go on. Of a table it is first asked whether there is anything
at all, so that the many tables that a device does not have cost one value each; an engine that asks for one object
at a time (`width` 1) walks a table from its first object to the last wanted one. An agent that cannot answer much
at once is asked for less.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from netmaintd.model.snmp import Oid, SnmpValue
from netmaintd.transport.snmp_parts import COLUMN, MODULE, Part, parts

MOST_VALUES = 60_000
MOST_BYTES = 8 << 20
WALK_S = 30.0
COLUMNS_AT_ONCE = 8
VALUES_AT_ONCE = 96
"""Values asked for in one request: larger answers are cut into fragments that get lost on thin lines."""
FEW = 4
"""Values asked for of one object at first, and after an answer was lost: they fit where a larger answer did not."""
SEVERAL = 12
"""Values asked for of each object that is walked alone or in its table, where nothing is known of the others."""
SMALL = 16
"""Values asked for after it was the size of an answer that lost it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, or `silent` when none came. A value is None at the end of its object; `failed_at` counts from 0."""

    rows: Sequence[tuple[Oid, SnmpValue | None]] = ()
    too_big: bool = False
    error: str = ""
    """The agent's word."""
    failed_at: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """What was walked, and which objects could not be trusted, each with its reason (English)."""

    values: dict[Oid, SnmpValue]
    incomplete: tuple[tuple[Oid, str], ...] = ()

    @property
    def trusted(self) -> dict[Oid, SnmpValue]:
        """The values without those of incomplete objects: half a table is not a smaller table."""
        if not self.incomplete:
            return self.values
        broken = {column for column, _ in self.incomplete}
        lengths = {len(column) for column in broken}
        return {name: v for name, v in self.values.items() if not any(name[:n] in broken for n in lengths)}


class Progress:
    """A walk under way."""

    def __init__(
        self, columns: Sequence[Oid], repetitions: int, *, width: int = COLUMNS_AT_ONCE, ordered: bool = True
    ) -> None:
        """Begin at each object itself; in the answers of an agent without order only what comes twice is a circle."""
        self._parts = {part.root: part for part in parts(columns, whole=width == 1, ordered=ordered)}
        self._ordered = ordered
        self._repetitions = repetitions if width > 1 else repetitions * COLUMNS_AT_ONCE
        self._widest = self._width = width
        self._most = VALUES_AT_ONCE
        self._heights: dict[Oid, int] = {}
        self._values: dict[Oid, SnmpValue] = {}
        self._incomplete: list[tuple[Oid, str]] = []
        self._size = self._unwanted = 0
        self._ends = time.monotonic() + WALK_S
        self._suspects: set[Oid] = set()
        self.silent = False
        """Nothing was answered since an object was left out for not being answered."""

    def next_batch(self) -> tuple[list[Oid], list[Oid], int]:
        """Return the roots to ask for, where each stands, and how many rows to ask for; empty at the end."""
        reason = self._over()
        for part in tuple(self._parts.values()) if reason else ():
            self._give_up(part, reason)
        if self._suspects and self._suspects.isdisjoint(self._parts):
            self._trust(SMALL)  # each of them answered alone: together they were too much
        batch: list[Part] = []
        for part in self._parts.values():
            if len(batch) == self._width or (batch and part.probing != batch[0].probing):
                break
            batch.append(part)
        return [part.root for part in batch], [part.cursor for part in batch], self._rows(batch)

    def take(self, batch: list[Oid], rows: int, reply: Reply) -> None:
        """Go on by what was answered."""
        self.silent = False
        if reply.too_big:
            self._ask_for_less(batch, rows)
        elif reply.error:
            failed = batch[min(reply.failed_at, len(batch) - 1)]
            self._trouble(self._parts[failed], f"the agent answers with error {reply.error}")
        elif not reply.rows:
            for root in batch:
                self._trouble(self._parts[root], "the agent answered with nothing")
        elif len(batch) == 1 and not self._parts[batch[0]].probing:
            self._run(self._parts[batch[0]], reply.rows)
        else:
            for position, (name, value) in enumerate(reply.rows):
                part = self._parts.get(batch[position % len(batch)])
                if part is not None:
                    self._step(part, name, value)

    def lost(self, batch: list[Oid], rows: int) -> bool:
        """Go on after no answer came: each object alone, then without it; False when the agent is gone."""
        first = self._parts[batch[0]]
        if self.silent:
            return False
        if first.several and len(batch) == 1:
            self._suspects, self._width, self._most = {self._split(first)}, 1, FEW
        elif len(batch) == 1 and rows <= FEW:
            self._give_up(first, "the agent does not answer for it")
            self._trust(VALUES_AT_ONCE)
            self.silent = True
        else:
            self._suspects, self._width, self._most = set(batch), 1, FEW
        return True

    def split(self, root: Oid) -> bool:
        """Walk each object of a table alone from where it stands; False where it is one object already."""
        part = self._parts[root]
        if part.several:
            self._split(part)
        return part.several

    def walked(self) -> Walk:
        """Return what came."""
        return Walk(self._values, tuple(self._incomplete))

    def _step(self, part: Part, name: Oid, value: SnmpValue | None) -> None:
        if not part.probing:
            self._run(part, ((name, value),))
        elif value is None or part.ends_before(name):
            self._finish(part)
        else:
            self._split(part, name)

    def _run(self, part: Part, rows: Sequence[tuple[Oid, SnmpValue | None]]) -> None:
        """Take what was answered for one part. Written for speed: this is done for each value of a device."""
        root, last, wanted, cursor = part.root, part.columns[-1], part.wanted, part.cursor
        under, length, alone = len(root), len(last), part.kind is COLUMN
        for at, (name, value) in enumerate(rows):
            if value is None or name[:under] != root or name[:length] > last:
                part.rows += at
                self._finish(part)
                return
            if name <= cursor and (self._ordered or name in self._values):
                part.cursor = cursor
                self._trouble(part, "the agent answers in a circle")
                return
            cursor = name
            if not alone and (name[:length] not in wanted or len(name) == length):
                self._unwanted += 1
                continue
            self._values[name] = value
            content = value.value
            self._size += 8 if content.__class__ is int else len(content)  # type: ignore[arg-type]
        part.cursor = cursor
        part.rows += len(rows)

    def _finish(self, part: Part) -> None:
        del self._parts[part.root]
        if part.kind is COLUMN:
            self._heights[part.table] = max(part.rows, self._heights.get(part.table, 0))

    def _split(self, part: Part, name: Oid | None = None) -> Oid:
        """Put smaller parts in its place, of a table from the object on in which an answer lies; return the first."""
        if part.kind is MODULE:
            smaller = parts(part.columns, whole=self._widest == 1, modules=False)
        else:
            smaller = [Part(column, (column,)) for column in part.left(name or part.cursor)]
        del self._parts[part.root]
        self._parts = {small.root: small for small in smaller} | self._parts
        return smaller[0].root

    def _rows(self, batch: Sequence[Part]) -> int:
        """Return how many rows to ask for: each value that lies behind its object is work for nothing."""
        if not batch or batch[0].probing:
            return 1
        most = min(self._repetitions, self._most // len(batch))
        return max(1, min(most, max(self._expected(part) for part in batch)))

    def _expected(self, part: Part) -> int:
        """Return how many rows a part should still have, by those of its table that are at their end."""
        if self._widest == 1:  # its engine goes on only in steps of one size
            part.step = part.step or self._first_step(part)
            return part.step
        height = self._heights.get(part.table)
        if height is None:
            return VALUES_AT_ONCE if part.rows else FEW
        return height - part.rows + 1 if height >= part.rows else VALUES_AT_ONCE

    def _first_step(self, part: Part) -> int:
        height = self._heights.get(part.table)
        return SEVERAL * len(part.columns) if height is None else height + 1

    def _ask_for_less(self, batch: list[Oid], rows: int) -> None:
        if rows > 1:
            self._repetitions = rows // 2
        elif len(batch) > 1:
            self._width = len(batch) // 2
        else:
            self._trouble(self._parts[batch[0]], "the agent finds one value too large")

    def _trust(self, most: int) -> None:
        self._suspects, self._width, self._most = set(), self._widest, most

    def _trouble(self, part: Part, reason: str) -> None:
        """Leave an object out; of several asked for together each is tried alone first."""
        if part.kind is COLUMN:
            self._give_up(part, reason)
        else:
            self._split(part)

    def _give_up(self, part: Part, reason: str) -> None:
        self._parts.pop(part.root, None)
        self._incomplete.extend((column, reason) for column in part.left(part.cursor))

    def _over(self) -> str:
        if max(len(self._values), self._unwanted) > MOST_VALUES:
            return f"more than {MOST_VALUES} values"
        if self._size > MOST_BYTES:
            return f"more than {MOST_BYTES} bytes"
        return f"not at its end after {WALK_S:.0f} s" if time.monotonic() > self._ends else ""
