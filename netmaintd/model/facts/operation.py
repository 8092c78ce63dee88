"""Facts of the device at work: its clock, its log, its accounts, what expires, what it can reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netmaintd.model.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState(Fact):
    """What the device's clock is set by. None where the device does not say."""

    synchronised: bool | None = None
    stratum: int | None = None
    source: str | None = None
    """Address or name of the server that is followed."""
    offset_s: float | None = None
    """Device time minus ours, as far as the device shows its time; seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine(Fact):
    """One line of the device's own log."""

    message: str
    at: datetime | None = None
    """None where the line carries no whole date, or the device no zone."""
    severity: int | None = None
    """0 (emergency) to 7 (debug), RFC 5424, section 6.2.1."""
    mnemonic: str = ""
    """What kind of message it is, in the vendor's word: `PLATFORM-2-PF_ECC`, `IFNET/4/LINK_STATE`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrashFile(Fact):
    """A file that a crash left behind."""

    name: str
    size: int | None = None
    """Bytes."""
    written_at: datetime | None = None


class PasswordKind(StrEnum):
    """How a password is kept in a configuration, the weakest first."""

    PLAIN = "plain"
    REVERSIBLE = "reversible"
    """Type 7, `cipher`, and whatever else a program turns back."""
    WEAK_HASH = "weak_hash"
    """MD5 and the like."""
    STRONG_HASH = "strong_hash"
    KEY_ONLY = "key_only"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalUser(Fact):
    """An account of the device itself; the secret is never here."""

    name: str
    privilege: str = ""
    """Level or group, in the vendor's word."""
    password: PasswordKind = PasswordKind.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry(Fact):
    """A certificate or licence, and until when it is good."""

    what: str
    """`certificate` or `licence`."""
    name: str
    expires_on: date | None = None
    """None for one without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultRoute(Fact):
    """Where the device sends what it has no route for."""

    next_hop: str
    interface: str = ""
    protocol: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PingFromDevice(Fact):
    """Echo requests that the device itself sent. `rtt_s` is the mean."""

    target: str
    sent: int
    received: int
    rtt_s: float | None = None

    @property
    def loss_ratio(self) -> float:
        """0.0 to 1.0; 1.0 when nothing was sent."""
        return (self.sent - self.received) / self.sent if self.sent else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StackMember(Fact):
    """One member of a stack, an IRF or a VSF, by what it says of itself."""

    member: str
    role: str = ""
    """`master`, `standby`, `member`, lower case."""
    ready: bool | None = None
    state: str = ""
    """In the vendor's word."""
