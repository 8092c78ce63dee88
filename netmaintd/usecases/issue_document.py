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

DOCUMENTS_OF: dict[str, tuple[DocumentKind, ...]] = {
    "submit": (DocumentKind.RENCANA_KERJA,),
    "dispose": (DocumentKind.LEMBAR_DISPOSISI,),
    "appoint": (DocumentKind.LEMBAR_DISPOSISI, DocumentKind.SURAT_PERINTAH_TUGAS),
    "finish-visit": (DocumentKind.BERITA_ACARA,),
    "finish-partial": (DocumentKind.BERITA_ACARA,),
    "acknowledge": (DocumentKind.BERITA_ACARA,),
    "document-absence": (DocumentKind.BERITA_ACARA,),
    "submit-report": (DocumentKind.LAPORAN_HASIL,),
}
"""Decision to the documents that it brings forth."""


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
