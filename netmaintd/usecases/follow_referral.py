"""Record what became of a referral: taken up, done or refused, and under which number its letter went."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.problems import FollowUp
from netmaintd.signoff.problems import CLOSERS, check_follow_up
from netmaintd.usecases.find_official import find_official

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.model.results import ReferralStatus
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)
NUMBER_TOO_LONG = "Nomor surat paling banyak 100 huruf."


def follow_referral(
    store: Store, office: Office, referral: str, status: ReferralStatus, number: str, note: str, user: str,
    at: datetime,
) -> tuple[str, ...]:  # fmt: skip
    """Return the ids of the referrals that it is recorded for: this one, and the same of earlier rounds.

    Raises:
        DecisionNotAllowed: the user has no post for it, or what must be said is missing.
        NotFound: there is no such referral.
    """
    actor = find_official(store, office, user, at, CLOSERS)
    if len(number.strip()) > 100:
        raise DecisionNotAllowed(NUMBER_TOO_LONG)
    told = FollowUp(referral, status, number.strip(), check_follow_up(status, note), actor, at)
    told_of = store.referrals.follow_up(told)
    logger.info("referral followed up", extra={"referral": referral, "status": status.value, "count": len(told_of)})
    return told_of
