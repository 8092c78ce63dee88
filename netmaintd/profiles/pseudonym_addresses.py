"""Addresses of a recording, moved into ranges where nobody lives: relations and prefix lengths stay.

An IPv4 network comes to the benchmark range (RFC 2544), to the shared one (RFC 6598) when that is full; what lies
within one network lies so afterwards, at the same place. IPv6 goes under 2001:db8::/32 (RFC 3849).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator

from netmaintd.profiles.folded_text import Edit, fitted
from netmaintd.profiles.pseudonym_macs import PseudonymMacs

_V4_TEXT = r"(?:\d{1,3}\.){3}\d{1,3}"
_MASK_TEXT = r"(?:255|254|252|248|240|224|192|128|0)(?:\.\d{1,3}){3}"
_V4 = re.compile(
    rf"(?<![\d.])(?<!\b[vVrR])({_V4_TEXT})(?!\d|\.\d)(?:/(\d{{1,2}})(?!\d)|(?=[ \t]{{1,8}}({_MASK_TEXT})(?![\d.])))?"
)
"""An address, with the length or the mask that stands behind it; a mask is looked at only, it may be an address."""
_V6 = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f]{0,4}:)([0-9A-Fa-f:]{2,39})(?![\w:])(?:/(\d{1,3})(?!\d))?")
_VERSION = re.compile(r"(?i)(?<![\w-])(?:version|firmware|release|revision|rev|ver)\b[ \t:=,(\"']*\Z")
_SPACES = (ipaddress.IPv4Network("198.18.0.0/15"), ipaddress.IPv4Network("100.64.0.0/10"))
_WIDEST = 15
_SITE = 48


class PseudonymAddresses:
    """What stands for the addresses of some texts."""

    def __init__(self, texts: tuple[str, ...], kept: frozenset[str]) -> None:
        """Find the networks of all texts; `kept` are versions that look like addresses."""
        self._kept = kept
        self._blocks: dict[ipaddress.IPv4Network, int] = {}
        self._wide: dict[ipaddress.IPv4Address, int] = {}
        self._sites: dict[int, int] = {}
        self._macs = PseudonymMacs(texts)
        self._allot(_networks(texts, kept, self._wide))

    def edits(self, text: str) -> list[Edit]:
        """Return the edits that replace all addresses of a text, in order."""
        edits = [*self._v4_edits(text), *self._v6_edits(text), *self._macs.edits(text)]
        return sorted(edits, key=lambda edit: (edit.start, -edit.end))

    def _v4_edits(self, text: str) -> Iterator[Edit]:
        for found in _V4.finditer(text):
            address = _v4(found.group(1))
            if address and not _is_version(text, found, self._kept):
                yield fitted(text, *found.span(1), str(self._moved(address)))

    def _v6_edits(self, text: str) -> Iterator[Edit]:
        for found in _V6.finditer(text):
            address = _v6(found.group(1))
            if address:
                moved = self._moved_v6(address, int(found.group(2) or 128))
                yield fitted(text, *found.span(1), str(moved))

    def _allot(self, networks: set[ipaddress.IPv4Network]) -> None:
        """Give each network that lies in no other one its block, the widest first so that all are aligned."""
        ends = [int(space.network_address) for space in _SPACES]
        for network in sorted(networks, key=lambda one: (one.prefixlen, one.network_address)):
            if self._block_of(network.network_address) is not None:
                continue
            at = 0 if ends[0] + network.num_addresses <= int(_SPACES[0].broadcast_address) + 1 else 1
            start = -(-ends[at] // network.num_addresses) * network.num_addresses
            if start + network.num_addresses > int(_SPACES[at].broadcast_address) + 1:
                start = int(_SPACES[at].network_address)  # more networks than there is room: two share a block
            self._blocks[network] = start
            ends[at] = start + network.num_addresses

    def _block_of(self, address: ipaddress.IPv4Address) -> ipaddress.IPv4Network | None:
        nets = (ipaddress.IPv4Network((address, length), strict=False) for length in range(_WIDEST, 25))
        return next((net for net in nets if net in self._blocks), None)

    def _moved(self, address: ipaddress.IPv4Address) -> ipaddress.IPv4Address:
        if address in self._wide:
            mask = (0xFFFFFFFF << (32 - self._wide[address])) & 0xFFFFFFFF
            return ipaddress.IPv4Address(int(_SPACES[0].network_address) & mask)
        block = self._block_of(address)
        if block is None:
            return _SPACES[0].network_address
        return ipaddress.IPv4Address(self._blocks[block] + int(address) - int(block.network_address))

    def _moved_v6(self, address: ipaddress.IPv6Address, length: int) -> ipaddress.IPv6Address:
        number, low = int(address), int(address) & (1 << 64) - 1
        if low >> 24 & 0xFFFF == 0xFFFE:
            low = self._moved_interface(low)
        if address.is_link_local:
            return ipaddress.IPv6Address(number >> 64 << 64 | low)
        if length < _SITE:
            return ipaddress.IPv6Address(0x20010DB8 << 96 & ~((1 << (128 - length)) - 1))
        site = self._sites.setdefault(number >> 128 - _SITE, len(self._sites) + 1)
        return ipaddress.IPv6Address(0x20010DB8 << 96 | site << 80 | number >> 64 << 64 & (1 << 80) - 1 | low)

    def _moved_interface(self, low: int) -> int:
        """Return an interface identifier made of the stand-in of its hardware address (EUI-64, RFC 4291)."""
        digits = f"{low >> 40 ^ 0x020000:06x}{low & 0xFFFFFF:06x}"
        other = int(self._macs.of(digits), 16)
        return (other >> 24 ^ 0x020000) << 40 | 0xFFFE << 24 | other & 0xFFFFFF


def left_in(text: str) -> set[str]:
    """Return what looks like an IPv4 address of somebody and is no stand-in: versions, for a person to look at."""
    found = (_v4(match.group(1)) for match in _V4.finditer(text))
    stand_ins = {ipaddress.IPv4Network((_SPACES[0].network_address, n), strict=False)[0] for n in range(_WIDEST)}
    known = (address for address in found if address and address not in stand_ins)
    return {str(address) for address in known if not any(address in space for space in _SPACES)}


def _networks(
    texts: Iterable[str], kept: frozenset[str], wide: dict[ipaddress.IPv4Address, int]
) -> set[ipaddress.IPv4Network]:
    """Return the networks that addresses stand in, by the length or the mask beside them; wide ones go aside."""
    networks = set()
    for text in texts:
        for found in _V4.finditer(text):
            address = _v4(found.group(1))
            if address is None or _is_version(text, found, kept):
                continue
            network = ipaddress.IPv4Network((address, min(_length(found), 24)), strict=False)
            if network.prefixlen >= _WIDEST:
                networks.add(network)
            elif network.network_address == address:
                wide[address] = network.prefixlen
            else:
                networks.add(ipaddress.IPv4Network((address, 24), strict=False))
    return networks


def _length(found: re.Match[str]) -> int:
    """Return the prefix length that stands beside an address, as such or as a mask; 32 where there is none."""
    if found.group(2):
        return min(int(found.group(2)), 32)
    try:
        length = ipaddress.IPv4Network(f"0.0.0.0/{found.group(3) or 32}", strict=False).prefixlen
    except ValueError:
        return 32
    return length or 32  # a wildcard of zeros: this one address


def _v4(text: str) -> ipaddress.IPv4Address | None:
    """Return an address that says where an office is; None for masks, loopback and the like."""
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        return None
    special = address.is_loopback or address.is_link_local or address.packed[0] == 0 or address.packed[0] >= 224
    return None if special or text in ("128.0.0.0", "192.0.0.0") else address


def _v6(text: str) -> ipaddress.IPv6Address | None:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return None
    return None if address.is_loopback or address.is_unspecified or address.is_multicast else address


def _is_version(text: str, found: re.Match[str], kept: frozenset[str]) -> bool:
    before = text[max(0, found.start() - 24) : found.start()]
    return found.group(1) in kept or (found.group(2) is None and _VERSION.search(before) is not None)
