"""Record what an official decides: the chain says whether it may be, the store whether it is still true.

Documents that a decision brings forth are made first and frozen: their hash stands in the decision.
"""

from __future__ import annotations

import dataclasses
import logging
import threading
from typing import TYPE_CHECKING

from netmaintd.errors import StaleDecision
from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Role
from netmaintd.signoff.agency import speaks_for
from netmaintd.signoff.chain import decide, options
from netmaintd.signoff.completeness import open_gaps
from netmaintd.signoff.papers import papers_of
from netmaintd.usecases.find_official import posts_of
from netmaintd.usecases.issue_document import issue_document
from netmaintd.usecases.raise_findings import raise_findings
from netmaintd.usecases.read_minutes import outdated

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.dossier import Dossier
    from netmaintd.model.office import Office
    from netmaintd.model.people import Official
    from netmaintd.model.rounds import Decision, Round
    from netmaintd.model.witness import ByLink
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)
_one_by_one = threading.Lock()
"""Documents are made before the decision is saved: of two at the same time the later one must find out first."""

_SHOWN_AT = {
    **dict.fromkeys((2, 3, 4, 5), DocumentKind.RENCANA_KERJA),
    **dict.fromkeys((8, 9, 10), DocumentKind.LAPORAN_HASIL),
}
"""The frozen document that is before the one who decides, by step."""


def record_decision(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, decision: Decision, user: str, at: datetime,
    by_link: ByLink | None = None,
) -> Round:  # fmt: skip
    """Return the round after a decision.

    Args:
        store: where it is recorded.
        office: whose letterhead the documents bear.
        calendar: the office's working days.
        round_id: of the round.
        decision: with the version and the document that were shown.
        user: who decides; without a meaning where somebody decides by a link.
        at: when.
        by_link: who decides with a one-time link, which is used up by it.

    Raises:
        DecisionNotAllowed: wrong role or step, something is missing; the message says what is allowed.
        StaleDecision: the round or the document is not the one that was shown.
        NotFound: no such round or person.
    """
    with _one_by_one:
        return _recorded(store, office, calendar, round_id, decision, user, at, by_link)


def _recorded(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, decision: Decision, user: str, at: datetime,
    by_link: ByLink | None,
) -> Round:  # fmt: skip
    before = store.rounds.get(round_id)
    actor = by_link.witness if by_link else _acting(store, before, decision, user, at, office)
    _same_document(store, before, decision)
    if decision.verb == "submit-report":
        raise_findings(store, round_id, at)  # what was written down on site since the run belongs to the report
    dossier = store.dossiers.get(round_id)
    _same_visit(store, dossier, decision)
    gaps = open_gaps(dossier)
    after = decide(before, decision, actor, at, calendar, gaps)
    frozen = dataclasses.replace(dossier, round=after)
    issued = [
        issue_document(store, office, calendar, frozen, kind, decision.site if kind.per_site else None, actor.user, at)
        for kind in papers_of(before, decision)
    ]
    if issued and decision.document_sha256 is None:
        # The same decision, now with the hash of the paper that it brought forth in its entry of the trail.
        decision = dataclasses.replace(decision, document_sha256=issued[0].sha256)
        after = decide(before, decision, actor, at, calendar, gaps)
    store.rounds.save_decision(before, after, decision, actor, at, by_link.use if by_link else None)
    logger.info(
        "decision recorded",
        extra={"round": round_id, "verb": decision.verb, "role": actor.role.value, "step": after.step},
    )
    return after


def _acting(store: Store, round_: Round, decision: Decision, user: str, at: datetime, office: Office) -> Official:
    """Return the person in the post that may decide this; of several posts the one that the step asks for."""
    posts = posts_of(store, office, user, at)
    for official in posts:
        if official.role is Role.OPD and not speaks_for(official, round_, decision.site):
            continue
        if any(option.verb == decision.verb for option in options(round_, official.role)):
            return official
    return posts[0]


def shown_document(store: Store, round_: Round, site: str | None = None) -> IssuedDocument | None:
    """Return the frozen document that is to be read before a decision; None at a step without one.

    Args:
        store: where it is.
        round_: as it stands.
        site: of the visit whose agency answers; None for decisions on the round.
    """
    if site is not None:
        return store.documents.latest(round_.id, DocumentKind.BERITA_ACARA, site)
    kind = _SHOWN_AT.get(round_.step)
    return store.documents.latest(round_.id, kind, None) if kind else None


def _same_document(store: Store, round_: Round, decision: Decision) -> None:
    """Refuse a decision on another version of the document than the newest one."""
    answered = decision.site if decision.signature else None
    if decision.document_sha256 is None or (answered is None and round_.step not in _SHOWN_AT):
        return
    newest = shown_document(store, round_, answered)
    if newest is None or newest.sha256 != decision.document_sha256:
        what = newest.kind.value if newest else "document"
        raise StaleDecision(f"the {what} is not the version that was shown; read it again and decide then")


def _same_visit(store: Store, dossier: Dossier, decision: Decision) -> None:
    """Refuse an agency's answer to a berita acara that no longer says what was found and done at its location."""
    if decision.document_sha256 is None or decision.signature is None or decision.site is None:
        return
    shown = shown_document(store, dossier.round, decision.site)
    if shown is not None and outdated(store, dossier, shown):
        raise StaleDecision(f"the visit of {decision.site} changed after its berita acara was made; issue it anew")
