"""People and posts. Titles and names change by decree: what is recorded is copied at the moment of the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations


class Role(StrEnum):
    """Role keys of the SOP. Fixed; titles are configuration."""

    KASI = "kasi"
    KABID = "kabid"
    KADIS = "kadis"
    TIM = "tim"
    OPD = "opd"

    @property
    def word(self) -> str:
        """What a page says."""
        return {
            "kasi": "Kasi: menyusun rencana, menunjuk tim, memeriksa",
            "kabid": "Kabid: meneruskan ke atas dan ke bawah",
            "kadis": "Kepala Dinas: mendisposisi, mereview",
            "tim": "Tim: melaksanakan, membuat berita acara",
            "opd": "OPD di lokasi: mengetahui berita acara",
        }[self.value]


class Capacity(StrEnum):
    """In which capacity a post is held."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"

    @property
    def prefix(self) -> str:
        """What stands before the title on paper: '', 'Plt. ', 'Plh. '."""
        return {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}[self.value]

    @property
    def word(self) -> str:
        """What a page says."""
        return {
            "definitif": "Definitif",
            "plt": "Plt. (jabatannya kosong)",
            "plh": "Plh. (pejabatnya berhalangan)",
        }[self.value]


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
    opd: str | None = None
    """Of an agency at a location: which one, as the work plan names it; it speaks for no other."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person holds a role for a time. `until` is the last day, None while it lasts."""

    official: Official
    since: date
    until: date | None = None
    phone: str | None = field(default=None, repr=False)
    """How the office reaches the person; not part of what is copied into records."""

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, other: Assignment) -> bool:
        """Whether there is a day on which both are held."""
        return (self.until is None or other.since <= self.until) and (other.until is None or self.since <= other.until)


_HELD_BY_ONE = frozenset({Role.KASI, Role.KABID, Role.KADIS})


def held_twice(posts: Sequence[Assignment]) -> tuple[tuple[Assignment, Assignment], ...]:
    """Return pairs of people who hold, on some day, a post that one person holds.

    A Plh. stands in for an incumbent who is away, so both hold it then: that is no pair.
    """
    return tuple(
        (one, other)
        for one, other in combinations(posts, 2)
        if one.official.role is other.official.role
        and one.official.role in _HELD_BY_ONE
        and one.official.user != other.official.user
        and (one.official.capacity is Capacity.PLH) == (other.official.capacity is Capacity.PLH)
        and one.meets(other)
    )
