"""Issue a document: gather, render, freeze under its hash. A correction is a new version of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.documents.contexts import Issue
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind, IssuedDocument

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.dossier import Dossier
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)

DOCUMENTS_OF: dict[tuple[int, str], tuple[DocumentKind, ...]] = {
    (1, "submit"): (DocumentKind.RENCANA_KERJA,),
    (3, "dispose"): (DocumentKind.LEMBAR_DISPOSISI,),
    (4, "dispose"): (DocumentKind.LEMBAR_DISPOSISI,),
    (5, "appoint"): (DocumentKind.LEMBAR_DISPOSISI, DocumentKind.SURAT_PERINTAH_TUGAS),
    (6, "finish-visit"): (DocumentKind.BERITA_ACARA,),
    (6, "acknowledge"): (DocumentKind.BERITA_ACARA,),
    (7, "acknowledge"): (DocumentKind.BERITA_ACARA,),
    (6, "document-absence"): (DocumentKind.BERITA_ACARA,),
    (7, "document-absence"): (DocumentKind.BERITA_ACARA,),
    (7, "submit-report"): (DocumentKind.LAPORAN_HASIL,),
}
"""Step of the round and decision to the documents that it brings forth."""


def issue_document(
    store: Store, office: Office, dossier: Dossier, kind: DocumentKind, site: str | None, actor: str, at: datetime
) -> IssuedDocument:
    """Return the newly issued version, its bytes stored.

    Raises:
        DocumentError: it could not be rendered; nothing was stored.
    """
    previous = store.documents.latest(dossier.round.id, kind, site)
    version = previous.version + 1 if previous else 1
    number = store.documents.number(kind, dossier.round.id, site)
    pdf = make(Issue(kind, version, at, site, number), dossier, office)
    issued = store.documents.store(kind, dossier.round.id, site, pdf, actor, at)
    logger.info(
        "document issued",
        extra={"round": dossier.round.id, "kind": kind.value, "site": site, "version": issued.version},
    )
    return issued
