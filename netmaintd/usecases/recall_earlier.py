"""What a device is compared with: its newest examination of another round, and the windows since then."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.facts import Earlier
    from netmaintd.store.connect import Store


def recall_earlier(store: Store, device: str, round_id: str | None, now: datetime) -> Earlier | None:
    """Return the earlier examination with the maintenance windows of the device since then, None without one."""
    earlier = store.records.earlier(device, round_id)
    if earlier is None:
        return None
    planned = (
        (site.starts_at, site.ends_at)
        for round_ in store.rounds.list()
        for site in round_.work_plan.sites
        if any(one.name == device for one in site.devices)
    )
    since = tuple(sorted(window for window in planned if window[1] > earlier.at and window[0] <= now))
    return dataclasses.replace(earlier, maintenance_windows=since)
