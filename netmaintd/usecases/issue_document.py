"""Issue a document: gather, render, freeze under its hash. A correction is a new version of it."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from netmaintd.documents.contexts import Issue
from netmaintd.documents.make import paper
from netmaintd.errors import IntegrityBroken, NotFound
from netmaintd.model.document_codes import CODE_BYTES, document_code
from netmaintd.model.documents import DocumentKind, IssuedDocument
from netmaintd.signoff.trail import ages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from netmaintd.model.dossier import Dossier
    from netmaintd.model.office import Office
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def issue_document(
    store: Store, office: Office, calendar: WorkingCalendar, dossier: Dossier, kind: DocumentKind, site: str | None,
    actor: str, at: datetime,
) -> IssuedDocument:  # fmt: skip
    """Return the newly issued version, its bytes stored.

    Raises:
        DocumentError: it could not be rendered; nothing was stored.
    """
    issue = _issue(store, dossier, kind, site, at, calendar)
    made = paper(issue, dossier, office)
    issued = store.documents.store(kind, dossier.round.id, site, made.pdf, actor, at, made.rooms, issue.code)
    logger.info(
        "document issued",
        extra={"round": dossier.round.id, "kind": kind.value, "site": site, "version": issued.version},
    )
    return issued


def _issue(
    store: Store, dossier: Dossier, kind: DocumentKind, site: str | None, at: datetime, calendar: WorkingCalendar
) -> Issue:
    round_ = dossier.round
    previous = store.documents.latest(round_.id, kind, site)
    return Issue(
        kind,
        version=previous.version + 1 if previous else 1,
        issued_at=at,
        site=site,
        number=store.documents.number(kind, round_.id, site),
        numbers=_numbers(store, round_.id),
        ages=ages(round_, at, calendar),
        pictures=_pictures(store, _pictured(dossier, site)) if site else {},
        code=document_code(secrets.token_bytes(CODE_BYTES)),
    )


def _numbers(store: Store, round_id: str) -> dict[DocumentKind, str]:
    """Return the numbers that other documents of the round refer to; those of a location are not referred to."""
    found = {kind: store.documents.number(kind, round_id, None) for kind in DocumentKind if not kind.per_site}
    return {kind: number for kind, number in found.items() if number}


def _pictured(dossier: Dossier, site: str) -> Iterator[str]:
    """Give the hashes of a location's photos, and of the drawn signature of its agency."""
    yield from (photo.sha256 for photo in dossier.visit_record(site).photos)
    yield from (v.signature.drawing_sha256 for v in dossier.round.visits if v.site == site and v.signature)


def _pictures(store: Store, wanted: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of pictures by hash. One whose bytes are lost is listed on paper without its picture."""
    pictures = {}
    for sha256 in filter(None, wanted):
        try:
            pictures[sha256] = store.documents.content(sha256)
        except (NotFound, IntegrityBroken) as error:
            logger.error("picture cannot be read", extra={"sha256": sha256, "why": str(error)})
    return pictures
