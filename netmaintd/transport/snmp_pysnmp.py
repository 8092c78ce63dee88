"""Questions to one agent over pysnmp, the engine that is always there. It keeps the SMI types and names each error.

Several objects in each request, no MIB lookups, one engine for all devices of a credential.
"""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from pyasn1.error import PyAsn1Error
from pyasn1.type import univ
from pysnmp.error import PySnmpError
from pysnmp.hlapi.v3arch.asyncio import Udp6TransportTarget, UdpTransportTarget
from pysnmp.proto import errind, rfc1902, rfc1905

from netmaintd.errors import Garbled, LoginRefused, Unreachable
from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.devices import Device, Snmp
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp_commands import send
from netmaintd.transport.snmp_engine import SnmpLoop, shared_loop
from netmaintd.transport.snmp_walk import Reply

T = TypeVar("T")
_TOO_BIG = 1
_REFUSED = (
    errind.WrongDigest,
    errind.UnknownUserName,
    errind.UnsupportedSecurityLevel,
    errind.DecryptionError,
    errind.AuthenticationFailure,
    errind.AuthenticationError,
    errind.UnknownSecurityName,
)
_END = (rfc1905.EndOfMibView, rfc1905.NoSuchObject, rfc1905.NoSuchInstance)
_SMI: tuple[tuple[type, SmiType], ...] = (
    (rfc1902.Counter64, SmiType.COUNTER64),
    (rfc1902.Counter32, SmiType.COUNTER32),
    (rfc1902.TimeTicks, SmiType.TIMETICKS),
    (rfc1902.Gauge32, SmiType.GAUGE32),
    (rfc1902.IpAddress, SmiType.IP_ADDRESS),
    (rfc1902.Opaque, SmiType.OPAQUE),
    (rfc1902.OctetString, SmiType.OCTETS),
    (univ.ObjectIdentifier, SmiType.OID),
    (rfc1902.Integer32, SmiType.INTEGER),
)
_NUMBERS = {SmiType.COUNTER64, SmiType.COUNTER32, SmiType.TIMETICKS, SmiType.GAUGE32, SmiType.INTEGER}


class PysnmpEngine:
    """Asks one agent over pysnmp; blocking calls, no longer than the deadline."""

    def __init__(self, device: Device, snmp: Snmp, credential: SnmpCredential, deadline: Deadline) -> None:
        """Prepare; nothing is sent yet."""
        self._device, self._snmp, self._credential, self._deadline = device, snmp, credential, deadline
        self._loop: SnmpLoop = shared_loop()
        self._target: Any = None
        self._answered = False

    def ask(self, oids: Sequence[Oid], rows: int = 0, *, bulk: bool = True) -> Reply:
        """Ask for objects, or for so many that follow each of them; without `bulk` for the next one only.

        Raises:
            Unreachable: the name cannot be resolved.
            LoginRefused: the agent refused user or keys.
            Garbled: an answer that cannot be read.
        """
        return self._run(self._request(oids, rows, bulk=bulk))

    def address(self) -> str:
        """Return the address behind the device's name; raises `Unreachable`."""
        return str(self._run(self._make_target()).transport_address[0])

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(self._device.name, work, self._deadline)

    async def _request(self, oids: Sequence[Oid], rows: int, *, bulk: bool) -> Reply:
        """Send one request and wait for its answer."""
        indication, status, index, binds = await self._exchange(oids, rows, bulk=bulk)
        who = self._credential.name, self._device.address
        silent = isinstance(indication, errind.RequestTimedOut)
        if silent and not self._answered and self._credential.level and self._loop.forget(*who):
            indication, status, index, binds = await self._exchange(oids, rows, bulk=bulk)
        if isinstance(indication, errind.RequestTimedOut):
            return Reply(silent=True)
        if indication:
            raise self._failure(indication)
        if not self._answered:
            self._answered = True
            self._loop.remember(*who)
        if int(status):
            return Reply(too_big=int(status) == _TOO_BIG, error=str(status), failed_at=max(0, int(index) - 1))
        return Reply([_read(bind) for bind in binds])

    async def _exchange(self, oids: Sequence[Oid], rows: int, *, bulk: bool) -> Any:
        async with self._loop.slots:
            try:
                return await self._send(oids, rows, bulk=bulk)
            except (PyAsn1Error, PySnmpError, TypeError, ValueError) as error:
                raise Garbled(self._device.name, f"an SNMP answer cannot be read: {error}") from error

    async def _send(self, oids: Sequence[Oid], rows: int, *, bulk: bool) -> Any:
        engine, target = self._loop.engine(self._credential.name), await self._make_target()
        return await send(engine, self._credential, target, oids, rows if bulk or not rows else None)

    async def _make_target(self) -> Any:
        if self._target is not None:
            return self._target
        kind = Udp6TransportTarget if ":" in self._device.address else UdpTransportTarget
        try:
            self._target = await kind.create(
                (self._device.address, self._snmp.port), timeout=self._snmp.timeout_s, retries=self._snmp.retries
            )
        except PySnmpError as error:
            raise Unreachable(
                self._device.name,
                f"{self._device.address} cannot be used for SNMP ({error}); correct the inventory or DNS",
            ) from error
        return self._target

    def _failure(self, indication: Any) -> Exception:
        device = self._device.name
        if isinstance(indication, _REFUSED):
            return LoginRefused(
                device,
                f'the SNMP agent refused credential "{self._credential.name}" ({indication}); correct user or keys',
            )
        return Garbled(device, f"SNMP failed: {indication}; ask the agent with another SNMP tool to compare")


def _read(bind: Any) -> tuple[Oid, SnmpValue | None]:
    """Return name and value; a type unknown to RFC 2578 becomes an empty string, so that a walk goes on behind it."""
    name, value = bind
    if isinstance(value, _END):
        return tuple(name), None
    smi = next((smi for kind, smi in _SMI if isinstance(value, kind)), None)
    if smi is None:
        return tuple(name), SnmpValue(SmiType.OCTETS, b"")
    if smi in _NUMBERS:
        return tuple(name), SnmpValue(smi, int(value))
    return tuple(name), SnmpValue(smi, tuple(value) if smi is SmiType.OID else bytes(value))
