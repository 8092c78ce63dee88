"""The berita acara on paper: who signed it and when, with the scan of the sheet or the word that it follows.

A scan that comes later may still be brought when the visit is closed: the sheet is bound to the version it is of.
"""

from __future__ import annotations

import dataclasses
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from netmaintd.documents.scans import read_scan
from netmaintd.errors import WitnessRefused
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Scan, Sent
from netmaintd.model.people import Role
from netmaintd.model.rounds import RoundStatus, SignatureMethod
from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.read_minutes import read_minutes
from netmaintd.usecases.sign_minutes import answer, signature_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.documents.scans import ReadScan
    from netmaintd.model.dossier import VisitRecord, VisitVersion
    from netmaintd.model.office import Office
    from netmaintd.model.rounds import Round
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store
    from netmaintd.usecases.sign_minutes import Testimony

logger = logging.getLogger(__name__)
SCANLESS = "Lampirkan pindaian atau foto lembar yang ditandatangani, atau nyatakan bahwa pindaiannya menyusul."
NOT_THAT_DAY = "Tanggal tanda tangan tidak mungkin: lembar ini baru ada sejak berita acaranya dibuat."
OVER = "Putaran ini sudah selesai atau dihentikan; berkasnya tidak diubah lagi."
NOT_ON_PAPER = "Berita acara lokasi ini tidak ditandatangani di kertas, jadi tidak ada lembar yang dilampirkan."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A signed sheet as it arrives. `scan` is empty where only somebody says that it `follows`."""

    signed_on: date
    scan: bytes = field(default=b"", repr=False)
    follows: bool = False
    sending: str = ""
    """Made where the form was filled in; the same arriving again changes nothing."""


def sign_on_paper(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, site: str, said: Testimony, sheet: Sheet,
    user: str, at: datetime,
) -> Round:  # fmt: skip
    """Record that an agency signed a printed berita acara.

    Raises:
        WitnessRefused, UploadRefused: something is missing or wrong; the sentence is for the one who records it.
        DecisionNotAllowed: not of the team, or the visit does not wait for an answer.
        StaleDecision: the berita acara is no longer the one that was signed.
    """
    find_official(store, office, user, at, (Role.TIM,))
    minutes, said = read_minutes(store, office, round_id, site), said.clean
    if not sheet.scan and not sheet.follows:
        raise WitnessRefused(SCANLESS)
    issued_at = minutes.document.issued_at if minutes.document else at
    if not _day(issued_at, office) <= sheet.signed_on <= _day(at, office):
        raise WitnessRefused(NOT_THAT_DAY)
    signature = signature_of(store, minutes.round, said, SignatureMethod.WET, at)
    read = read_scan(sheet.scan, office.zone) if sheet.scan else None
    kept = store.records.add_photo(read.content) if read else ""
    signature = dataclasses.replace(
        signature, signed_on=sheet.signed_on, scan_sha256=kept, scan_follows=not kept
    )  # fmt: skip
    after = answer(store, office, calendar, round_id, site, said, signature, user, at)
    if read:
        _attach(store, office, minutes.round, site, _scan(read, kept, said.document_sha256, user, at), sheet, user, at)
    return after


def attach_sheet(
    store: Store, office: Office, round_id: str, site: str, content: bytes, sending: str, user: str, at: datetime
) -> VisitVersion:
    """Attach the scan of a sheet that was said to follow, also where the visit is closed by now.

    Raises:
        WitnessRefused, UploadRefused: nothing was signed on paper, or it is no scan.
        DecisionNotAllowed: neither of the team nor its section head.
    """
    official = find_official(store, office, user, at, (Role.TIM, Role.KASI))
    round_ = store.rounds.get(round_id)
    signed = round_.visit(site).signature
    if signed is None or signed.method is not SignatureMethod.WET:
        raise WitnessRefused(NOT_ON_PAPER)
    if round_.status is not RoundStatus.ACTIVE:
        raise WitnessRefused(OVER)
    read = read_scan(content, office.zone)
    newest = store.documents.latest(round_id, DocumentKind.BERITA_ACARA, site)
    version = signed.document_sha256 or (newest.sha256 if newest else "")
    scan = _scan(read, store.records.add_photo(read.content), version, official.user, at)
    return _attach(store, office, round_, site, scan, Sheet(at.date(), sending=sending), user, at)


def _attach(
    store: Store, office: Office, round_: Round, site: str, scan: Scan, sheet: Sheet, user: str, at: datetime
) -> VisitVersion:
    by = find_official(store, office, user, at, (Role.TIM, Role.KASI)).name

    def with_it(now: VisitVersion) -> VisitRecord | None:
        record = now.record
        if any(scan.sha256 == other.sha256 for other in record.scans):
            return None
        sent = (*record.sent, Sent(sheet.sending, scan.sha256, now.version + 1)) if sheet.sending else record.sent
        return replace(record, scans=(*record.scans, replace(scan, by=by)), sent=sent)

    saved = store.records.amend_visit(round_.id, site, with_it, user, at)
    logger.info("signed sheet attached", extra={"round": round_.id, "site": site, "sha256": scan.sha256})
    return saved


def _scan(read: ReadScan, sha256: str, document_sha256: str, by: str, at: datetime) -> Scan:
    title = "Lembar berita acara bertanda tangan"
    return Scan(sha256, title, read.media_type, by, at, read.original_sha256, document_sha256)


def _day(at: datetime, office: Office) -> date:
    return at.astimezone(office.zone).date()
