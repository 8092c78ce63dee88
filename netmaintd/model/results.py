"""Results: what came of an examination, and what is proof of it.

The four words on paper are those of the SOP's form: baik, perlu perhatian, rusak, tidak diperiksa.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from netmaintd.model.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(StrEnum):
    """How a check judged. There is no path from silence to OK."""

    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The word on paper."""
        return _WORDS[self]


_WORDS = {
    Status.OK: "baik",
    Status.WARNING: "perlu perhatian",
    Status.CRITICAL: "rusak",
    Status.UNKNOWN: "tidak diperiksa",
}
_ORDER = (Status.OK, Status.UNKNOWN, Status.WARNING, Status.CRITICAL)


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst of several; UNKNOWN is worse than OK, and of nothing at all."""
    return max(statuses, key=_ORDER.index, default=Status.UNKNOWN)


class Outcome(StrEnum):
    """How one attempt to hold a session with a device ended. The names stay."""

    OK = "ok"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    AUTH_FAILED = "auth_failed"
    HOSTKEY_CHANGED = "hostkey_changed"
    CRYPTO_MISMATCH = "crypto_mismatch"
    TIMEOUT = "timeout"
    CONNECTION_LOST = "connection_lost"
    GARBLED = "garbled"
    TRUNCATED = "truncated"
    CANCELLED = "cancelled"

    @property
    def reason(self) -> str:
        """Why nothing was checked, as printed on paper."""
        return _REASONS[self]


_REASONS = {
    Outcome.OK: "",
    Outcome.UNREACHABLE: "perangkat tidak menjawab di jaringan",
    Outcome.REFUSED: "perangkat menolak sambungan pada port layanan",
    Outcome.AUTH_FAILED: "perangkat menolak akun pemeliharaan",
    Outcome.HOSTKEY_CHANGED: "kunci SSH perangkat tidak sama dengan yang tercatat",
    Outcome.CRYPTO_MISMATCH: "tidak ada algoritma SSH yang disepakati (perangkat lama)",
    Outcome.TIMEOUT: "perangkat berhenti menjawab sampai batas waktu",
    Outcome.CONNECTION_LOST: "sambungan terputus di tengah pemeriksaan",
    Outcome.GARBLED: "jawaban perangkat tidak dapat dipercaya",
    Outcome.TRUNCATED: "jawaban perangkat terpotong",
    Outcome.CANCELLED: "pemeriksaan dihentikan petugas atau jendela waktu habis",
}


class Method(StrEnum):
    """How a result was obtained."""

    SSH = "ssh"
    SNMP = "snmp"
    ICMP = "icmp"
    TCP = "tcp"
    MANUAL = "manual"
    RECORD = "record"
    """From what is stored: a comparison with the previous visit."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value that was judged, with the threshold that judged it.

    `value` is in `unit`; units are those of `model.facts`. `threshold` is a sentence part such as
    `warning >= 0.6, critical >= 0.85`.
    """

    name: str
    value: float | int | str | None
    unit: str = ""
    threshold: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check on one device. `summary` is Indonesian: it is printed on paper."""

    check: str
    status: Status
    summary: str
    measurements: tuple[Measurement, ...] = ()
    method: Method = Method.SNMP


@dataclass(frozen=True, slots=True)
class Evidence:
    """Raw bytes as a device sent them. `name` is the command or the table that was read."""

    kind: str
    """`ssh`, `snmp`, `icmp`, `tcp`, `photo` or `config`."""
    name: str
    content: bytes
    taken_at: datetime

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class SessionReport:
    """One attempt to hold a session. `detail` is the sentence for the administrator, in English."""

    protocol: str
    """`icmp`, `tcp`, `snmp` or `ssh`."""
    outcome: Outcome
    started_at: datetime
    ended_at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """All that came of one device in one round, whatever happened."""

    device: str
    site: str
    started_at: datetime
    ended_at: datetime
    sessions: tuple[SessionReport, ...]
    facts: Facts
    results: tuple[CheckResult, ...]
    evidence: tuple[Evidence, ...] = ()
    platform: str = ""

    @property
    def outcome(self) -> Outcome:
        """OK when all sessions were, else the first that was not."""
        return next((s.outcome for s in self.sessions if s.outcome is not Outcome.OK), Outcome.OK)

    @property
    def status(self) -> Status:
        """The worst of its results."""
        return worst(result.status for result in self.results)


class FindingState(StrEnum):
    """A finding against the previous round."""

    NEW = "new"
    CONTINUING = "continuing"
    RESOLVED = "resolved"

    @property
    def word(self) -> str:
        """The word on paper."""
        return {"new": "baru", "continuing": "berlanjut", "resolved": "selesai"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem on one device, known by device and check from round to round."""

    round_id: str
    site: str
    device: str
    check: str
    status: Status
    summary: str
    state: FindingState
    since: datetime

    @property
    def key(self) -> tuple[str, str]:
        """Device and check: the same problem in another round has the same key."""
        return self.device, self.check


class ReferralStatus(StrEnum):
    """Where a referral stands; the words are the SOP's."""

    OPEN = "terbuka"
    IN_PROGRESS = "diproses"
    DONE = "selesai"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class Referral:
    """A finding handed to one of the eight related SOPs."""

    id: str
    round_id: str
    sop: str
    device: str
    check: str
    summary: str
    opened_at: datetime
    status: ReferralStatus = ReferralStatus.OPEN
    external_number: str | None = None
