"""A document as a Word file, for an office that edits it: as the round stands now, no version of the register."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.documents.contexts import Issue
from netmaintd.documents.word import WordFile, word_file
from netmaintd.signoff.trail import ages

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.documents import DocumentKind
    from netmaintd.model.office import Office
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def draft_word(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, kind: DocumentKind, site: str | None,
    at: datetime, *, srikandi: bool = False,
) -> WordFile:  # fmt: skip
    """Return the Word file of a kind.

    Raises:
        NotFound: there is no such round.
        DocumentError: the kind has no Word file, or the location is not planned.
    """
    dossier = store.dossiers.get(round_id)
    place = site if kind.per_site else None
    newest = store.documents.latest(round_id, kind, place)
    issue = Issue(
        kind, newest.version if newest else 1, at, place, store.documents.number(kind, round_id, place),
        ages=ages(dossier.round, at, calendar),
    )  # fmt: skip
    made = word_file(issue, dossier, office, srikandi=srikandi)
    if made.trouble:
        logger.warning("own template not used", extra={"template": kind.value, "why": made.trouble})
    return made
