"""What tells of the device at work, from the values of a row: clock, log, accounts, what expires, what it reaches."""

from __future__ import annotations

from datetime import UTC, date, datetime

from netmaintd.model.facts import (
    ClockState,
    ConfigStamp,
    CrashFile,
    DefaultRoute,
    Expiry,
    Fact,
    LocalUser,
    LogLine,
    PasswordKind,
    PingFromDevice,
    Provenance,
    StackMember,
)
from netmaintd.profiles.field_values import Values, amount, count, number, text

_SEVERITIES = range(8)
_EPOCHS = (0.0, 253_402_300_799.0)
"""The years that a date can have, 1970 to 9999, in seconds."""


def clock_state(values: Values, origin: Provenance) -> Fact | None:
    """Give what the clock is set by; `now` is our time, beside the device's own."""
    synchronised, theirs, ours = text(values, "synchronised"), number(values, "device_time"), number(values, "now")
    stratum, source = count(values, "stratum"), text(values, "source")
    offset = theirs - ours if theirs is not None and ours is not None else None
    if synchronised is None and stratum is None and source is None and offset is None:
        return None
    return ClockState(
        synchronised=synchronised == "yes" if synchronised else None, stratum=stratum, source=source, offset_s=offset,
        provenance=origin,
    )  # fmt: skip


def log_line(values: Values, origin: Provenance) -> Fact | None:
    """Give a line of the log that says something."""
    message, severity = text(values, "message"), count(values, "severity")
    if message is None:
        return None
    return LogLine(
        message=message,
        at=_moment(values, "at"),
        severity=severity if severity in _SEVERITIES else None,
        mnemonic=text(values, "mnemonic") or "",
        provenance=origin,
    )


def crash_file(values: Values, origin: Provenance) -> Fact | None:
    """Give a file that a crash left."""
    name = text(values, "name")
    if name is None:
        return None
    return CrashFile(
        name=name, size=count(values, "size"), written_at=_moment(values, "written_at"), provenance=origin
    )  # fmt: skip


def local_user(values: Values, origin: Provenance) -> Fact | None:
    """Give an account; of its password only how it is kept."""
    name = text(values, "name")
    if name is None:
        return None
    kind = PasswordKind(text(values, "password") or PasswordKind.UNKNOWN)
    return LocalUser(name=name, privilege=text(values, "privilege") or "", password=kind, provenance=origin)


def expiry(values: Values, origin: Provenance) -> Fact | None:
    """Give a certificate or licence of which the end or the time that is left is told, or that it has no end."""
    what, name = text(values, "what"), text(values, "name")
    ends = _day(values, "expires_on") or _ahead(values, "left")
    if what is None or name is None or (ends is None and text(values, "endless") != "yes"):
        return None
    return Expiry(what=what, name=name, expires_on=ends, provenance=origin)


def default_route(values: Values, origin: Provenance) -> Fact | None:
    """Give a default route; one into a port has no other next hop than the port."""
    hop, interface = text(values, "next_hop"), text(values, "interface") or ""
    if hop is None and not interface:
        return None
    return DefaultRoute(
        next_hop=hop or interface, interface=interface, protocol=text(values, "protocol") or "", provenance=origin
    )


def ping(values: Values, origin: Provenance) -> Fact | None:
    """Give echo requests of which both numbers are told, or the share that was lost."""
    target, sent, received = text(values, "target"), count(values, "sent"), count(values, "received")
    lost = amount(values, "lost_percent")
    if received is None and sent is not None and lost is not None and lost <= 100:
        received = round(sent * (1 - lost / 100))
    if target is None or sent is None or received is None or received > sent:
        return None
    return PingFromDevice(target=target, sent=sent, received=received, rtt_s=amount(values, "rtt"), provenance=origin)


def stack_member(values: Values, origin: Provenance) -> Fact | None:
    """Give a member of a stack."""
    member, ready = text(values, "member"), text(values, "ready")
    if member is None:
        return None
    return StackMember(
        member=member,
        role=(text(values, "role") or "").lower(),
        ready=ready == "yes" if ready else None,
        state=text(values, "state") or "",
        provenance=origin,
    )


def config_stamp(values: Values, origin: Provenance) -> Fact | None:
    """Give when the configuration was changed and saved, as far as either is told.

    By SNMP a device tells its uptime then (`changed_up`, `saved_up`) and now. It counts as saved what it also wrote
    to where it starts from (`startup_up`): the earlier of both.
    """
    saved_up = min(
        (up for name in ("saved_up", "startup_up") if (up := amount(values, name)) is not None), default=None
    )
    stamp = ConfigStamp(
        changed_at=_moment(values, "changed_at"),
        changed_by=text(values, "changed_by") or "",
        saved_at=_moment(values, "saved_at"),
        changed_ago_s=_ago(values, "changed_ago", amount(values, "changed_up")),
        saved_ago_s=_ago(values, "saved_ago", saved_up),
        provenance=origin,
    )
    told = (stamp.changed_at, stamp.changed_by, stamp.saved_at, stamp.changed_ago_s, stamp.saved_ago_s)
    return stamp if any(value not in (None, "") for value in told) else None


def _ago(values: Values, name: str, then_s: float | None) -> float | None:
    """Return how long ago something was; an uptime that is smaller now than it was then has begun again."""
    now_s = amount(values, "uptime")
    passed_s = now_s - then_s if now_s is not None and then_s is not None else None
    told_s = amount(values, name)
    return told_s if told_s is not None else passed_s if passed_s is not None and passed_s >= 0 else None


def _moment(values: Values, name: str) -> datetime | None:
    seconds = number(values, name)
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None and _EPOCHS[0] <= seconds <= _EPOCHS[1] else None


def _ahead(values: Values, name: str) -> date | None:
    """Return the day that lies so many seconds ahead of now."""
    seconds, now = amount(values, name), number(values, "now")
    if seconds is None or now is None or not _EPOCHS[0] <= now + seconds <= _EPOCHS[1]:
        return None
    return datetime.fromtimestamp(now + seconds, UTC).date()


def _day(values: Values, name: str) -> date | None:
    try:
        return date.fromisoformat(text(values, name) or "")
    except ValueError:
        return None
