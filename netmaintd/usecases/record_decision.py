"""Record what an official decides: the chain says whether it may be, the store whether it is still true.

Documents that a decision brings forth are made first and frozen: their hash stands in the decision.
"""

from __future__ import annotations

import dataclasses
import logging
from typing import TYPE_CHECKING

from netmaintd.errors import StaleDecision
from netmaintd.model.documents import DocumentKind
from netmaintd.signoff.chain import decide, options
from netmaintd.signoff.completeness import open_gaps
from netmaintd.signoff.papers import papers_of
from netmaintd.usecases.find_official import posts_of
from netmaintd.usecases.issue_document import issue_document
from netmaintd.usecases.raise_findings import raise_findings

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.office import Office
    from netmaintd.model.people import Official
    from netmaintd.model.rounds import Decision, Round
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)

_SHOWN_AT = {
    **dict.fromkeys((2, 3, 4, 5), DocumentKind.RENCANA_KERJA),
    **dict.fromkeys((8, 9, 10), DocumentKind.LAPORAN_HASIL),
}
"""The frozen document that is before the one who decides, by step."""


def record_decision(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, decision: Decision, user: str, at: datetime
) -> Round:
    """Return the round after a decision.

    Raises:
        DecisionNotAllowed: wrong role or step, something is missing; the message says what is allowed.
        StaleDecision: the round or the document is not the one that was shown.
        NotFound: no such round or person.
    """
    before = store.rounds.get(round_id)
    actor = _acting(store, before, decision, user, at, office)
    _same_document(store, before, decision)
    if decision.verb == "submit-report":
        raise_findings(store, round_id, at)  # what was written down on site since the run belongs to the report
    dossier = store.dossiers.get(round_id)
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
    store.rounds.save_decision(before, after, decision, actor, at)
    logger.info(
        "decision recorded",
        extra={"round": round_id, "verb": decision.verb, "role": actor.role.value, "step": after.step},
    )
    return after


def _acting(store: Store, round_: Round, decision: Decision, user: str, at: datetime, office: Office) -> Official:
    """Return the person in the post that may decide this; of several posts the one that the step asks for."""
    posts = posts_of(store, office, user, at)
    for official in posts:
        if any(option.verb == decision.verb for option in options(round_, official.role)):
            return official
    return posts[0]


def shown_document(store: Store, round_: Round) -> IssuedDocument | None:
    """Return the frozen document that is to be read before a decision on a round; None at a step without one."""
    kind = _SHOWN_AT.get(round_.step)
    return store.documents.latest(round_.id, kind, None) if kind else None


def _same_document(store: Store, round_: Round, decision: Decision) -> None:
    """Refuse a decision on another version of the document than the newest one."""
    kind = _SHOWN_AT.get(round_.step)
    if decision.document_sha256 is None or kind is None:
        return
    newest = shown_document(store, round_)
    if newest is None or newest.sha256 != decision.document_sha256:
        raise StaleDecision(f"the {kind.value} is not the version that was shown; read it again and decide then")
