"""IF-MIB (RFC 2863): ifTable and ifXTable, with counters that grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Cells, Row, counter32, counter64, gauge, integer, scalars, table, text, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netmaintd.lab.box import Box
    from netmaintd.lab.description import LabPort

IF_TYPE = {"ethernet": 6, "vlan": 136, "loopback": 24, "bridge": 209}
PACKET_BYTES = 600


def interfaces(box: Box) -> Iterator[Row]:
    """Both tables; ifIndex is the place of the port in the description."""
    ports = list(enumerate(box.device.ports, start=1))
    yield from scalars("1.3.6.1.2.1.2", {1: integer(len(ports))})
    yield from table("1.3.6.1.2.1.2.2.1", (((index,), _basic(box, index, port)) for index, port in ports))
    yield from table("1.3.6.1.2.1.31.1.1.1", (((index,), _extended(box, port)) for index, port in ports))


def _basic(box: Box, index: int, port: LabPort) -> Cells:
    counts = Traffic(box, port)
    return {
        1: integer(index),
        2: text(port.descr or port.name),
        3: integer(IF_TYPE[port.kind]),
        4: integer(65536 if port.kind == "loopback" else 1500),
        5: gauge(port.speed_mbps * 1_000_000),
        6: text(b"" if port.kind == "loopback" else box.mac(port.name)),
        7: integer(1 if port.admin else 2),
        8: integer(1 if port.up else 2),
        9: ticks(60),
        10: counter32(counts.octets),
        11: counter32(counts.packets),
        13: counter32(lambda: 0),
        14: counter32(counts.damaged),
        16: counter32(counts.octets_out),
        17: counter32(counts.packets_out),
        19: counter32(lambda: 0),
        20: counter32(lambda: 0),
    }


def _extended(box: Box, port: LabPort) -> Cells:
    counts = Traffic(box, port)
    return {
        1: text(port.name),
        6: counter64(counts.octets),
        7: counter64(counts.packets),
        8: counter64(lambda: counts.packets() // 90),
        9: counter64(lambda: counts.packets() // 60),
        10: counter64(counts.octets_out),
        11: counter64(counts.packets_out),
        15: gauge(port.speed_mbps),
        17: integer(1 if port.kind == "ethernet" else 2),
        18: text(port.alias),
    }


class Traffic:
    """What went through one port since the start. A port without a link counts nothing."""

    def __init__(self, box: Box, port: LabPort) -> None:
        """Fix the rates; the counts follow from the life of the box."""
        self._grown: Callable[[float], int] = box.life.grown
        self._bytes_per_s = port.speed_mbps * 125_000 * port.load if port.up else 0.0
        self._error_ratio = port.error_ratio

    def octets(self) -> int:
        """Bytes in."""
        return self._grown(self._bytes_per_s)

    def packets(self) -> int:
        """Unicast packets in."""
        return self._grown(self._bytes_per_s / PACKET_BYTES)

    def damaged(self) -> int:
        """Damaged packets in."""
        return self._grown(self._bytes_per_s / PACKET_BYTES * self._error_ratio)

    def octets_out(self) -> int:
        """Bytes out: the towns read more than they write."""
        return self._grown(self._bytes_per_s * 0.4)

    def packets_out(self) -> int:
        """Unicast packets out."""
        return self._grown(self._bytes_per_s * 0.4 / PACKET_BYTES)
