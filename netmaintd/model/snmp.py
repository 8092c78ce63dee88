"""SNMP values as they came, without the library that fetched them.

An OID is a tuple of integers. A value keeps its SMI type by the name of RFC 2578, because a Counter32 wraps
and a Gauge32 does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Oid = tuple[int, ...]


class SmiType(StrEnum):
    """Types of RFC 2578, section 7.1, and Opaque, in which some agents wrap floats."""

    INTEGER = "Integer32"
    OCTETS = "OCTET STRING"
    OID = "OBJECT IDENTIFIER"
    IP_ADDRESS = "IpAddress"
    COUNTER32 = "Counter32"
    GAUGE32 = "Gauge32"
    TIMETICKS = "TimeTicks"
    OPAQUE = "Opaque"
    COUNTER64 = "Counter64"


@dataclass(frozen=True, slots=True)
class SnmpValue:
    """One value. `value` is an int, bytes (OCTET STRING, IpAddress, Opaque) or an OID by its type."""

    smi: SmiType
    value: int | bytes | Oid


def oid(text: str) -> Oid:
    """Read `1.3.6.1.2.1` (a leading dot is allowed).

    Raises:
        ValueError: not a dotted sequence of non-negative integers.
    """
    parts = tuple(int(part) for part in text.strip().removeprefix(".").split("."))
    if any(part < 0 for part in parts):
        raise ValueError(text)
    return parts


def dotted(value: Oid) -> str:
    """Write an OID as `1.3.6.1.2.1`, without a leading dot."""
    return ".".join(str(part) for part in value)
