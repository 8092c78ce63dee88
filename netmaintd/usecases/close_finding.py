"""Close a problem that no examination will end: a device that was taken away, a risk that the office bears."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.errors import AlreadyRecorded, StaleDecision
from netmaintd.model.problems import Closing
from netmaintd.signoff.problems import CLOSERS, MOVED_ON, OVER, check_closing
from netmaintd.usecases.find_official import find_official

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def close_finding(
    store: Store, office: Office, device: str, check: str, since: datetime, reason: str, user: str, at: datetime
) -> Closing:
    """Return the closing after recording it.

    Args:
        since: when the problem began that was shown: another one may stand there by now.

    Raises:
        DecisionNotAllowed: the user has no post for it, or the reason says nothing.
        StaleDecision: it is not the problem that was shown, or somebody was faster.
        NotFound: there is no such problem.
    """
    actor = find_official(store, office, user, at, CLOSERS)
    problem = store.problems.history(device, check).newest
    if problem.finding.since != since:
        raise StaleDecision(MOVED_ON)
    closing = Closing(device, check, problem.finding.since, check_closing(problem, reason), actor, at)
    try:
        store.problems.close(closing)
    except AlreadyRecorded as error:
        raise StaleDecision(OVER) from error
    logger.info("finding closed", extra={"device": device, "check": check})
    return closing
