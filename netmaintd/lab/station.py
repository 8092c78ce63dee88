"""One simulated device with its two servers, its faults, and what it heard."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from netmaintd.lab.cli.platforms import cli_of
from netmaintd.lab.faults import Faults
from netmaintd.lab.hostkeys import ED25519, RSA, HostKeys
from netmaintd.lab.mib.device import mib_of
from netmaintd.lab.port import Port
from netmaintd.lab.snmp_agent import SnmpAgent, SnmpLoop
from netmaintd.lab.ssh_server import SshServer

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from netmaintd.lab.box import Box
    from netmaintd.model.hostkeys import HostKey

REMEMBERED = 20_000
"""Events that a device keeps; older ones are forgotten."""


class Heard(NamedTuple):
    """Something a client did: `login petugas accepted`, `command show version`, `snmp bulk 1.3.6...`."""

    when: datetime
    what: str


class Station:
    """One device of the lab."""

    def __init__(self, box: Box, ssh_port: int, snmp_port: int, state_dir: Path, loop: SnmpLoop) -> None:
        """Put the servers together; nothing listens before `start`."""
        self.box = box
        self.faults = box.device.faults
        self._keys = HostKeys(state_dir / "hostkeys", box.device.name)
        self._heard: deque[Heard] = deque(maxlen=REMEMBERED)
        self._lock = threading.Lock()
        self._loop = loop
        self._snmp = SnmpAgent(box, mib_of(box), snmp_port, self._hear)
        self._ssh: SshServer | None = None
        if box.device.ssh:
            port = Port(box.device.name, box.address, ssh_port)
            self._ssh = SshServer(cli_of(box), port, self._keys, self._hear, needs_enable=box.device.needs_enable)

    def start(self) -> None:
        """Take both ports.

        Raises:
            LabNotStarted: an address and port cannot be taken, or the state directory not written.
        """
        self._loop.run(self._snmp.start(self.faults))
        if self._ssh:
            self._ssh.start(self.faults)

    def stop(self) -> None:
        """Give both ports back and end the sessions."""
        if self._ssh:
            self._ssh.stop()
        self._loop.run(self._snmp.stop())

    def set_faults(self, faults: Faults, *, live: bool) -> None:
        """Change what is wrong; `live` when the servers run."""
        self.faults = faults
        if live:
            self._loop.run(self._snmp.apply(faults))
            if self._ssh:
                self._ssh.apply(faults)

    def set_fault(self, fault: str, value: Any, *, live: bool) -> None:
        """Change one fault.

        Raises:
            LabNotStarted: no such fault, or no such value.
        """
        self.set_faults(self.faults.changed(fault, value), live=live)

    def clear_fault(self, fault: str, *, live: bool) -> None:
        """Take one fault away."""
        self.set_fault(fault, Faults.model_fields[fault].default if fault in Faults.model_fields else None, live=live)

    def host_key(self) -> HostKey:
        """Return the public key that the device shows now."""
        return self._keys.public(RSA if self.faults.legacy_only else ED25519)

    def rekey(self) -> None:
        """Show a new host key from the next connection on."""
        self._keys.forget()

    def heard(self) -> list[Heard]:
        """Return everything that clients did, oldest first."""
        with self._lock:
            return list(self._heard)

    def _hear(self, what: str) -> None:
        with self._lock:
            self._heard.append(Heard(self.box.life.now(), what))
