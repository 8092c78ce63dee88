"""SNMP agents of simulated devices, over pysnmp's command responders.

The only file of the lab that imports pysnmp. One engine for each device, as each needs its own engine ID and
clock; all of them live in one event loop in one thread. v2c with the lab's community and v3 authPriv with the
lab's user; access is granted by who can ask at all, the agents hold nothing to write.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pyasn1.codec.ber.encoder import encode
from pysnmp.carrier.asyncio.dgram.udp import UdpTransport
from pysnmp.entity import config
from pysnmp.entity.engine import SnmpEngine
from pysnmp.entity.rfc3413 import cmdrsp, context
from pysnmp.proto.api import v2c
from pysnmp.smi.error import NotWritableError
from pysnmp.smi.instrum import AbstractMibInstrumController

from netmaintd.errors import LabNotStarted
from netmaintd.lab.credentials import SNMP_V2C, SNMP_V3
from netmaintd.lab.faults import HEALTHY, Faults
from netmaintd.lab.mib.system import BOOTS, engine_id
from netmaintd.model.devices import SnmpVersion
from netmaintd.model.snmp import Oid, SmiType, SnmpValue, dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from netmaintd.lab.box import Box
    from netmaintd.lab.mib.tree import MibTree

logger = logging.getLogger(__name__)

SYNTAX = {
    SmiType.INTEGER: v2c.Integer32,
    SmiType.OCTETS: v2c.OctetString,
    SmiType.OID: v2c.ObjectIdentifier,
    SmiType.IP_ADDRESS: v2c.IpAddress,
    SmiType.COUNTER32: v2c.Counter32,
    SmiType.GAUGE32: v2c.Gauge32,
    SmiType.TIMETICKS: v2c.TimeTicks,
    SmiType.OPAQUE: v2c.Opaque,
    SmiType.COUNTER64: v2c.Counter64,
}
MOST_PER_ANSWER = 400
"""Values in one GETBULK answer, where the asker has room for them."""
PDU_BYTES = 120
"""What an answer has around its values: context, request ID and lengths."""


class SnmpLoop:
    """The event loop in its thread that all agents of a lab share."""

    def __init__(self) -> None:
        """Nothing runs before `start`."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="lab-snmp", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something inside the loop and wait for it."""
        assert self._loop is not None, "start() first"  # noqa: S101
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def stop(self) -> None:
        """End loop and thread; harmless when nothing runs."""
        if self._loop is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None


class SnmpAgent:
    """The agent of one device."""

    def __init__(self, box: Box, tree: MibTree, port: int, hear: Callable[[str], None]) -> None:
        """Prepare; `hear` is told of every request."""
        self._box, self._tree, self._hear = box, tree, hear
        self._where = (box.address, port)
        self._faults = HEALTHY
        self._engine: SnmpEngine | None = None
        self._line: _Line | None = None

    async def start(self, faults: Faults) -> None:
        """Build the engine and take the port.

        Raises:
            LabNotStarted: address or port cannot be taken.
        """
        self._engine = _engine_for(self._box)
        instrument = _Instrument(self._tree, lambda: self._faults)
        its_context = context.SnmpContext(self._engine)
        its_context.unregister_context_name(b"")
        its_context.register_context_name(b"", instrument)
        for responder in (_GetResponder, _NextResponder, _BulkResponder, _SetResponder):
            responder(self._engine, its_context, self._hear)
        await self.apply(faults)

    async def apply(self, faults: Faults) -> None:
        """Change the faults; the port opens and closes with `snmp_off`."""
        self._faults = faults
        if faults.snmp_off:
            self._close()
        elif self._line is None:
            await self._open()

    async def stop(self) -> None:
        """Give the port back."""
        self._close()
        if self._engine is not None and self._engine.transport_dispatcher is not None:
            self._engine.close_dispatcher()
        self._engine = None

    async def _open(self) -> None:
        port = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            port.bind(self._where)
        except OSError as error:
            port.close()
            raise LabNotStarted(f"{self._box.device.name}: SNMP cannot take {self._where}: {error}") from error
        port.setblocking(False)
        line = self._line = _Line(lambda: self._faults)
        await asyncio.get_running_loop().create_datagram_endpoint(lambda: line, sock=port)
        config.add_transport(self._engine, config.SNMP_UDP_DOMAIN, line)

    def _close(self) -> None:
        if self._line is not None:
            config.delete_transport(self._engine, config.SNMP_UDP_DOMAIN).close_transport()
            self._line = None


