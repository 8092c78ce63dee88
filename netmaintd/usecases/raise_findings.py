"""Raise findings from what a round recorded, against the round before, and refer them to the related SOPs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.signoff.findings import findings, referrals
from netmaintd.signoff.problems import still_followed

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.results import Finding
    from netmaintd.store.connect import Store


def raise_findings(store: Store, round_id: str, at: datetime) -> tuple[Finding, ...]:
    """Return the round's findings after recording them; repeating it changes nothing."""
    round_ = store.rounds.get(round_id)
    previous = store.rounds.latest_done(round_.plan, round_.nominal_at)
    earlier = still_followed(store.records.findings(previous.id), store.problems.closed()) if previous else ()
    dossier = store.dossiers.get(round_id)
    raised = findings(round_id, dossier.devices, earlier, at, dossier.visits)
    store.records.save_findings(round_id, raised, referrals(raised, at))
    return raised
