"""The berita acara of a visit as its agency reads it: frozen, its content in words, and whether it still holds.

The content comes from the same builder as the paper's, so both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from netmaintd.documents.contexts import Issue, context
from netmaintd.errors import WitnessRefused
from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Role
from netmaintd.model.rounds import REPORT_STEP
from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.issue_document import issue_document

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.dossier import Dossier, VisitRecord
    from netmaintd.model.office import Office
    from netmaintd.model.rounds import Round, Visit
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

NOT_WAITING = "Berita acara lokasi ini belum atau tidak lagi menunggu jawaban OPD."
OUTDATED = "Catatan kunjungan berubah setelah berita acara ini dibuat; terbitkan versi baru, lalu baca sekali lagi."


@dataclass(frozen=True, slots=True)
class Minutes:
    """The newest berita acara of a visit.

    Attributes:
        content: what it says, as `documents.contexts.minutes` builds it.
        outdated: what was found or written down at the location is no longer what it says.
    """

    round: Round
    visit: Visit
    document: IssuedDocument | None
    content: dict[str, Any]
    outdated: bool

    @property
    def waits(self) -> bool:
        """Whether its agency may answer now."""
        return self.document is not None and not self.visit.closed and self.visit.step == REPORT_STEP


def read_minutes(store: Store, office: Office, round_id: str, site: str) -> Minutes:
    """Return the newest berita acara of a location of the plan; NotFound or KeyError when there is no such one."""
    dossier = store.dossiers.get(round_id)
    round_ = dossier.round
    document = store.documents.latest(round_id, DocumentKind.BERITA_ACARA, site)
    if document is None:
        return Minutes(round_, round_.visit(site), None, {}, outdated=False)
    issue = Issue(document.kind, document.version, document.issued_at, site, document.number)
    return Minutes(
        round_, round_.visit(site), document, context(issue, dossier, office), outdated(store, dossier, document)
    )


def renew_minutes(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, site: str, user: str, at: datetime
) -> IssuedDocument:
    """Issue the berita acara of a visit anew, with what was written down since.

    Raises:
        WitnessRefused: it does not wait for its agency, or nothing changed.
        DecisionNotAllowed: not of the team and not its section head.
    """
    official = find_official(store, office, user, at, (Role.TIM, Role.KASI))
    minutes = read_minutes(store, office, round_id, site)
    if not minutes.waits or not minutes.outdated:
        raise WitnessRefused(NOT_WAITING)
    dossier = store.dossiers.get(round_id)
    return issue_document(
        store, office, calendar, dossier, DocumentKind.BERITA_ACARA, site, official.user, at
    )  # fmt: skip


def outdated(store: Store, dossier: Dossier, document: IssuedDocument) -> bool:
    """Whether what a berita acara says was written down or examined anew after it was issued."""
    site, issued_at = document.site or "", document.issued_at
    if any(one.site == site and one.examined_at and one.examined_at > issued_at for one in dossier.devices):
        return True
    newest = store.records.visit(dossier.round.id, site)
    then = newest
    while then.at is not None and then.at > issued_at:
        then = store.records.visit(dossier.round.id, site, then.version - 1)
    return _printed(then.record) != _printed(newest.record)


def _printed(record: VisitRecord) -> VisitRecord:
    """Return what of a record stands on paper: neither its scans nor how it arrived."""
    return replace(record, scans=(), sent=(), set_aside=())