def _engine_for(box: Box) -> SnmpEngine:
    engine = SnmpEngine()
    # Given as an argument, pysnmp would keep boots in a shared directory under /tmp.
    symbols = engine.get_mib_builder().import_symbols(
        "__SNMP-FRAMEWORK-MIB", "snmpEngineID", "snmpEngineBoots", "snmpEngineTime"
    )
    its_id, boots, started = symbols
    its_id.syntax = its_id.syntax.clone(engine_id(box))
    engine.snmpEngineID = its_id.syntax
    # The engine is as old as the device, also after a restart of the lab: to a client no time went back.
    boots.syntax = boots.syntax.clone(BOOTS)
    started.syntax = started.syntax.clone(int(box.life.clock() - box.life.uptime_s()))
    if box.device.snmp is SnmpVersion.V2C:
        config.add_v1_system(engine, "lab", SNMP_V2C.community)
    else:
        config.add_v3_user(
            engine,
            SNMP_V3.username,
            config.USM_AUTH_HMAC192_SHA256,
            SNMP_V3.auth_key,
            config.USM_PRIV_CFB128_AES,
            SNMP_V3.priv_key,
        )
    return engine


class _Line(UdpTransport):  # type: ignore[misc]
    """The UDP port of one agent, where requests get lost or late by the device's faults."""

    def __init__(self, faults: Callable[[], Faults]) -> None:
        super().__init__(loop=asyncio.get_running_loop())
        self._faults = faults

    def datagram_received(self, datagram: bytes, address: Any) -> None:
        faults = self._faults()
        if faults.dead or faults.snmp_hang:
            return
        take = super().datagram_received
        if faults.snmp_delay_s:
            self.loop.call_later(faults.snmp_delay_s, take, datagram, address)
        else:
            take(datagram, address)


class _Heard:
    """A responder that first tells what it was asked: the witness of what a client sent."""

    verb = ""

    def handle_management_operation(self, engine: Any, state: Any, context_name: Any, pdu: Any) -> None:
        first = v2c.apiPDU.get_varbinds(pdu)[:1]
        names = " ".join(dotted(tuple(name)) for name, _value in first)
        self.cbCtx(f"snmp {self.verb} {names}")  # type: ignore[attr-defined]
        super().handle_management_operation(engine, state, context_name, pdu)  # type: ignore[misc]


class _GetResponder(_Heard, cmdrsp.GetCommandResponder):  # type: ignore[misc]
    verb = "get"


class _NextResponder(_Heard, cmdrsp.NextCommandResponder):  # type: ignore[misc]
    verb = "next"


class _BulkResponder(_Heard, cmdrsp.BulkCommandResponder):  # type: ignore[misc]
    """Answers with as many values as the asker has room for; pysnmp would be silent about more (RFC 3416, 4.2.3)."""

    verb = "bulk"
    max_varbinds = MOST_PER_ANSWER
    _room = 0

    def process_pdu(self, *request: Any) -> None:
        *_, self._room, _reference = request
        super().process_pdu(*request)

    def send_varbinds(self, engine: Any, reference: Any, status: Any, index: Any, values: list[Any]) -> None:
        sizes = accumulate(len(encode(v2c.ObjectIdentifier(name))) + len(encode(value)) + 4 for name, value in values)
        fit = sum(1 for size in sizes if size <= self._room - PDU_BYTES)
        super().send_varbinds(engine, reference, status, index, values[:fit])


class _SetResponder(_Heard, cmdrsp.SetCommandResponder):  # type: ignore[misc]
    verb = "set"


class _Instrument(AbstractMibInstrumController):  # type: ignore[misc]
    """What pysnmp asks for values: our tree instead of its MIB modules."""

    def __init__(self, tree: MibTree, faults: Callable[[], Faults]) -> None:
        self._tree, self._faults = tree, faults

    def read_variables(self, *var_binds: Any, **_: Any) -> list[Any]:
        names = [tuple(name) for name, _value in var_binds]
        return [(v2c.ObjectIdentifier(name), _wire(self._tree.get(name), v2c.NoSuchInstance)) for name in names]

    def read_next_variables(self, *var_binds: Any, **_: Any) -> list[Any]:
        return [self._next(tuple(name)) for name, _value in var_binds]

    def write_variables(self, *_var_binds: Any, **_: Any) -> list[Any]:
        raise NotWritableError(idx=0)

    def _next(self, name: Oid) -> Any:
        if self._faults().snmp_loop and self._tree.get(name) is not None:
            found: Oid | None = name
        else:
            found = self._tree.after(name)
        if found is None:
            return v2c.ObjectIdentifier(name), v2c.EndOfMibView()
        return v2c.ObjectIdentifier(found), _wire(self._tree.get(found), v2c.NoSuchInstance)


def _wire(value: SnmpValue | None, nothing: Any) -> Any:
    return nothing() if value is None else SYNTAX[value.smi](value.value)
