"""SNMP sessions: get and walk, v2c and v3, over one of two engines. Every failure becomes one of our outcomes.

gufo-snmp reads where it is installed (extra `fast`), at a fraction of pysnmp's cost. It tells less: what it answers
in doubt is asked again over pysnmp, which also finds the words for whatever goes wrong. Order, size and time are
checked in `snmp_walk` for both, and every wait ends with the deadline.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Self

from netmaintd.errors import DeviceTimeout, Garbled
from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.devices import Device, Snmp
from netmaintd.model.snmp import Oid, SnmpValue
from netmaintd.profiles.profile import Quirks
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp_gufo import GufoEngine, can_read
from netmaintd.transport.snmp_pysnmp import PysnmpEngine
from netmaintd.transport.snmp_walk import COLUMNS_AT_ONCE, Progress, Walk
from netmaintd.transport.snmp_wire import Patience


class SnmpSession:
    """Questions to one agent. One request at a time; SNMP has no connection to hold."""

    def __init__(
        self, device: Device, snmp: Snmp, credential: SnmpCredential, *, deadline: Deadline, fast: bool = True
    ) -> None:
        """Prepare; nothing is sent yet. `fast` False keeps to pysnmp."""
        self._device, self._snmp, self._credential, self._deadline = device, snmp, credential, deadline
        self._plain = PysnmpEngine(device, snmp, credential, deadline)
        self._fast: GufoEngine | None = None
        self._may_be_fast = fast and can_read(credential)

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the fast engine's socket back."""
        if self._fast is not None:
            self._fast.close()

    def get(self, oids: Sequence[Oid]) -> dict[Oid, SnmpValue]:
        """Return the values of objects; those that the agent does not have are left out.

        Raises:
            DeviceTimeout: no answer; wrong community and a closed access list look the same.
            LoginRefused: the agent refused user or keys.
            Garbled: an answer that cannot be read.
        """
        fast = self._engine()
        reply = (fast.get(oids) if fast else None) or self._plain.ask(oids)
        if reply.silent:
            raise self._silence()
        if reply.too_big or reply.error:
            told = reply.error or "tooBig"
            raise Garbled(
                self._device.name, f"the SNMP agent answers with error {told}; its access list may be too narrow"
            )
        return {name: value for name, value in reply.rows if value is not None}

    def walk(self, columns: Sequence[Oid], quirks: Quirks | None = None) -> Walk:
        """Return everything under some objects, in as few requests as the device can bear; raises like `get`.

        An object that the agent cannot give is left out with its reason.
        """
        bears = quirks or Quirks()
        fast = self._engine() if bears.bulk else None
        width = 1 if fast else min(COLUMNS_AT_ONCE, bears.max_oids or COLUMNS_AT_ONCE)
        repetitions = min(self._snmp.max_repetitions, bears.max_repetitions or self._snmp.max_repetitions)
        progress = Progress(columns, repetitions if bears.bulk else 1, width=width, ordered=bears.ordered)
        slow: set[Oid] = set()
        while True:
            batch, cursors, rows = progress.next_batch()
            if not batch:
                break
            reply = fast.bulk(batch[0], cursors[0], rows) if fast and not fast.broken and batch[0] not in slow else None
            if reply is None:
                if fast and progress.split(batch[0]):
                    continue
                slow.update(batch)
                reply = self._plain.ask(cursors, min(rows, repetitions), bulk=bears.bulk)
            if not reply.silent:
                progress.take(batch, rows, reply)
            elif not progress.lost(batch, rows):
                raise self._silence()
        if progress.silent:
            raise self._silence()
        return progress.walked()

    def _engine(self) -> GufoEngine | None:
        """Return the fast engine; None where only pysnmp can read."""
        if self._may_be_fast and self._fast is None:
            self._may_be_fast = False
            patience = Patience(self._device.name, self._snmp.timeout_s, self._snmp.retries, self._deadline)
            with contextlib.suppress(OSError, ValueError):
                self._fast = GufoEngine(
                    self._address(), self._snmp.port, self._credential, patience,
                    lambda cursor: self._plain.ask((cursor,), 1),
                )  # fmt: skip
        return None if self._fast is None or self._fast.broken else self._fast

    def _address(self) -> str:
        try:
            return str(ip_address(self._device.address))
        except ValueError:
            return self._plain.address()

    def _silence(self) -> DeviceTimeout:
        seconds = self._snmp.timeout_s * (self._snmp.retries + 1)
        secret = "wrong privacy key" if self._credential.level else "wrong community"
        return DeviceTimeout(
            self._device.name,
            f"no SNMP answer within {seconds:.0f} s; a {secret}, the agent's access list and a switched-off "
            "agent look the same: check all three",
        )
