"""Write down what the team did at a location: times, people, manual items, parts, deviations.

A form may arrive late, twice, or after somebody else's: the same sending is recorded once, and what two people
wrote is joined unless both changed the same thing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.dossier import Sent, VisitRecord, VisitVersion
from netmaintd.model.people import Role
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP
from netmaintd.signoff.visit_entry import faults
from netmaintd.signoff.visit_merge import Clash, Filled, Merged, merge
from netmaintd.usecases.find_official import posts_of

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.model.rounds import Round
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """One filled form on its way: the version that it was filled in on, and which sending it is."""

    seen_version: int
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Saving:
    """What came of a form. Nothing was saved when there are faults (sentences for its sender) or clashes.

    `joined` is the newest record with what the form says.
    """

    newest: VisitVersion
    joined: VisitRecord
    faults: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def saved(self) -> bool:
        """Whether everything that the form says is recorded now."""
        return not self.faults and not self.clashes


def save_visit(
    store: Store, office: Office, round_id: str, record: VisitRecord, user: str, at: datetime
) -> VisitRecord:
    """Save a whole record as a new version; photos, scans and sendings that were recorded before stay in it.

    Raises:
        DecisionNotAllowed: not appointed for it, the round is not at the work, or the location is closed.
        NotFound: the location is not part of the round.
    """
    writing(store, office, round_id, record.site, user, at)

    def kept(newest: VisitVersion) -> VisitRecord:
        before = newest.record
        known = {aside.photo.sha256 for aside in before.set_aside} | {photo.sha256 for photo in before.photos}
        photos = (*before.photos, *(photo for photo in record.photos if photo.sha256 not in known))
        return replace(
            record, photos=photos, set_aside=before.set_aside, scans=(*before.scans, *record.scans), sent=before.sent
        )

    saved = store.records.amend_visit(round_id, record.site, kept, user, at).record
    logger.info("visit written down", extra={"round": round_id, "site": record.site, "items": len(record.manual)})
    return saved


def write_visit(
    store: Store, office: Office, round_id: str, site: str, filled: Filled, sending: Sending, user: str, at: datetime
) -> Saving:
    """Join a filled form into a visit's record; what of it was there before is recorded once.

    Raises:
        DecisionNotAllowed: not appointed for it, the round is not at the work, or the location is closed.
        NotFound: no such location in the round, or no such version of its record.
    """
    round_ = writing(store, office, round_id, site, user, at)
    newest = store.records.visit(round_id, site)
    base = store.records.visit(round_id, site, _filled_in_on(newest, sending)).record
    wrong = faults(round_, round_.work_plan.site(site), base, filled, at)
    joined = merge(base, newest.record, filled)
    if wrong:
        return Saving(newest, joined.record, faults=wrong)

    def change(now: VisitVersion) -> VisitRecord | None:
        nonlocal joined
        if any((sent.id, sent.digest) == (sending.id, sending.digest) for sent in now.record.sent):
            joined = Merged(now.record)
            return None
        joined = merge(base, now.record, filled)
        if joined.clashes or joined.record == now.record:
            return None
        sent = Sent(sending.id, sending.digest, now.version + 1)
        return replace(joined.record, sent=(*now.record.sent, sent))

    saved = store.records.amend_visit(round_id, site, change, user, at)
    logger.info("visit's form", extra={"round": round_id, "site": site, "clashes": len(joined.clashes)})
    return Saving(saved, joined.record, clashes=joined.clashes)


def _filled_in_on(newest: VisitVersion, sending: Sending) -> int:
    """Return the version on which a form builds: an earlier sending of the same form counts as read by it."""
    earlier = (sent.version for sent in newest.record.sent if sent.id == sending.id)
    return max(sending.seen_version, *earlier, 0)


def writing(store: Store, office: Office, round_id: str, site: str, user: str, at: datetime) -> Round:
    """Return the round in which somebody writes a location down.

    Raises:
        DecisionNotAllowed: not appointed for it, the round is not at the work, or the location is closed.
        NotFound: the location is not part of the round.
    """
    posts = posts_of(store, office, user, at)
    round_ = store.rounds.get(round_id)
    planned = [visit.site for visit in round_.visits]
    if site not in planned:
        raise NotFound(f"{site!r} is not part of {round_id}; there are: {', '.join(planned)}")
    if round_.step not in (WORK_STEP, REPORT_STEP) or round_.visit(site).closed:
        raise DecisionNotAllowed(
            f"{site}: the visit is closed or not begun; an open one can be written down, "
            "a closed one is reopened by an objection or a return"
        )
    roles = {post.role for post in posts}
    appointed = Role.TIM in roles and user in {officer.user for officer in round_.officers}
    if Role.KASI not in roles and not appointed:
        raise DecisionNotAllowed(f"{user} is not appointed for {round_id}; its officers and the section head write")
    return round_
