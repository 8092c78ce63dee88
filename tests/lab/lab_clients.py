"""Clients with which the tests of this room ask the simulated devices."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

import paramiko
from netmiko import ConnectHandler
from pysnmp.hlapi.v3arch.asyncio import (
    CommunityData,
    ContextData,
    ObjectIdentity,
    ObjectType,
    SnmpEngine,
    UdpTransportTarget,
    UsmUserData,
    bulk_walk_cmd,
    usmAesCfb128Protocol,
    usmHMAC192SHA256AuthProtocol,
)

from netmaintd.lab.credentials import SNMP_V2C, SNMP_V3, SSH

if TYPE_CHECKING:
    from netmiko import BaseConnection

    from netmaintd.lab.city import City
    from netmaintd.model.devices import Device

DRIVER = {"frr": "cisco_ios"}
SHA1 = {"kex": ["diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1", "diffie-hellman-group1-sha1"]}
PATIENT_S = 30.0
"""What a busy machine may need; tests of silence say how short their own wait is."""


def known(city: City, name: str) -> Device:
    return city.inventory().device(name)


def netmiko_to(city: City, name: str) -> BaseConnection:
    device = known(city, name)
    assert device.ssh is not None
    return ConnectHandler(
        device_type=DRIVER.get(device.platform, device.platform),
        host=device.address,
        port=device.ssh.port,
        username=SSH.username,
        password=SSH.password,
        secret=SSH.enable_secret or "",
        global_delay_factor=0.1,
    )


def open_transport(city: City, name: str, *, modern: bool = False) -> paramiko.Transport:
    device = known(city, name)
    assert device.ssh is not None
    transport = paramiko.Transport((device.address, device.ssh.port), disabled_algorithms=SHA1 if modern else None)
    transport.set_log_channel("tests.lab.client")
    return transport


class Terminal:
    """A raw interactive session, as a person at a keyboard has it."""

    def __init__(self, city: City, name: str, password: str | None = SSH.password) -> None:
        self._transport = open_transport(city, name)
        try:
            self._transport.connect(username=SSH.username, password=password or "")
            self._channel = self._transport.open_session()
            self._channel.get_pty()
            self._channel.invoke_shell()
        except BaseException:
            self._transport.close()
            raise

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()
        self._transport.join(5)

    def type(self, text: str) -> None:
        self._channel.sendall(text.encode())

    def until(self, pattern: str, within_s: float = PATIENT_S) -> str:
        """Read until the text ends with a pattern; fails when the session ends or nothing comes."""
        seen, until = "", time.monotonic() + within_s
        while not re.search(rf"(?:{pattern})\Z", seen):
            self._channel.settimeout(max(0.01, until - time.monotonic()))
            data = self._channel.recv(65536)
            assert data, f"session ended after {seen!r}"
            seen += data.decode()
        return seen.replace("\r\n", "\n")

    def read(self, count: int, within_s: float = PATIENT_S) -> bytes:
        """Read until so many bytes have come."""
        seen = b""
        self._channel.settimeout(within_s)
        while len(seen) < count:
            data = self._channel.recv(count - len(seen))
            assert data, f"session ended after {seen!r}"
            seen += data
        return seen

    def all_within(self, seconds: float) -> bytes:
        """Read whatever comes within a time; b"" at the end of the session ends it early."""
        seen, until = b"", time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._channel.settimeout(left)
            try:
                data = self._channel.recv(65536)
            except TimeoutError:
                break
            if not data:
                break
            seen += data
        return seen

    @property
    def ended(self) -> bool:
        return self._channel.closed or self._channel.eof_received or not self._transport.is_active()


def walk(
    city: City, name: str, base: str, *, timeout_s: float = PATIENT_S, community: str | None = None
) -> dict[str, str]:
    """Return OID (below the base) to printed value, read with GETBULK by the version of the inventory."""
    return asyncio.run(_walk(known(city, name), (base,), timeout_s, community))[0]


def walks(city: City, name: str, *bases: str) -> list[dict[str, str]]:
    """Walk several tables with one engine."""
    return asyncio.run(_walk(known(city, name), bases, PATIENT_S, None))


async def _walk(
    device: Device, bases: tuple[str, ...], timeout_s: float, community: str | None
) -> list[dict[str, str]]:
    assert device.snmp is not None
    auth = CommunityData(community or SNMP_V2C.community)
    if device.snmp.version == "3" and community is None:
        auth = UsmUserData(
            SNMP_V3.username,
            SNMP_V3.auth_key,
            SNMP_V3.priv_key,
            authProtocol=usmHMAC192SHA256AuthProtocol,
            privProtocol=usmAesCfb128Protocol,
        )
    engine = SnmpEngine()
    try:
        target = await UdpTransportTarget.create((device.address, device.snmp.port), timeout=timeout_s, retries=0)
        tables: list[dict[str, str]] = []
        for base in bases:
            tables.append({})
            begin = ObjectType(ObjectIdentity(base))
            async for failed, status, _index, binds in bulk_walk_cmd(
                engine, auth, target, ContextData(), 0, 25, begin, lookupMib=False, lexicographicMode=False
            ):
                if failed or status:
                    raise TimeoutError(str(failed or status))
                tables[-1].update({str(oid)[len(base) + 1 :]: value.prettyPrint() for oid, value in binds})
        return tables
    finally:
        engine.close_dispatcher()
