"""Questions to one agent over gufo-snmp, the engine that reads in bulk at a fraction of pysnmp's cost.

What gufo 0.13 leaves out is done here and in `snmp_wire`, or the answer is None and pysnmp is asked instead:
- it waits without end while foreign answers come, has no retries, and takes SNMPv3 answers without looking at
  their digest: `snmp_wire` lets only the answer through to it;
- it passes over the agent's error status: an empty answer is believed only with its proof.

It loses SMI types. Numbers are Integer32, Gauge32 or Counter64 by their size, and other bytes OCTET STRING, which is
also what the evidence of a session then says; no fact depends on more. Where an OID could be an address, or a float
anything that Opaque wraps, pysnmp reads the object.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.snmp import Oid, SmiType, SnmpValue, dotted
from netmaintd.transport import snmp_gufo_login
from netmaintd.transport.snmp_walk import Reply
from netmaintd.transport.snmp_wire import Patience, Wire

try:
    # The sockets under gufo's sessions, which alone can be waited for from outside; the extra pins their release.
    from gufo.snmp._fast import GetIter, SnmpError
except ImportError:
    AVAILABLE = False
else:
    AVAILABLE = True

logger = logging.getLogger(__name__)
_AT_END = object()
_INTEGER, _GAUGE32, _COUNTER64, _OCTETS = SmiType.INTEGER, SmiType.GAUGE32, SmiType.COUNTER64, SmiType.OCTETS
_MANY = 1024
_SMALL = [SnmpValue(_INTEGER, number) for number in range(_MANY)]
"""States, types and zeros: most numbers of a device."""


def can_read(credential: SnmpCredential) -> bool:
    """Return whether gufo is there and reads with such a credential as pysnmp does."""
    return AVAILABLE and snmp_gufo_login.knows(credential)


class GufoEngine:
    """Asks one agent; every answer may be None: ask pysnmp."""

    def __init__(
        self,
        address: str,
        port: int,
        credential: SnmpCredential,
        patience: Patience,
        confirm: Callable[[Oid], Reply],
    ) -> None:
        """Prepare; nothing is sent yet. `confirm` asks over pysnmp for what follows an object.

        Raises:
            OSError: there is no way to the address.
            ValueError: gufo cannot be told the address.
        """
        self._credential, self._confirm = credential, confirm
        self._sock = snmp_gufo_login.client(address, port, credential)
        self._wire = Wire(address, port, self._sock.get_fd(), patience)
        self._known = not credential.level
        self._iterators: dict[Oid, tuple[Any, int, Oid]] = {}
        self._end: Oid | None = None
        self.broken = False
        """Whether gufo failed inside at what this agent says."""

    def close(self) -> None:
        """Give the sockets back."""
        self._wire.close()

    def get(self, oids: Sequence[Oid]) -> Reply | None:
        """Ask for objects, all of which the agent should have."""
        names = [dotted(name) for name in oids]
        found = self._exchange(lambda: self._sock.send_get_many(names), self._sock.recv_get_many)
        if not isinstance(found, dict) or len(found) != len(names):
            return found if isinstance(found, Reply) else None
        return _reply(found.items(), ())

    def bulk(self, root: Oid, cursor: Oid, rows: int) -> Reply | None:
        """Ask for what follows the cursor under a root; rows that lie elsewhere end the answer."""
        iterator, its_rows, at = self._iterators.get(root) or (GetIter(_name(root), rows), rows, root)
        if at != cursor or its_rows != rows:
            return None
        sock = self._sock
        found = self._exchange(lambda: sock.send_get_bulk(iterator), lambda: sock.recv_get_bulk(iterator))
        if found is _AT_END:
            return self._at_end(root, cursor)
        if not isinstance(found, list):
            return found if isinstance(found, Reply) else None
        reply = _reply(found, root)
        if reply is not None:
            self._iterators[root] = iterator, rows, reply.rows[-1][0]
        return reply

    def _at_end(self, root: Oid, cursor: Oid) -> Reply:
        """Believe that nothing follows only where the agent said so: an error looks the same to gufo."""
        answer = self._wire.answer
        if (answer and answer.ends_the_mib(self._wire.key)) or (self._end is not None and cursor >= self._end):
            return Reply([(root, None)])
        reply = self._confirm(cursor)
        if reply.rows and reply.rows[0][1] is None:
            self._end = min(cursor, self._end or cursor)
        return reply

    def _exchange(self, send: Callable[[], object], receive: Callable[[], Any]) -> Any:
        """Return what gufo made of the answer; a silent Reply where none came, None where it is in doubt."""
        try:
            if not self._known:
                self._wire.key = snmp_gufo_login.log_in(self._sock, self._credential, self._wire)
                self._known = True
            found = self._wire.exchange(send, receive)
        except StopAsyncIteration:
            found = _AT_END
        except TimeoutError:
            return Reply(silent=True)
        except (SnmpError, OSError, ValueError):
            return None
        except BaseException as error:
            # A panic of the library's Rust is no Exception, and its class can be imported from nowhere.
            if type(error).__name__ != "PanicException":
                raise
            self.broken = True
            logger.warning("gufo-snmp failed inside; pysnmp goes on", extra={"reason": str(error)})
            return None
        return None if self._wire.answer and self._wire.answer.status else found


def _reply(found: Any, root: Oid) -> Reply | None:
    """Return the answer in our values; None where one of them cannot be told."""
    rows: list[tuple[Oid, SnmpValue | None]] = []
    for item in found:
        if item is None:
            rows.append((root, None))
            break
        name, content = item
        value = _SMALL[content] if content.__class__ is int and 0 <= content < _MANY else _value(content)
        if value is None:
            return None
        rows.append((_oid(name), value))
    return Reply(rows)


def _value(value: object) -> SnmpValue | None:
    if type(value) is int:
        if value < 1 << 31:
            return SnmpValue(_INTEGER, value)
        return SnmpValue(_GAUGE32 if value < 1 << 32 else _COUNTER64, value)
    if isinstance(value, bytes):
        return SnmpValue(_OCTETS, value)
    return _words(value) if isinstance(value, str) else None


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> SnmpValue | None:
    """Tell addresses from OIDs; an OID of four numbers begins with 0, 1 or 2, and so may an address."""
    try:
        numbers = _oid(text)
    except ValueError:
        return None
    if len(numbers) != 4:
        return SnmpValue(SmiType.OID, numbers)
    if numbers[0] > 2 or not any(numbers):
        return SnmpValue(SmiType.IP_ADDRESS, bytes(numbers))
    return None


_name = lru_cache(maxsize=1 << 12)(dotted)


@lru_cache(maxsize=1 << 15)
def _oid(text: str) -> Oid:
    return tuple(map(int, text.split(".")))
