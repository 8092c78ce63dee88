"""Rounds: one pass through the eleven steps of the SOP, with its work plan, visits and trail.

A round is a value; `signoff.chain` returns a changed one for each decision. Steps 1 to 5 and 8 to 11 belong
to the round, steps 6 and 7 to each visit; the round stands at 6 until every visit has left it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from netmaintd.model.people import Official

FIRST_STEP, WORK_STEP, REPORT_STEP, LAST_STEP = 1, 6, 7, 11


class RoundStatus(StrEnum):
    """Whether the chain goes on."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    DONE = "done"

    @property
    def word(self) -> str:
        """The word on paper."""
        return {"active": "berjalan", "paused": "ditunda", "ended": "dihentikan", "done": "selesai"}[self.value]


@dataclass(frozen=True, slots=True)
class PlannedDevice:
    """One device of the work plan and what is to be checked on it."""

    name: str
    address: str
    platform: str
    role: str
    checks: tuple[str, ...]
    vendor: str | None = None
    model: str | None = None
    serial: str | None = None
    rack: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """One location of the work plan: when, who, and which devices."""

    site: str
    title: str
    opd: str
    address: str
    room: str | None
    contact: str | None
    starts_at: datetime
    ends_at: datetime
    devices: tuple[PlannedDevice, ...]
    officers: tuple[Official, ...] = ()
    """Who is to go there, by the plan; who really goes is appointed in step 5."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A device that the work plan does not contain, with its location and the reason."""

    device: str
    site: str
    site_title: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkPlanItem:
    """One manual item of the form."""

    name: str
    title: str
    photos: str
    per_device: bool


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """The drafted work plan of step 1: every location, device and check. Frozen with its document."""

    plan: str
    title: str
    period: str
    """As printed: `Triwulan IV 2026` or a date."""
    time_zone: str
    purpose: str
    basis: tuple[str, ...]
    risks: tuple[str, ...]
    equipment: tuple[str, ...]
    service_impact: str
    sites: tuple[PlannedSite, ...]
    manual: tuple[WorkPlanItem, ...]
    left_out: tuple[LeftOut, ...] | None = None
    """Devices of the inventory that are not in it; None in plans of before this was written down."""

    @property
    def planned_officers(self) -> tuple[Official, ...]:
        """Who is to go to any of the locations, each once."""
        return tuple({officer.user: officer for site in self.sites for officer in site.officers}.values())

    @property
    def devices(self) -> tuple[PlannedDevice, ...]:
        """All devices of all locations."""
        return tuple(device for site in self.sites for device in site.devices)

    def site(self, name: str) -> PlannedSite:
        """Return one location; KeyError when it is not planned."""
        for site in self.sites:
            if site.site == name:
                return site
        raise KeyError(name)


class SignatureMethod(StrEnum):
    """How the agency at the location made known that it knows of the berita acara."""

    WET = "tanda tangan basah"
    PHONE = "tanda tangan di layar"
    TYPED = "nama diketik dengan persetujuan"
    LINK = "tautan sekali pakai"
    ACCOUNT = "melalui akun sendiri"
    ABSENT = "tidak hadir"


@dataclass(frozen=True, slots=True)
class Signature:
    """The agency's acknowledgement, or its documented absence. `note` is the agency's own remark.

    `nip` is personal, as in `Official`.
    """

    signer: str
    post: str
    at: datetime
    """When it was recorded."""
    method: SignatureMethod
    note: str = ""
    nip: str | None = field(default=None, repr=False)
    document_sha256: str = ""
    """Of the berita acara that was shown to the signer; empty where nobody said which it was."""
    drawing_sha256: str = ""
    """Of the picture that a finger drew."""
    link: str = ""
    """Which one-time link was used."""
    signed_on: date | None = None
    """The day that stands on the paper."""
    scan_sha256: str = ""
    """Of the signed sheet."""
    scan_follows: bool = False
    """Somebody said that the sheet is signed and its scan comes later."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The team at one location; its own steps 6 and 7.

    `step` is 6 while work is open, 7 while the berita acara waits for the agency, 8 when it is closed.
    """

    site: str
    opd: str
    planned_on: date
    step: int = WORK_STEP
    excused: str = ""
    """Reason why the location was left out; the visit is then closed."""
    signature: Signature | None = None

    @property
    def closed(self) -> bool:
        """Nothing more is to be done for this location."""
        return bool(self.excused) or self.step > REPORT_STEP


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One stay in one step: the clock of a step, for the round or for one visit.

    A return opens a new entry of the earlier step; nothing is overwritten.
    """

    step: int
    received_at: datetime
    due_on: date | None
    site: str | None = None
    left_at: datetime | None = None
    verb: str | None = None
    by: Official | None = None
    note: str = ""
    document_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A gap of the completeness gate that the section head lets pass, printed with its reason."""

    gap: str
    """`Gap.key`."""
    reason: str
    by: Official
    at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One pass through the SOP. `version` grows by one with every decision."""

    id: str
    """`triwulan-2026-10-01`: plan name and nominal day, unique."""
    plan: str
    title: str
    nominal_at: datetime
    opened_at: datetime
    work_plan: WorkPlan
    step: int = FIRST_STEP
    status: RoundStatus = RoundStatus.ACTIVE
    version: int = 1
    visits: tuple[Visit, ...] = ()
    trail: tuple[StepEntry, ...] = ()
    officers: tuple[Official, ...] = ()
    """Appointed in step 5."""
    overrides: tuple[Override, ...] = ()
    follow_ups: tuple[str, ...] = ()
    """Instructions given with the acceptance of step 10."""
    paused_until: date | None = None

    def visit(self, site: str) -> Visit:
        """Return the visit of one location; KeyError when it is not planned."""
        for visit in self.visits:
            if visit.site == site:
                return visit
        raise KeyError(site)

    @property
    def disposed(self) -> bool:
        """Steps 1 to 5 are done and devices may be asked: the chain stands at the work."""
        return self.status is RoundStatus.ACTIVE and self.step in (WORK_STEP, REPORT_STEP)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides. `version` and `document_sha256` are what was shown to him."""

    verb: str
    version: int
    site: str | None = None
    reason: str = ""
    until: date | None = None
    items: tuple[str, ...] = ()
    officers: tuple[Official, ...] = ()
    signature: Signature | None = None
    document_sha256: str | None = None
