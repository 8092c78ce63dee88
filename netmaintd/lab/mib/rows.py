"""Rows of a MIB: an OID and a value, or a function that tells the value when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from netmaintd.model.snmp import Oid, SmiType, SnmpValue, oid

Value = SnmpValue | Callable[[], SnmpValue]
Row = tuple[Oid, Value]
Cells = dict[int, Value]
"""Column number to value, of one row of a table."""


def integer(value: int) -> SnmpValue:
    """Integer32, and every enumeration."""
    return SnmpValue(SmiType.INTEGER, value)


def gauge(value: float) -> SnmpValue:
    """Gauge32, capped as the RFC says."""
    return SnmpValue(SmiType.GAUGE32, min(int(value), 2**32 - 1))


def ticks(seconds: float) -> SnmpValue:
    """TimeTicks: hundredths of a second, which wrap after 497 days."""
    return SnmpValue(SmiType.TIMETICKS, int(seconds * 100) % 2**32)


def text(value: str | bytes) -> SnmpValue:
    """OCTET STRING."""
    return SnmpValue(SmiType.OCTETS, value.encode() if isinstance(value, str) else value)


def pointer(value: str) -> SnmpValue:
    """OBJECT IDENTIFIER."""
    return SnmpValue(SmiType.OID, oid(value))


def counter32(count: Callable[[], int]) -> Callable[[], SnmpValue]:
    """Counter32, which wraps."""
    return lambda: SnmpValue(SmiType.COUNTER32, count() % 2**32)


def counter64(count: Callable[[], int]) -> Callable[[], SnmpValue]:
    """Counter64."""
    return lambda: SnmpValue(SmiType.COUNTER64, count() % 2**64)


def scalars(group: str, cells: Cells) -> Iterator[Row]:
    """Rows `group.N.0`."""
    base = oid(group)
    return (((*base, number, 0), value) for number, value in cells.items())


def table(entry: str, rows: Iterable[tuple[tuple[int, ...], Cells]]) -> Iterator[Row]:
    """Rows `entry.COLUMN.INDEX` of a conceptual table, from index and cells."""
    base = oid(entry)
    return (((*base, column, *index), value) for index, cells in rows for column, value in cells.items())
