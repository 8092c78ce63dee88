"""The walked values by object: the instances of each in order, and which of them holds a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from netmaintd.model.snmp import Oid, SnmpValue
from netmaintd.profiles import converters


class Instances:
    """The walked values, and the instances of each object in order of their index."""

    def __init__(self, values: Mapping[Oid, SnmpValue]) -> None:
        """Take the values as they were walked."""
        self.values = values
        self._sorted = sorted(values)
        self._texts: dict[Oid, frozenset[str | None]] = {}
        self._holders: dict[Oid, dict[int, Oid]] = {}

    def of(self, base: Oid) -> Iterator[Oid]:
        """Return the indexes of an object's instances."""
        at = bisect_left(self._sorted, base)
        while at < len(self._sorted) and self._sorted[at][: len(base)] == base:
            if len(self._sorted[at]) > len(base):
                yield self._sorted[at][len(base) :]
            at += 1

    def texts(self, base: Oid) -> frozenset[str | None]:
        """Return the values of an object as text."""
        if base not in self._texts:
            self._texts[base] = frozenset(
                converters.text(self.values[(*base, *index)].value) for index in self.of(base)
            )
        return self._texts[base]

    def holder(self, base: Oid, number: int) -> Oid | None:
        """Return the first index at which an object has this number."""
        if base not in self._holders:
            found = [(self.values[(*base, *index)].value, index) for index in self.of(base)]
            self._holders[base] = {value: index for value, index in reversed(found) if isinstance(value, int)}
        return self._holders[base].get(number)
