"""What a packet says of itself before an engine takes it: whose answer it is, its error, and whether it is genuine."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES

_REPORT = 0xA8
_AUTH, _PRIV = 1, 2
_END_OF_MIB_VIEW = b"\x82\x00"


@dataclass(frozen=True, slots=True)
class UserKey:
    """The key of one user at one agent, the hash it is for, and how many bytes of the digest are sent."""

    algorithm: str
    key: bytes
    size: int
    privacy: bytes = b""
    """The key for AES; empty where nothing is encrypted, or with DES."""


class Packet(NamedTuple):
    """The outside of a packet: `ident` is the request-id or, in SNMPv3, the msgID."""

    data: bytes
    ident: bytes
    status: int = 0
    """The error status; 0 too where it cannot be seen because the PDU is encrypted."""
    flags: int = 0
    report: bool = False
    digest_at: int = 0
    version: int = 1
    clock: tuple[bytes, bytes] = (b"", b"")
    """The agent's boots and time, as they were sent."""

    def ends_the_mib(self, key: UserKey | None) -> bool:
        """Return whether it says without an error that nothing follows; False where it cannot be read."""
        if not self.flags & _PRIV:
            return not self.status and self.data.endswith(_END_OF_MIB_VIEW)
        if key is None or not key.privacy:
            return False
        salt, scoped_at = _part(self.data, _skip(self.data, self.digest_at - 2))
        sealed, _end = _part(self.data, scoped_at)
        boots, seconds = (int.from_bytes(part, "big").to_bytes(4, "big") for part in self.clock)
        cipher = Cipher(AES(key.privacy), CFB(boots + seconds + salt)).decryptor()
        scoped = cipher.update(sealed)
        return not _status(scoped, 0)[0] and scoped.endswith(_END_OF_MIB_VIEW)

    def answers(self, asked: Packet, key: UserKey | None) -> bool:
        """Return whether it belongs to a request and, where there is a key, really comes from the agent.

        A report may come without a digest: it tells why the agent does not answer, and no values.
        """
        if self.ident != asked.ident or self.version != asked.version:
            return False
        if key is None:
            return True
        if not self.flags & _AUTH:
            return self.report
        return (self.report or self.flags == asked.flags & (_AUTH | _PRIV)) and self._genuine(key)

    def _genuine(self, key: UserKey) -> bool:
        end = self.digest_at + key.size
        blank = self.data[: self.digest_at] + bytes(key.size) + self.data[end:]
        digest = hmac.digest(key.key, blank, key.algorithm)[: key.size]
        return self.data[self.digest_at - 1] == key.size and hmac.compare_digest(
            digest, self.data[self.digest_at : end]
        )


def read_packet(data: bytes) -> Packet:
    """Read the outside of a packet.

    Raises:
        ValueError: it is no SNMP packet of version 2c or 3.
    """
    try:
        inside = _start(data, 0)
        version, at = _part(data, inside)
        return _v3(data, at) if version == b"\x03" else _v2c(data, at)
    except IndexError as error:
        raise ValueError("cut off") from error


def _v2c(data: bytes, at: int) -> Packet:
    _community, at = _part(data, at)
    pdu = _start(data, at)
    ident, at = _part(data, pdu)
    status, _at = _part(data, at)
    return Packet(data, ident, int.from_bytes(status, "big"))


def _v3(data: bytes, at: int) -> Packet:
    header, security = _start(data, at), _skip(data, at)
    ident, at = _part(data, header)
    _size, at = _part(data, at)
    flags, at = _part(data, at)
    level = flags[0] & (_AUTH | _PRIV)
    boots, at = _part(data, _skip(data, _start(data, _start(data, security))))
    seconds, at = _part(data, at)
    digest_at = _start(data, _skip(data, at))
    if level & _PRIV:
        return Packet(data, ident, flags=level, digest_at=digest_at, version=3, clock=(boots, seconds))
    status, report = _status(data, _skip(data, security))
    return Packet(data, ident, status, level, report, digest_at, version=3)


def _status(data: bytes, scoped: int) -> tuple[int, bool]:
    """Return the error status of a scoped PDU, and whether it is a report, which has none."""
    pdu_at = _skip(data, _skip(data, _start(data, scoped)))
    _request, at = _part(data, _start(data, pdu_at))
    status, _at = _part(data, at)
    report = data[pdu_at] == _REPORT
    return 0 if report else int.from_bytes(status, "big"), report


def _start(data: bytes, at: int) -> int:
    """Return where the content of a value begins."""
    size = data[at + 1]
    return at + 2 if size < 128 else at + 2 + (size & 127)


def _skip(data: bytes, at: int) -> int:
    """Return where the next value begins."""
    size = data[at + 1]
    if size < 128:
        return at + 2 + size
    long = at + 2 + (size & 127)
    return long + int.from_bytes(data[at + 2 : long], "big")


def _part(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the content of a value, and where the next one begins."""
    end = _skip(data, at)
    if end > len(data):
        raise IndexError(end)
    return data[_start(data, at) : end], end
