"""The objects of one agent in the order of their OIDs."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netmaintd.lab.mib.rows import Row, Value
    from netmaintd.model.snmp import Oid, SnmpValue


class MibTree:
    """What GET and GETNEXT look up. A row that is given twice keeps its last value."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Sort the rows once; values that are functions are asked at each reading."""
        self._values: dict[Oid, Value] = dict(rows)
        self._order = sorted(self._values)

    def __len__(self) -> int:
        return len(self._order)

    def get(self, name: Oid) -> SnmpValue | None:
        """Return the value of an instance, None when there is none."""
        value = self._values.get(name)
        return value() if callable(value) else value

    def after(self, name: Oid) -> Oid | None:
        """Return the next instance in lexicographic order, None behind the last."""
        place = bisect_right(self._order, name)
        return self._order[place] if place < len(self._order) else None
