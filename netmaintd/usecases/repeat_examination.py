"""Have a device of a round examined once more: it was switched off, or the work was sent back.

The earlier record stays; report and gate speak of the newest one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.people import Role
from netmaintd.model.rounds import WORK_STEP
from netmaintd.usecases.find_official import find_official

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.model.rounds import Round
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def repeat_examination(
    store: Store, office: Office, round_id: str, device: str, reason: str, user: str, at: datetime
) -> None:
    """Ask for one more examination of a device; it is carried out as all others are, inside the window.

    Raises:
        DecisionNotAllowed: no reason, no post for it, or the location is not at the work.
        NotFound: the device is not part of the round, or was not examined yet.
        AlreadyRecorded: a repetition is waiting already.
    """
    actor = find_official(store, office, user, at, (Role.TIM, Role.KASI))
    if not reason.strip():
        raise DecisionNotAllowed("a repetition needs a reason; it is printed in the report")
    _at_work(store.rounds.get(round_id), device)
    store.records.ask_again(round_id, device, reason.strip(), actor.user, at)
    logger.info("repetition asked for", extra={"round": round_id, "device": device})


def _at_work(round_: Round, device: str) -> None:
    site = next((s.site for s in round_.work_plan.sites if device in (d.name for d in s.devices)), None)
    if site is None:
        raise NotFound(f"{device!r} is not part of {round_.id}; see 'netmaintd round show {round_.id}'")
    visit = round_.visit(site)
    if not round_.disposed or visit.closed or visit.step != WORK_STEP:
        raise DecisionNotAllowed(
            f"{site} is not at the work (step 6): only there devices are examined; "
            "a finished visit is reopened by an objection of the agency or a return"
        )
