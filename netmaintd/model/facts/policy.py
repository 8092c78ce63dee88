"""Facts that come of laying a configuration beside what the office asks of it, and beside what was stored before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netmaintd.model.facts.fact import Fact


class Verdict(StrEnum):
    """What a rule says of a configuration."""

    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"
    """Broken, and somebody who may has allowed it until a day."""
    NOT_YET = "not_yet"
    """Broken, and the rule counts only from a later day."""
    UNKNOWN = "unknown"
    """Could not be judged; `detail` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVerdict(Fact):
    """One rule of a pack, applied to the running configuration."""

    pack: str
    version: str
    sha256: str
    """Of the pack's file, so that a report names the very text that judged."""
    rule: str
    title: str
    """Indonesian; it is printed."""
    must: bool
    """False: a recommendation, whose breach is worth a look only."""
    verdict: Verdict
    detail: str = ""
    """What was found or missed, secrets masked; Indonesian around it."""
    waived_by: str = ""
    waived_until: date | None = None
    proposal: tuple[str, ...] = ()
    """Lines that would keep a broken rule, secrets masked: for people to think about, never sent to a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigStamp(Fact):
    """When the device says that its configuration was last changed, by whom, and when it was last saved."""

    changed_at: datetime | None = None
    changed_by: str = ""
    saved_at: datetime | None = None
    changed_ago_s: float | None = None
    """The same from SNMP, by the device's own clock (ccmHistoryRunningLastChanged, CISCO-CONFIG-MAN-MIB)."""
    saved_ago_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBackup(Fact):
    """The last whole configuration of the device in the store, read back for a drill of restoring it."""

    number: int
    taken_at: datetime
    sha256: str
    readable: bool
    """It could be decrypted and its hash is the recorded one."""
    normalised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigChange(Fact):
    """What changed since the last whole configuration in the store, to be shown to people: secrets are masked."""

    backup: int
    """Number of the stored configuration."""
    since: datetime
    added: int
    removed: int
    lines: tuple[str, ...]
    """`@ section`, and below it the lines that went (`-`) and came (`+`)."""
    left_out: int = 0
    """How many further lines there are."""
