"""The dossier: everything recorded of one round, gathered for the completeness gate and for paper.

Read from the store in one go, so that gate, report and berita acara speak of the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.facts import ConfigChange, RuleVerdict
from netmaintd.model.results import CheckResult, Finding, Outcome, Referral, Status
from netmaintd.model.rounds import Round


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """What is stored of one device in one round; `results` is empty while nothing was recorded.

    `differences` are sentences (Indonesian) of what differs from the inventory.
    """

    device: str
    site: str
    address: str
    platform: str
    outcome: Outcome | None
    results: tuple[CheckResult, ...]
    examined_at: datetime | None = None
    vendor: str | None = None
    model: str | None = None
    serial: str | None = None
    os_version: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Name and sha256 of each piece of raw output."""
    differences: tuple[str, ...] = ()
    repetitions: tuple[str, ...] = ()
    """Why the device was to be examined once more, oldest first; `results` are those of the newest examination."""
    repeated: int = 0
    """How many of these were carried out."""
    verdicts: tuple[RuleVerdict, ...] = ()
    """What the office's rules say of its configuration; empty where nothing was judged."""
    config_change: ConfigChange | None = None
    """What differs from the last stored configuration; None also where nobody could compare."""


@dataclass(frozen=True, slots=True)
class ManualEntry:
    """One item of the manual list. `device` is None for the location as a whole."""

    item: str
    status: Status
    note: str
    by: str
    performed_at: datetime
    entered_at: datetime
    device: str | None = None
    from_paper: bool = False
    entered_by: str = ""
    """Who typed it; empty in records of before this was kept apart from `by`, who did it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a camera says that it was, in degrees (WGS 84); north and east are positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: the copy without place and time in it lies in the store under its hash."""

    sha256: str
    caption: str
    phase: str
    """`before`, `after` or `other`."""
    taken_at: datetime
    by: str
    device: str | None = None
    original_sha256: str = ""
    """Of the file as the camera made it; empty where only the copy is known."""
    place: Place | None = None
    clock: str = ""
    """Whose time `taken_at` is: `kamera`, `ponsel` or `server`."""
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A photo that stays recorded and is no part of the report, with the reason."""

    photo: Photo
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan of a form that was filled in on paper; content lies in the store under its hash."""

    sha256: str
    title: str
    media_type: str
    """`application/pdf` or `image/jpeg`."""
    by: str
    entered_at: datetime
    original_sha256: str = ""
    document_sha256: str = ""
    """Of the version that the sheet is of, where it is a signed document; empty for forms."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending that a record contains, so that the same one arriving again changes nothing.

    `id` is of one filled-in form or photo, made where it was filled in; `digest` is of what it said.
    """

    id: str
    digest: str
    version: int


@dataclass(frozen=True, slots=True)
class ReplacedPart:
    """A part that was changed, with both serial numbers."""

    device: str
    part: str
    old_serial: str
    new_serial: str


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """What the team wrote down at one location. None and empty mean: not written down."""

    site: str
    arrived_at: datetime | None = None
    departed_at: datetime | None = None
    officers: tuple[str, ...] = ()
    met: str = ""
    """The person of the agency who was met."""
    manual: tuple[ManualEntry, ...] = ()
    photos: tuple[Photo, ...] = ()
    no_photos_reason: str = ""
    actions: tuple[str, ...] = ()
    parts: tuple[ReplacedPart, ...] = ()
    config_changes: str = ""
    """What was changed, or `tanpa perubahan konfigurasi`."""
    deviations: tuple[str, ...] = ()
    opd_note: str = ""
    set_aside: tuple[SetAside, ...] = ()
    """Photos that are no part of the report; `photos` are those that are."""
    scans: tuple[Scan, ...] = ()
    sent: tuple[Sent, ...] = ()

    @property
    def blobs(self) -> frozenset[str]:
        """The hashes of everything that lies in the store for this visit."""
        photos = (*self.photos, *(aside.photo for aside in self.set_aside))
        return frozenset(photo.sha256 for photo in photos) | {scan.sha256 for scan in self.scans}


@dataclass(frozen=True, slots=True)
class VisitVersion:
    """One saving of a visit's record; version 0 is the empty one before the first."""

    version: int
    record: VisitRecord
    actor: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many results have which status."""

    ok: int = 0
    warning: int = 0
    critical: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.ok + self.warning + self.critical + self.unknown


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything recorded of one round."""

    round: Round
    devices: tuple[DeviceRecord, ...]
    visits: tuple[VisitRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    referrals: tuple[Referral, ...] = ()
    unplanned: tuple[str, ...] = ()
    """Neighbours seen on the network that the inventory does not know, one sentence each."""
    previous: tuple[str, Tally] | None = None
    """Id of the previous round of this plan and its devices by status."""
    audit_head: str = ""
    """Hash of the newest audit row when this was read; printed on documents as an anchor."""

    def record(self, device: str) -> DeviceRecord | None:
        """Return what is stored of one device, None when nothing is."""
        return next((record for record in self.devices if record.device == device), None)

    def visit_record(self, site: str) -> VisitRecord:
        """Return what was written down at a location; an empty record when nothing was."""
        return next((record for record in self.visits if record.site == site), VisitRecord(site))
