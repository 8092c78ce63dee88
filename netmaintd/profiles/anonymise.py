"""Take an office out of a walk: names, serial numbers and addresses become others, the same one everywhere.

What is private is what the facts say is: names, locations, descriptions of ports, serial numbers, hardware and
network addresses. Kinds, models, versions and measurements stay, so that the walk is read as before.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping

from netmaintd.model.facts import (
    Address,
    Component,
    Facts,
    Identity,
    Interface,
    Neighbor,
    RoutingPeer,
    SpanningTree,
    Transceiver,
    Vlan,
)
from netmaintd.model.snmp import Oid, SmiType, SnmpValue, oid

_SYSTEM_WORDS = tuple(oid(f"1.3.6.1.2.1.1.{n}.0") for n in (4, 5, 6))
"""sysContact, sysName, sysLocation (SNMPv2-MIB, RFC 3418)."""
_INDEX_FROM = 8
"""No index begins before this place of an OID; what stands before it is the name of an object."""


def anonymise(values: Mapping[Oid, SnmpValue], facts: Facts) -> dict[Oid, SnmpValue]:
    """Return the walk with pseudonyms; `facts` are those that were read from it."""
    words = _Words(_names(values, facts))
    numbers = _Numbers(_macs(facts), _addresses(values, facts))
    return {numbers.in_oid(name): _value(value, words, numbers) for name, value in values.items()}


def _value(value: SnmpValue, words: _Words, numbers: _Numbers) -> SnmpValue:
    if isinstance(value.value, bytes):
        content = numbers.in_bytes(value.value)
        return SnmpValue(value.smi, content if value.smi is SmiType.IP_ADDRESS else words.in_bytes(content))
    return SnmpValue(value.smi, numbers.in_oid(value.value)) if isinstance(value.value, tuple) else value


def _names(values: Mapping[Oid, SnmpValue], facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield kind and text of everything that somebody named, and of serial numbers."""
    for identity in facts.of(Identity):
        yield from (("host", identity.hostname or ""), ("serial", identity.serial or ""))
    yield from (("serial", part.serial or "") for part in facts.of(Component))
    yield from (("serial", part.serial or "") for part in facts.of(Transceiver))
    yield from (("port", port.alias or "") for port in facts.of(Interface) if port.alias != port.name)
    yield from (("host", neighbor.remote_name or "") for neighbor in facts.of(Neighbor))
    yield from (("vlan", vlan.name or "") for vlan in facts.of(Vlan))
    for place in _SYSTEM_WORDS:
        value = values.get(place)
        if value and isinstance(value.value, bytes):
            yield "word", value.value.decode("utf-8", "replace")


def _macs(facts: Facts) -> Iterator[str]:
    yield from (port.mac or "" for port in facts.of(Interface))
    yield from (neighbor.remote_mac or "" for neighbor in facts.of(Neighbor))
    for tree in facts.of(SpanningTree):
        yield from (tree.bridge_address, tree.root_address or "")


def _addresses(values: Mapping[Oid, SnmpValue], facts: Facts) -> Iterator[str]:
    for address in facts.of(Address):
        yield address.address
        if address.prefix_length is not None:
            yield _network(address.address, address.prefix_length)
    yield from (peer.peer for peer in facts.of(RoutingPeer))
    for value in values.values():
        if value.smi is SmiType.IP_ADDRESS and isinstance(value.value, bytes) and len(value.value) == 4:
            yield str(ipaddress.IPv4Address(value.value))


class _Words:
    """Texts and what stands for them."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        counted: dict[str, int] = {}
        self._stand_in: dict[str, str] = {}
        for kind, text in named:
            word = text.strip("\x00 \r\n\t")
            if word and word.casefold() not in self._stand_in:
                counted[kind] = counted.get(kind, 0) + 1
                self._stand_in[word.casefold()] = f"{kind}-{counted[kind]}"
        longest_first = sorted(self._stand_in, key=len, reverse=True)
        found = "|".join(re.escape(word) for word in longest_first)
        self._pattern = re.compile(rf"(?<![\w.-])(?:{found})(?![\w-])", re.IGNORECASE) if found else None

    def in_bytes(self, content: bytes) -> bytes:
        """Return the text with every known word replaced; bytes that are no text stay."""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return content
        if self._pattern is None or not text.strip("\x00"):
            return content
        return self._pattern.sub(lambda found: self._stand_in[found.group().casefold()], text).encode()


class _Numbers:
    """Hardware and network addresses as numbers, wherever they stand: in values, in texts, in indices."""

    def __init__(self, macs: Iterable[str], addresses: Iterable[str]) -> None:
        self._stand_in: dict[bytes, bytes] = {}
        for mac in macs:
            if re.fullmatch(r"[0-9a-f]{12}", mac) and int(mac, 16):
                number = len(self._stand_in) + 1
                self._stand_in.setdefault(bytes.fromhex(mac), b"\x02\x00\x00" + number.to_bytes(3, "big"))
        for text in addresses:
            if (packed := _routable(text)) is not None:
                number = len(self._stand_in) + 1
                self._stand_in.setdefault(packed, _stand_in_address(packed, number))

    def in_bytes(self, content: bytes) -> bytes:
        """Return the bytes with addresses replaced, as numbers and as text."""
        for real, other in self._stand_in.items():
            if real in content:
                content = content.replace(real, other)
            for mine, theirs in zip(_spelled(real), _spelled(other), strict=True):
                if mine in content:
                    content = content.replace(mine, theirs)
        return content

    def in_oid(self, name: Oid) -> Oid:
        """Return the OID with addresses in its index replaced."""
        for real, other in self._stand_in.items():
            width = len(real)
            for start in range(_INDEX_FROM, len(name) - width + 1):
                if name[start : start + width] == tuple(real):
                    name = (*name[:start], *other, *name[start + width :])
        return name


def _network(address: str, prefix_length: int) -> str:
    """Return the address of a network, which indices of prefix tables hold; the address itself where there is none."""
    try:
        return str(ipaddress.ip_interface(f"{address}/{prefix_length}").network.network_address)
    except ValueError:
        return address


def _routable(text: str) -> bytes | None:
    """Return the bytes of an address that says where an office is; None for masks, loopback and the like."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    special = address.is_loopback or address.is_unspecified or address.is_multicast or address.packed[0] in (0, 255)
    return None if special else address.packed


def _stand_in_address(packed: bytes, number: int) -> bytes:
    """Return an address of the ranges for documentation and benchmarks (RFC 2544, RFC 3849)."""
    if len(packed) == 4:
        return b"\xc6" + (0x120000 + number % 0x20000).to_bytes(3, "big")
    return bytes.fromhex("20010db8") + number.to_bytes(12, "big")


def _spelled(packed: bytes) -> tuple[bytes, ...]:
    """Return an address as texts show it."""
    if len(packed) in (4, 16):
        return (str(ipaddress.ip_address(packed)).encode(),)
    digits = packed.hex()
    pairs, quads = re.findall("..", digits), re.findall("....", digits)
    forms = (digits, ":".join(pairs), "-".join(pairs), " ".join(pairs), ".".join(quads), "-".join(quads))
    return tuple(text.encode() for form in forms for text in (form, form.upper()))
