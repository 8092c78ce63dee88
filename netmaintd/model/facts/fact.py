"""What all facts have in common: where they came from, why one is missing, and all of one device together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value came from, so that an auditor can read it again."""

    source: str
    """`snmp`, `ssh`, `icmp`, `tcp` or `inventory`."""
    where: str
    """Numeric OID, command or file."""
    raw: str = ""
    converter: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Common to all facts."""

    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of fact that could not be had. `reason` is Indonesian: it is printed on paper."""

    kind: type[Fact]
    reason: str


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one device at one time, and why the rest is not."""

    known: tuple[Fact, ...] = ()
    missing: tuple[Missing, ...] = ()
    taken_at: datetime | None = None

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """Return all facts of a kind, in the order they were read; empty when there are none."""
        return tuple(fact for fact in self.known if isinstance(fact, kind))

    def one(self, kind: type[F]) -> F | None:
        """Return the first fact of a kind, or None."""
        return next(iter(self.of(kind)), None)

    def why_missing(self, kind: type[Fact]) -> str | None:
        """Return the reason why a kind is missing, None when no reason is recorded."""
        return next((item.reason for item in self.missing if item.kind is kind), None)

    def plus(self, *, known: tuple[Fact, ...] = (), missing: tuple[Missing, ...] = ()) -> Facts:
        """Return these facts and further ones."""
        return Facts((*self.known, *known), (*self.missing, *missing), self.taken_at)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last accepted examination of the same device, to compare with."""

    facts: Facts
    at: datetime
    maintenance_windows: tuple[tuple[datetime, datetime], ...] = field(default=())
    """Windows between then and now, in which a restart or a change is expected."""
