"""Recordings of SNMP agents (`.snmprec`) behind the same interface as a real one: for tests and for evidence.

A line is `OID|TAG|VALUE`; the tag is the BER tag in decimal, with `x` for a hexadecimal value and `e` for a
string literal with escapes. Lines that cannot be read are left out, of two equal OIDs the first counts.
"""

from __future__ import annotations

import codecs
import ipaddress
from collections.abc import Sequence

from netmaintd.model.snmp import Oid, SmiType, SnmpValue, oid

_TYPES = {
    "2": SmiType.INTEGER,
    "4": SmiType.OCTETS,
    "6": SmiType.OID,
    "64": SmiType.IP_ADDRESS,
    "65": SmiType.COUNTER32,
    "66": SmiType.GAUGE32,
    "67": SmiType.TIMETICKS,
    "68": SmiType.OPAQUE,
    "70": SmiType.COUNTER64,
}
_NUMBERS = {SmiType.INTEGER, SmiType.COUNTER32, SmiType.GAUGE32, SmiType.TIMETICKS, SmiType.COUNTER64}


class RecordedAgent:
    """Answers as the recorded agent did."""

    def __init__(self, content: bytes) -> None:
        """Read a recording."""
        self.values: dict[Oid, SnmpValue] = {}
        for line in content.split(b"\n"):
            try:
                where, tag, text = line.rstrip(b"\r").split(b"|", 2)
                self.values.setdefault(oid(where.decode()), _value(tag.decode(), text))
            except (ValueError, KeyError):
                continue  # redacted or damaged lines are part of recordings; the rest is still good

    def get(self, oids: Sequence[Oid]) -> dict[Oid, SnmpValue]:
        """Return those that there are."""
        return {name: self.values[name] for name in oids if name in self.values}

    def walk(self, columns: Sequence[Oid]) -> dict[Oid, SnmpValue]:
        """Return everything under some objects."""
        wanted = set(columns)
        lengths = {len(column) for column in columns}
        return {name: v for name, v in self.values.items() if any(name[:length] in wanted for length in lengths)}


def _value(tag: str, text: bytes) -> SnmpValue:
    smi = _TYPES[tag.rstrip("xe")]
    raw = bytes.fromhex(text.decode()) if tag.endswith("x") else text
    if tag.endswith("e"):
        raw = bytes(codecs.escape_decode(text)[0])
    if smi in _NUMBERS:
        return SnmpValue(smi, int.from_bytes(raw, "big") if tag.endswith("x") else int(text))
    if smi is SmiType.OID:
        return SnmpValue(smi, oid(text.decode()))
    if smi is SmiType.IP_ADDRESS and not tag.endswith("x"):
        return SnmpValue(smi, ipaddress.IPv4Address(text.decode()).packed)
    return SnmpValue(smi, raw)
