"""People and posts. Titles and names change by decree: what is recorded is copied at the moment of the act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """Role keys of the SOP. Fixed; titles are configuration."""

    KASI = "kasi"
    KABID = "kabid"
    KADIS = "kadis"
    TIM = "tim"
    OPD = "opd"


class Capacity(StrEnum):
    """In which capacity a post is held."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"

    @property
    def prefix(self) -> str:
        """What stands before the title on paper: '', 'Plt. ', 'Plh. '."""
        return {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}[self.value]


@dataclass(frozen=True, slots=True)
class Official:
    """Who acts, in which role and capacity: the copy that goes into a record.

    `nip` is personal: on paper and in the store, never in a log, metric or URL, hence not in the repr.
    """

    user: str
    name: str
    role: Role
    title: str
    """The post, as printed: `Kepala Dinas Komunikasi dan Informatika`."""
    capacity: Capacity = Capacity.DEFINITIF
    rank: str | None = None
    decree: str | None = None
    nip: str | None = field(default=None, repr=False)
    """Eighteen digits, or None."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person holds a role for a time. `until` is the last day, None while it lasts."""

    official: Official
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)
