"""Photos of a visit, and scans of its forms: each is recorded once, however often it arrives."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmaintd.documents.photographs import read_photograph
from netmaintd.documents.scans import read_scan
from netmaintd.errors import NotFound, UploadRefused
from netmaintd.model.dossier import Photo, Scan, Sent, SetAside, VisitRecord, VisitVersion
from netmaintd.signoff.visit_entry import CLOCKS_DIFFER
from netmaintd.usecases.find_official import posts_of
from netmaintd.usecases.record_visit import writing

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)
PHASES = ("before", "after", "other")
CLOCKS = CAMERA, PHONE, SERVER = ("kamera", "ponsel", "server")
"""Whose time a photo bears, as it is shown."""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo as it arrives.

    Attributes:
        content: the file; perhaps made smaller on the phone.
        id: made where the photo was taken; the same id arriving again changes nothing.
        phone_at: when the phone says that it was taken; the camera's own word in the file comes first.
        exif: what the camera wrote, where the phone made the file smaller.
        original_sha256: of the file before the phone made it smaller.
    """

    content: bytes
    id: str
    phase: str
    caption: str = ""
    device: str | None = None
    phone_at: datetime | None = None
    exif: bytes = b""
    original_sha256: str = ""


def add_photo(
    store: Store, office: Office, round_id: str, site: str, new: NewPhoto, user: str, at: datetime
) -> VisitVersion:
    """Record a photo of a location or of one of its devices and return the visit as it is then.

    Raises:
        DecisionNotAllowed: not appointed for it, the round is not at the work, or the location is closed.
        NotFound: no such location, device or phase.
        UploadRefused: it is no photo, or it is too large; the message is for its sender.
    """
    round_ = writing(store, office, round_id, site, user, at)
    devices = {device.name for device in round_.work_plan.site(site).devices}
    if new.phase not in PHASES or (new.device is not None and new.device not in devices):
        raise NotFound(f"{round_id}/{site} has no device {new.device!r}, or there is no phase {new.phase!r}")
    newest = store.records.visit(round_id, site)
    if _arrived(newest.record, new.id):
        return newest
    read = read_photograph(new.content, office.zone, exif=new.exif)
    taken_at, clock = _taken(read.taken_at, new.phone_at, at)
    by = posts_of(store, office, user, at)[0].name
    photo = Photo(
        store.records.add_photo(read.jpeg), new.caption.strip(), new.phase, taken_at, by, new.device,
        original_sha256=new.original_sha256 or read.original_sha256, place=read.place, clock=clock, entered_at=at,
    )  # fmt: skip

    def with_it(now: VisitVersion) -> VisitRecord | None:
        record = now.record
        if _arrived(record, new.id) or any(_same(photo, other) for other in record.photos):
            return None
        return replace(record, photos=(*record.photos, photo), sent=_and(now, new.id, photo.sha256))

    saved = store.records.amend_visit(round_id, site, with_it, user, at)
    logger.info("photo recorded", extra={"round": round_id, "site": site, "sha256": photo.sha256})
    return saved


def keep_photo(store: Store, office: Office, content: bytes) -> str:
    """Store the copy of a photo that a file names, and return its sha256; UploadRefused when it is none."""
    return store.records.add_photo(read_photograph(content, office.zone).jpeg)


def add_scan(
    store: Store, office: Office, round_id: str, site: str, content: bytes, title: str, scan_id: str, user: str,
    at: datetime,
) -> VisitVersion:  # fmt: skip
    """Record the scan of a form that was filled in on paper.

    Raises:
        DecisionNotAllowed, NotFound, UploadRefused: as `add_photo`.
    """
    writing(store, office, round_id, site, user, at)
    read = read_scan(content, office.zone)
    by = posts_of(store, office, user, at)[0].name
    scan = Scan(store.records.add_photo(read.content), title.strip(), read.media_type, by, at, read.original_sha256)

    def with_it(now: VisitVersion) -> VisitRecord | None:
        record = now.record
        if _arrived(record, scan_id) or any(scan.sha256 == other.sha256 for other in record.scans):
            return None
        return replace(record, scans=(*record.scans, scan), sent=_and(now, scan_id, scan.sha256))

    saved = store.records.amend_visit(round_id, site, with_it, user, at)
    logger.info("scan recorded", extra={"round": round_id, "site": site, "sha256": scan.sha256})
    return saved


def set_photo_aside(
    store: Store, office: Office, round_id: str, site: str, photo: tuple[str, str, str | None], reason: str, user: str,
    at: datetime,
) -> VisitVersion:  # fmt: skip
    """Leave a photo out of the report, with a reason; it stays recorded.

    Args:
        photo: its sha256, phase and device.

    Raises:
        DecisionNotAllowed: as `add_photo`.
        NotFound: the visit has no such photo in use.
        UploadRefused: there is no reason.
    """
    writing(store, office, round_id, site, user, at)
    if not reason.strip():
        raise UploadRefused("Tulis alasan mengapa foto ini tidak dipakai.")
    by = posts_of(store, office, user, at)[0].name

    def without_it(now: VisitVersion) -> VisitRecord:
        found = next((p for p in now.record.photos if (p.sha256, p.phase, p.device) == photo), None)
        if found is None:
            raise NotFound(f"{round_id}/{site} has no photo {photo[0][:12]} in use")
        aside = SetAside(found, reason.strip(), by, at)
        kept = tuple(other for other in now.record.photos if other is not found)
        return replace(now.record, photos=kept, set_aside=(*now.record.set_aside, aside))

    return store.records.amend_visit(round_id, site, without_it, user, at)


def _arrived(record: VisitRecord, sending: str) -> bool:
    return any(sent.id == sending for sent in record.sent)


def _and(now: VisitVersion, sending: str, digest: str) -> tuple[Sent, ...]:
    return (*now.record.sent, Sent(sending, digest, now.version + 1))


def _same(one: Photo, other: Photo) -> bool:
    return (one.sha256, one.phase, one.device) == (other.sha256, other.phase, other.device)


def _taken(camera: datetime | None, phone: datetime | None, at: datetime) -> tuple[datetime, str]:
    """Return when a photo was taken and by whose clock; a clock that is ahead of ours is not believed."""
    for when, clock in ((camera, CAMERA), (phone, PHONE)):
        if when is not None and when <= at + CLOCKS_DIFFER:
            return min(when, at), clock
    return at, SERVER
