"""Step 6 on the devices from beginning to end: run what is unfinished, raise findings, settle the due slot, commit."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from netmaintd.errors import AlreadyRecorded
from netmaintd.usecases.keep_config_history import try_to_keep
from netmaintd.usecases.raise_findings import raise_findings
from netmaintd.usecases.run_round import RunContext, RunSummary, run_round

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)

ACTOR = "netmaintd"


def carry_out_round(round_id: str, context: RunContext) -> RunSummary:
    """Return what the run did, after findings and slot are recorded; raises as `run_round` does."""
    summary = run_round(round_id, context)
    now = context.clock.now()
    raise_findings(context.store, round_id, now)
    if not summary.left:
        _settle_slot(context.store, round_id, now)
    if context.keeping:
        try_to_keep(context.store, context.profiles, context.keeping)
    return summary


def _settle_slot(store: Store, round_id: str, at: datetime) -> None:
    round_ = store.rounds.get(round_id)
    late = at > max((site.ends_at for site in round_.work_plan.sites), default=at)
    try:
        store.slots.ran(round_.plan, round_.nominal_at, ACTOR, at, late=late)
    except AlreadyRecorded:
        logger.debug("slot was settled by an earlier run", extra={"round": round_id})
