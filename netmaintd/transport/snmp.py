"""SNMP sessions over pysnmp: get and walk, v2c and v3. Every failure becomes one of our outcomes.

The library accepts an agent that answers in a circle for ever; order, size and time are checked in `snmp_walk`,
and every wait ends with the deadline from outside the loop.
"""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any, Self, TypeVar

from pyasn1.error import PyAsn1Error
from pyasn1.type import univ
from pysnmp.error import PySnmpError
from pysnmp.hlapi.v3arch.asyncio import (
    USM_AUTH_HMAC96_MD5,
    USM_AUTH_HMAC96_SHA,
    USM_AUTH_HMAC128_SHA224,
    USM_AUTH_HMAC192_SHA256,
    USM_AUTH_HMAC256_SHA384,
    USM_AUTH_HMAC384_SHA512,
    USM_PRIV_CBC56_DES,
    USM_PRIV_CFB128_AES,
    USM_PRIV_CFB192_AES,
    USM_PRIV_CFB256_AES,
    CommunityData,
    ContextData,
    ObjectIdentity,
    ObjectType,
    Udp6TransportTarget,
    UdpTransportTarget,
    UsmUserData,
    bulk_cmd,
    get_cmd,
)
from pysnmp.proto import errind, rfc1902, rfc1905

from netmaintd.errors import DeviceTimeout, Garbled, LoginRefused, Unreachable
from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.devices import Device, Snmp
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp_engine import SnmpLoop, shared_loop
from netmaintd.transport.snmp_walk import Progress, Reply, Walk

T = TypeVar("T")
_TOO_BIG = 1
_AUTH = {
    "MD5": USM_AUTH_HMAC96_MD5,
    "SHA": USM_AUTH_HMAC96_SHA,
    "SHA224": USM_AUTH_HMAC128_SHA224,
    "SHA256": USM_AUTH_HMAC192_SHA256,
    "SHA384": USM_AUTH_HMAC256_SHA384,
    "SHA512": USM_AUTH_HMAC384_SHA512,
}
_PRIV = {
    "DES": USM_PRIV_CBC56_DES,
    "AES": USM_PRIV_CFB128_AES,
    "AES192": USM_PRIV_CFB192_AES,
    "AES256": USM_PRIV_CFB256_AES,
}
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


class SnmpSession:
    """Questions to one agent. One request at a time; SNMP has no connection to hold."""

    def __init__(self, device: Device, snmp: Snmp, credential: SnmpCredential, *, deadline: Deadline) -> None:
        """Prepare; nothing is sent yet."""
        self._device, self._snmp, self._credential, self._deadline = device, snmp, credential, deadline
        self._loop: SnmpLoop = shared_loop()
        self._target: Any = None
        self._answered = False

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def get(self, oids: Sequence[Oid]) -> dict[Oid, SnmpValue]:
        """Return the values of objects; those that the agent does not have are left out.

        Raises:
            DeviceTimeout: no answer; wrong community and a closed access list look the same.
            LoginRefused: the agent refused user or keys.
            Garbled: an answer that cannot be read.
        """
        reply = self._run(self._request(oids, repetitions=0))
        if reply.too_big or reply.error:
            told = reply.error or "tooBig"
            raise Garbled(
                self._device.name, f"the SNMP agent answers with error {told}; its access list may be too narrow"
            )
        return {name: value for name, value in reply.rows if value is not None}

    def walk(self, columns: Sequence[Oid]) -> Walk:
        """Return everything under some objects, several of them in each request; raises like `get`.

        An object that the agent cannot give is left out with its reason.
        """
        return self._run(self._walk(columns))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run(self._device.name, work, self._deadline)

    async def _walk(self, columns: Sequence[Oid]) -> Walk:
        progress = Progress(columns, self._snmp.max_repetitions)
        gone: DeviceTimeout | None = None
        while True:
            batch, cursors, rows = progress.next_batch()
            if not batch:
                break
            try:
                progress.take(batch, rows, await self._request(cursors, repetitions=rows))
            except DeviceTimeout as error:
                gone = error
                if not progress.lost(batch, rows):
                    raise
        if progress.silent and gone:
            raise gone
        return progress.walked()

    async def _request(self, oids: Sequence[Oid], *, repetitions: int) -> Reply:
        """Send one request and wait for its answer."""
        names = [ObjectType(ObjectIdentity(path)) for path in oids]
        indication, status, index, binds = await self._exchange(names, repetitions)
        who = self._credential.name, self._device.address
        silent = isinstance(indication, errind.RequestTimedOut)
        if silent and not self._answered and self._credential.level and self._loop.forget(*who):
            indication, status, index, binds = await self._exchange(names, repetitions)
        if indication:
            raise self._failure(indication)
        if not self._answered:
            self._answered = True
            self._loop.remember(*who)
        if int(status):
            return Reply(too_big=int(status) == _TOO_BIG, error=str(status), failed_at=max(0, int(index) - 1))
        return Reply([_read(bind) for bind in binds])

    async def _exchange(self, names: list[Any], repetitions: int) -> Any:
        async with self._loop.slots:
            try:
                return await self._send(names, repetitions)
            except (PyAsn1Error, PySnmpError, TypeError, ValueError) as error:
                raise Garbled(self._device.name, f"an SNMP answer cannot be read: {error}") from error

    async def _send(self, names: list[Any], repetitions: int) -> Any:
        engine = self._loop.engine(self._credential.name)
        if self._target is None:
            self._target = await self._make_target()
        common = (engine, _auth(self._credential), self._target, ContextData())
        if repetitions:
            return await bulk_cmd(*common, 0, repetitions, *names, lookupMib=False)
        return await get_cmd(*common, *names, lookupMib=False)

    async def _make_target(self) -> Any:
        kind = Udp6TransportTarget if ":" in self._device.address else UdpTransportTarget
        try:
            return await kind.create(
                (self._device.address, self._snmp.port), timeout=self._snmp.timeout_s, retries=self._snmp.retries
            )
        except PySnmpError as error:
            raise Unreachable(
                self._device.name,
                f"{self._device.address} cannot be used for SNMP ({error}); correct the inventory or DNS",
            ) from error

    def _failure(self, indication: Any) -> Exception:
        device = self._device.name
        if isinstance(indication, errind.RequestTimedOut):
            seconds = self._snmp.timeout_s * (self._snmp.retries + 1)
            secret = "wrong privacy key" if self._credential.level else "wrong community"
            return DeviceTimeout(
                device,
                f"no SNMP answer within {seconds:.0f} s; a {secret}, the agent's access list and a switched-off "
                "agent look the same: check all three",
            )
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


def _auth(credential: SnmpCredential) -> Any:
    if credential.community is not None:
        return CommunityData(credential.community, mpModel=1)
    protocols: dict[str, Any] = {}
    if credential.auth_key is not None:
        protocols |= {"authKey": credential.auth_key, "authProtocol": _AUTH[credential.auth_protocol]}
    if credential.priv_key is not None:
        protocols |= {"privKey": credential.priv_key, "privProtocol": _PRIV[credential.priv_protocol]}
    return UsmUserData(credential.username or "", **protocols)
