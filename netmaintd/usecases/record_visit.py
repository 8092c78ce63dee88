"""Write down what the team did at a location: times, people, manual items, photos, parts, deviations."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.people import Role
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP
from netmaintd.usecases.find_official import find_official

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.dossier import VisitRecord
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def save_visit(
    store: Store, office: Office, round_id: str, record: VisitRecord, user: str, at: datetime
) -> VisitRecord:
    """Save a visit's record as a new version of it; nothing that was written before is lost.

    Raises:
        DecisionNotAllowed: no post for it, the round is not at the work, or the location's berita acara is closed.
        NotFound: the location is not part of the round.
    """
    actor = find_official(store, office, user, at, (Role.TIM, Role.KASI))
    round_ = store.rounds.get(round_id)
    planned = [visit.site for visit in round_.visits]
    if record.site not in planned:
        raise NotFound(f"{record.site!r} is not part of {round_id}; there are: {', '.join(planned)}")
    visit = round_.visit(record.site)
    if round_.step not in (WORK_STEP, REPORT_STEP) or visit.closed:
        raise DecisionNotAllowed(
            f"{record.site}: the visit is closed or not begun; an open one can be written down, "
            "a closed one is reopened by an objection or a return"
        )
    seen = store.records.visit_version(round_id, record.site)
    store.records.save_visit_record(round_id, record, seen, actor.user, at)
    logger.info("visit written down", extra={"round": round_id, "site": record.site, "items": len(record.manual)})
    return record
