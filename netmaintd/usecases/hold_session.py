"""Hold one session with one device: the attempt is recorded before the first byte, its end whatever happens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from netmaintd.errors import DeviceError, SecretMissing
from netmaintd.model.credentials import SnmpCredential, SshCredential
from netmaintd.model.devices import Device
from netmaintd.model.hostkeys import HostKey
from netmaintd.model.results import Outcome, SessionReport
from netmaintd.transport.gate import CredentialGate
from netmaintd.usecases.clock import Clock

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Attempts(Protocol):
    """Where attempts are recorded; both return only after the commit."""

    def begin(self, device: str, protocol: str, at: datetime) -> int:
        """Record that a session is about to begin."""
        ...

    def end(self, attempt: int, outcome: Outcome, detail: str, at: datetime) -> None:
        """Record how it ended."""
        ...


class UnrecordedAttempts:
    """For a probe by hand that belongs to no round: nothing is stored."""

    def begin(self, device: str, protocol: str, at: datetime) -> int:
        """Record nothing."""
        logger.debug("session begins", extra={"device": device, "protocol": protocol, "at": at.isoformat()})
        return 0

    def end(self, attempt: int, outcome: Outcome, detail: str, at: datetime) -> None:
        """Record nothing."""
        logger.debug("session ended", extra={"outcome": outcome.value, "detail": detail, "at": at.isoformat()})


@dataclass(frozen=True)
class Access:
    """What a session needs beyond the device itself. Secrets are fetched at the time of use."""

    ssh_credential: Callable[[str], SshCredential]
    snmp_credential: Callable[[str], SnmpCredential]
    host_key: Callable[[str], HostKey | None]
    gate: CredentialGate
    attempts: Attempts
    clock: Clock
    stop: threading.Event = field(default_factory=threading.Event)


def hold(access: Access, device: Device, protocol: str, work: Callable[[], T]) -> tuple[T | None, SessionReport]:
    """Run one session and report how it ended; None when the device did not do what was asked."""
    started_at = access.clock.now()
    attempt = access.attempts.begin(device.name, protocol, started_at)
    value: T | None = None
    outcome, detail = Outcome.CANCELLED, "the session ended by a fault of the program; see the log"
    try:
        value = work()
        outcome, detail = Outcome.OK, ""
    except DeviceError as error:
        outcome, detail = Outcome(error.outcome), error.detail
    except SecretMissing as error:
        outcome, detail = Outcome.AUTH_FAILED, f"nothing was sent: {error}"
    finally:
        ended_at = access.clock.now()
        access.attempts.end(attempt, outcome, detail, ended_at)
    return value, SessionReport(protocol, outcome, started_at, ended_at, detail)
