"""The frozen document that somebody must have read who decides: of the round, or of one of its locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.model.documents import DocumentKind
from netmaintd.model.rounds import REPORT_STEP
from netmaintd.usecases.record_decision import shown_document

if TYPE_CHECKING:
    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.rounds import Round
    from netmaintd.store.connect import Store


def document_to_read(store: Store, round_: Round, site: str | None) -> IssuedDocument | None:
    """Return it; None where nothing was issued yet that could be read, and for a location that is not planned."""
    if site is None:
        return shown_document(store, round_)
    waits = any(visit.site == site and visit.step == REPORT_STEP for visit in round_.visits)
    return store.documents.latest(round_.id, DocumentKind.BERITA_ACARA, site) if waits else None
