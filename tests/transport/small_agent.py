"""A small SNMPv2c agent on loopback that a test can twist: what it says, how often, and from which port."""

from __future__ import annotations

import socket
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import ber
from netmaintd.model.devices import Device, Snmp, SnmpVersion
from netmaintd.model.snmp import Oid, SnmpValue

GET, BULK = 0xA0, 0xA5
MOST_BYTES = 60_000


@dataclass(frozen=True)
class Request:
    """What was asked."""

    verb: int
    ident: bytes
    names: tuple[Oid, ...]
    rows: int

    @classmethod
    def read(cls, data: bytes) -> Self:
        message, _ = ber.read(data, 0)
        _, at = ber.read(message, 0)
        _, pdu_at = ber.read(message, at)
        pdu, _ = ber.read(message, pdu_at)
        ident, at = ber.read(pdu, 0)
        _, at = ber.read(pdu, at)
        rows, at = ber.read(pdu, at)
        binds, _ = ber.read(pdu, at)
        names, at = [], 0
        while at < len(binds):
            bind, at = ber.read(binds, at)
            names.append(ber.read_name(ber.read(bind, 0)[0]))
        return cls(message[pdu_at], ident, tuple(names), int.from_bytes(rows, "big"))

    def answer(self, binds: Iterable[bytes], *, status: int = 0, index: int = 0, ident: bytes | None = None) -> bytes:
        content = ber.tlv(0x02, ident or self.ident) + ber.integer(status) + ber.integer(index)
        pdu = ber.tlv(0xA2, content + ber.tlv(0x30, b"".join(binds)))
        return ber.tlv(0x30, ber.integer(1) + ber.tlv(0x04, b"public") + pdu)


Answers = Callable[[Request, "SmallAgent"], Iterable[bytes]]


class SmallAgent:
    """Answers by its values, or as a test says: with any number of packets to each request."""

    def __init__(
        self, values: Mapping[Oid, SnmpValue], answers: Answers | None = None, *, host: str = "127.0.0.1"
    ) -> None:
        self._order = sorted(values)
        self._binds = {oid: ber.tlv(0x30, ber.name(oid) + ber.value(found)) for oid, found in values.items()}
        self._answers = answers or (lambda request, agent: [agent.right(request)])
        self._host, self._family = host, socket.AF_INET6 if ":" in host else socket.AF_INET
        self._sock = socket.socket(self._family, socket.SOCK_DGRAM)
        self._sock.bind((host, 0))
        self.port: int = self._sock.getsockname()[1]
        self.asker: tuple[str | int, ...] = (host, 0)
        self.asked: list[Request] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(self._family, socket.SOCK_DGRAM) as last:
            last.sendto(b"", (self._host, self.port))
        self._thread.join()
        self._sock.close()

    def device(self, name: str = "sw-uji", timeout_s: float = 15.0) -> Device:
        """The device in the inventory, waited for as a busy machine needs; tests of silence say how short theirs is."""
        snmp = Snmp(version=SnmpVersion.V2C, credential="uji", port=self.port, timeout_s=timeout_s, retries=0)
        return Device(name=name, address=self._host, site="kantor", snmp=snmp)

    def right(self, request: Request) -> bytes:
        """Return the answer by RFC 3416."""
        if request.verb == GET:
            return request.answer(
                self._binds.get(oid) or self._none(oid, ber.NO_SUCH_INSTANCE) for oid in request.names
            )
        binds: list[bytes] = []
        places = [bisect_right(self._order, oid) for oid in request.names]
        size = 0
        for row in range(request.rows if request.verb == BULK else 1):
            for at, place in enumerate(places):
                there = place + row < len(self._order)
                bind = self._binds[self._order[place + row]] if there else self._none(request.names[at])
                size += len(bind)
                if size > MOST_BYTES:
                    return request.answer(binds)
                binds.append(bind)
        return request.answer(binds)

    def bind(self, oid: Oid, content: bytes) -> bytes:
        return ber.tlv(0x30, ber.name(oid) + content)

    def _none(self, oid: Oid, word: bytes = ber.END_OF_MIB_VIEW) -> bytes:
        return ber.tlv(0x30, ber.name(oid) + word)

    def _serve(self) -> None:
        while True:
            data, self.asker = self._sock.recvfrom(65_535)
            if not data:
                return
            request = Request.read(data)
            self.asked.append(request)
            for packet in self._answers(request, self):
                self._sock.sendto(packet, self.asker)
