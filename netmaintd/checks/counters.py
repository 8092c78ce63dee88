"""Packets and faults of one port between two readings of its counters."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.model.facts import InterfaceCounters

_FAULTS = ("in_errors", "out_errors", "in_discards", "out_discards")
_NARROW = 2**32
_PACKETS = ("in_packets", "out_packets")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a port carried. `faults` are damaged and discarded packets."""

    packets: int
    faults: int

    @property
    def ratio(self) -> float:
        """Faults per packet, 0.0 to 1.0; 1.0 when there were faults and no packet was counted."""
        if self.packets <= 0:
            return 1.0 if self.faults else 0.0
        return min(1.0, self.faults / self.packets)


def went_back(before: InterfaceCounters, after: InterfaceCounters) -> bool:
    """Whether a counter is lower than before: it wrapped, was cleared, or is none at all.

    How far it went is then not known: facts do not say how wide a counter is, and a guess could turn a burst of
    errors into none.
    """
    pairs = [(getattr(before, name), getattr(after, name)) for name in (*_FAULTS, *_PACKETS)]
    return any(old is not None and new is not None and new < old for old, new in pairs)


def traffic_between(before: InterfaceCounters, after: InterfaceCounters) -> Traffic | None:
    """Return what came between two readings, None when the port does not count packets or does not count faults."""
    packets, faults = _growth(before, after, _PACKETS), _growth(before, after, _FAULTS)
    return None if packets is None or faults is None else Traffic(packets, faults)


def traffic_since_start(port: InterfaceCounters) -> Traffic | None:
    """Return all that a port has counted, None when it does not count packets or does not count faults."""
    packets, faults = _sum(port, _PACKETS), _sum(port, _FAULTS)
    return None if packets is None or faults is None else Traffic(packets, faults)


def growth(before: int | None, after: int | None, most: float, bits: int | None = None) -> int | None:
    """Return by how much one counter grew, None where that cannot be told.

    A wrap is counted only where the counter cannot have gone round more than once. One whose width is not known
    counts as narrow until a value of more than 32 bits proves the contrary.

    Args:
        before: the earlier reading; the device did not restart since.
        after: the later one.
        most: what can have been counted between the two readings.
        bits: the width of the counter, where it is known.
    """
    if before is None or after is None:
        return None
    size = 2**64 if bits == 64 or max(before, after) >= _NARROW else _NARROW
    if most >= size:
        return None
    # Where a wide counter is lower than before, it was cleared: its wrap takes centuries, and would exceed `most`.
    grown = (after - before) % size
    return grown if grown <= most else None


def _sum(port: InterfaceCounters, names: tuple[str, ...]) -> int | None:
    values = [value for name in names if (value := getattr(port, name)) is not None]
    return sum(values) if values else None


def _growth(before: InterfaceCounters, after: InterfaceCounters, names: tuple[str, ...]) -> int | None:
    pairs = [(getattr(before, name), getattr(after, name)) for name in names]
    growths = [new - old for old, new in pairs if old is not None and new is not None]
    return sum(growths) if growths else None
