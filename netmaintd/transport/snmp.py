"""SNMP sessions over pysnmp: get and walk, v2c and v3, with order, size and time checked by ourselves.

The library accepts an agent that answers in a circle for ever; here a column ends at the first object that
does not increase. Every failure becomes one of our outcomes.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

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

from netmaintd.errors import Cancelled, DeviceTimeout, Garbled, LoginRefused, Unreachable
from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.devices import Device, Snmp
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp_engine import SnmpLoop, shared_loop

MOST_ROWS = 20_000
MOST_BYTES = 4 << 20
WALK_S = 30.0
COLUMNS_AT_ONCE = 8
MOST_VALUES = 96
"""Values asked for in one request: larger answers are cut into fragments that get lost on thin lines."""

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


@dataclass(frozen=True, slots=True)
class Walk:
    """What was walked, and which objects could not be trusted, each with its reason (English)."""

    values: dict[Oid, SnmpValue]
    incomplete: tuple[tuple[Oid, str], ...] = ()


@dataclass
class _Progress:
    """A walk under way."""

    cursors: dict[Oid, Oid]
    values: dict[Oid, SnmpValue] = field(default_factory=dict)
    incomplete: list[tuple[Oid, str]] = field(default_factory=list)
    size: int = 0

    def give_up(self, column: Oid, reason: str) -> None:
        self.cursors.pop(column, None)
        self.incomplete.append((column, reason))


class SnmpSession:
    """Questions to one agent. One request at a time; SNMP has no connection to hold."""

    def __init__(self, device: Device, snmp: Snmp, credential: SnmpCredential, *, deadline: Deadline) -> None:
        """Prepare; nothing is sent yet."""
        self._device, self._snmp, self._credential, self._deadline = device, snmp, credential, deadline
        self._loop: SnmpLoop = shared_loop()
        self._target: Any = None

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
        binds = self._loop.run(self._request(oids, repetitions=0))
        return {name: value for name, value in map(self._read, binds) if value is not None}

    def walk(self, columns: Sequence[Oid]) -> Walk:
        """Return everything under some objects, several of them in each request; raises like `get`."""
        return self._loop.run(self._walk(columns))

    async def _walk(self, columns: Sequence[Oid]) -> Walk:
        progress = _Progress({column: column for column in columns})
        ends = time.monotonic() + WALK_S
        repetitions = self._snmp.max_repetitions
        while progress.cursors:
            batch = list(progress.cursors)[:COLUMNS_AT_ONCE]
            reason = self._over(progress, ends)
            if reason:
                for column in list(progress.cursors):
                    progress.give_up(column, reason)
                break
            wanted = max(1, min(repetitions, MOST_VALUES // len(batch)))
            binds = await self._request([progress.cursors[column] for column in batch], repetitions=wanted)
            if binds is None:  # tooBig
                repetitions = wanted // 2
                if repetitions == 0:
                    progress.give_up(batch[0], "the agent finds one value too large")
                    repetitions = 1
                continue
            self._take(progress, batch, binds)
        return Walk(progress.values, tuple(progress.incomplete))

    def _take(self, progress: _Progress, batch: list[Oid], binds: Sequence[Any]) -> None:
        if not binds:
            for column in batch:
                progress.give_up(column, "the agent answered with nothing")
        for position, bind in enumerate(binds):
            column = batch[position % len(batch)]
            if column not in progress.cursors:
                continue
            name, value = self._read(bind)
            if value is None or name[: len(column)] != column:
                del progress.cursors[column]
            elif name <= progress.cursors[column]:
                progress.give_up(column, "the agent answers in a circle")
            else:
                progress.cursors[column] = name
                progress.values[name] = value
                progress.size += len(value.value) if isinstance(value.value, (bytes, tuple)) else 8

    @staticmethod
    def _over(progress: _Progress, ends: float) -> str:
        if len(progress.values) > MOST_ROWS:
            return f"more than {MOST_ROWS} values"
        if progress.size > MOST_BYTES:
            return f"more than {MOST_BYTES} bytes"
        return f"not at its end after {WALK_S:.0f} s" if time.monotonic() > ends else ""

    def _read(self, bind: Any) -> tuple[Oid, SnmpValue | None]:
        name, value = bind
        path = tuple(name)
        if isinstance(value, _END):
            return path, None
        smi = next((smi for kind, smi in _SMI if isinstance(value, kind)), None)
        if smi is None:
            return path, None
        if smi in _NUMBERS:
            return path, SnmpValue(smi, int(value))
        return path, SnmpValue(smi, tuple(value) if smi is SmiType.OID else bytes(value))

    async def _request(self, oids: Sequence[Oid], *, repetitions: int) -> Any:
        """Send one request; None when the answer would be too big."""
        device, deadline = self._device.name, self._deadline
        if deadline.stop.is_set():
            raise Cancelled(device, "stopped between two SNMP requests")
        if deadline.passed:
            raise DeviceTimeout(device, "the deadline of the device passed during SNMP")
        names = [ObjectType(ObjectIdentity(path)) for path in oids]
        async with self._loop.slots:
            try:
                answer = await self._send(names, repetitions)
            except (PyAsn1Error, PySnmpError, TypeError, ValueError) as error:
                raise Garbled(device, f"an SNMP answer cannot be read: {error}") from error
        indication, status, _, binds = answer
        if indication:
            raise self._failure(indication)
        if int(status) == 1:
            return None
        if int(status):
            raise Garbled(device, f"the SNMP agent answers with error {status!s}; its access list may be too narrow")
        return binds

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
                (self._device.address, self._snmp.port),
                timeout=self._deadline.within(self._snmp.timeout_s),
                retries=self._snmp.retries,
            )
        except PySnmpError as error:
            raise Unreachable(self._device.name, f"the address cannot be used: {error}") from error

    def _failure(self, indication: Any) -> Exception:
        device = self._device.name
        if isinstance(indication, errind.RequestTimedOut):
            seconds = self._snmp.timeout_s * (self._snmp.retries + 1)
            return DeviceTimeout(
                device,
                f"no SNMP answer within {seconds:.0f} s; a wrong community, the agent's access list and a switched-off "
                "agent look the same: check all three",
            )
        if isinstance(indication, _REFUSED):
            return LoginRefused(
                device,
                f'the SNMP agent refused credential "{self._credential.name}" ({indication}); correct user or keys',
            )
        return Garbled(device, f"SNMP failed: {indication}")


def _auth(credential: SnmpCredential) -> Any:
    if credential.community is not None:
        return CommunityData(credential.community, mpModel=1)
    protocols: dict[str, Any] = {}
    if credential.auth_key is not None:
        protocols |= {"authKey": credential.auth_key, "authProtocol": _AUTH[credential.auth_protocol]}
    if credential.priv_key is not None:
        protocols |= {"privKey": credential.priv_key, "privProtocol": _PRIV[credential.priv_protocol]}
    return UsmUserData(credential.username or "", **protocols)
