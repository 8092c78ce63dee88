"""What is walked together: one object, or the wanted objects of one table under their common root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from netmaintd.model.snmp import Oid

DENSE = 0.5
"""Share of wanted objects up to the last wanted one, from which on a table is walked as one."""


class Kind(Enum):
    """How a part is asked for."""

    MODULE = "whether there is anything of a MIB module, under which several tables lie"
    PROBE = "whether there is anything under its root"
    COLUMN = "one object"
    TABLE = "everything under its root up to the last wanted object"


MODULE, PROBE, COLUMN, TABLE = Kind.MODULE, Kind.PROBE, Kind.COLUMN, Kind.TABLE
_MODULE_AT = 7
"""1.3.6.1.2.1.33 is UPS-MIB, 1.3.6.1.4.1.2021 what one enterprise has."""
_TABLES = 3
"""So many parts of a module make it worth to ask for the module first."""


@dataclass(slots=True)
class Part:
    """Objects in order, and how far the walk came with them."""

    root: Oid
    columns: tuple[Oid, ...]
    kind: Kind = COLUMN
    cursor: Oid = ()
    rows: int = 0
    step: int = 0
    """How many rows are asked for each time, where that cannot change."""
    wanted: frozenset[Oid] = frozenset()
    """Its objects again, to look one up."""

    def __post_init__(self) -> None:
        """Stand at the root."""
        self.cursor, self.wanted = self.root, frozenset(self.columns)

    @property
    def probing(self) -> bool:
        """Whether one value is all that is asked for."""
        return self.kind in (PROBE, MODULE)

    @property
    def several(self) -> bool:
        """Whether smaller parts can be walked instead."""
        return self.kind in (TABLE, MODULE)

    @property
    def table(self) -> Oid:
        """What an object shares with others that have as many rows."""
        return self.root[:-1]

    def ends_before(self, name: Oid) -> bool:
        """Return whether an answer lies behind everything that is wanted."""
        return name[: len(self.root)] != self.root or name[: len(self.columns[-1])] > self.columns[-1]

    def left(self, name: Oid) -> Iterator[Oid]:
        """Return the objects that are not at their end when the walk came to this name."""
        return (column for column in self.columns if column >= name[: len(column)])


def parts(columns: Sequence[Oid], *, whole: bool, ordered: bool = True, modules: bool = True) -> list[Part]:
    """Return the parts of a walk, probes first; `whole` walks tables as one where most of their objects are wanted.

    What an agent says behind an object tells nothing of the next one where it does not keep its own order.
    """
    if not ordered:
        return [Part(column, (column,)) for column in columns]
    return [Part(*planned) for planned in _plan(tuple(columns), whole, modules)]


Planned = tuple[Oid, tuple[Oid, ...], Kind]


@lru_cache(maxsize=512)
def _plan(columns: tuple[Oid, ...], whole: bool, modules: bool) -> list[Planned]:
    """Return roots and their objects; the same for all devices of a platform."""
    tables: dict[Oid, list[Oid]] = {}
    for column in columns:
        tables.setdefault(column[:-1], []).append(column)
    made = [_table(root, tuple(sorted(inside)), columns, whole=whole) for root, inside in tables.items()]
    if modules:
        made = _modules(made)
    return sorted(made, key=lambda part: (part[2] is not MODULE, part[2] is not PROBE))


def _table(root: Oid, inside: tuple[Oid, ...], columns: Sequence[Oid], *, whole: bool) -> Planned:
    if len(inside) == 1:
        return inside[0], inside, COLUMN
    span = inside[-1][-1]
    nested = any(len(column) > len(root) + 1 and column[: len(root)] == root for column in columns)
    dense = len(inside) >= DENSE * span and not nested
    return root, inside, TABLE if whole and dense else PROBE


def _modules(tables: list[Planned]) -> list[Planned]:
    """Put a module in the place of its parts where there are several of them."""
    by_module: dict[Oid, list[Planned]] = {}
    for table in tables:
        by_module.setdefault(table[0][:_MODULE_AT], []).append(table)
    made: list[Planned] = []
    for module, inside in by_module.items():
        if len(module) < _MODULE_AT or len(inside) < _TABLES:
            made += inside
        else:
            made.append((module, tuple(sorted(column for table in inside for column in table[1])), MODULE))
    return made
