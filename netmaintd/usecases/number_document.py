"""Give a document its number: as the secretariat wrote it, or the next one by the office's format."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.documents.numbers import formatted
from netmaintd.errors import DocumentError, NotFound
from netmaintd.usecases.find_official import posts_of

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.documents import DocumentKind
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)

MOST_CHARACTERS = 100


def number_document(
    store: Store, office: Office, round_id: str, kind: DocumentKind, site: str | None, user: str, at: datetime,
    by_hand: str | None = None,
) -> str:  # fmt: skip
    """Return the number that the document bears from its next version on.

    Raises:
        DecisionNotAllowed: the person holds no post.
        NotFound: no such document was issued.
        DocumentError: the number cannot be printed, or the settings have no format for this kind.
        AlreadyRecorded: the number is taken, or the document has one.
    """
    actor = posts_of(store, office, user, at)[0]
    if store.documents.latest(round_id, kind, site) is None:
        raise NotFound(f"no {kind.value} of {site or round_id} was issued; see 'netmaintd document list {round_id}'")
    day = at.astimezone(office.zone).date()
    sequence = store.documents.next_sequence(kind, day.year)
    if by_hand is None and kind.value not in office.number_formats:
        raise DocumentError(f"office.number_formats has none for {kind.value}; write one there, or give the number")
    number = formatted(office.number_formats[kind.value], sequence, day) if by_hand is None else by_hand.strip()
    if not number or not number.isprintable() or len(number) > MOST_CHARACTERS:
        raise DocumentError(f"a number is one printable line of at most {MOST_CHARACTERS} characters")
    store.documents.give_number(kind, round_id, site, day.year, sequence, number, actor.user, at)
    logger.info("document numbered", extra={"round": round_id, "kind": kind.value, "site": site})
    return number
