"""What a device itself says of its configuration: when it was changed, by whom, and whether it was saved since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from netmaintd.model.facts import ConfigSaved, ConfigStamp, Facts, Uptime

HISTORY = "ccmHistoryRunningLastSaved"
_FIELDS = ("changed_at", "changed_by", "saved_at", "changed_ago_s", "saved_ago_s")
_STARTING_S = 600.0
"""A device that starts reads its configuration, and counts that as a change."""
_LONGEST_S = 2**32 / 100
"""TimeTicks begin again after that; what is older cannot be told."""


def config_stamp(facts: Facts) -> ConfigStamp | None:
    """Return what all answers of the device say together, None when none says anything."""
    stamps = facts.of(ConfigStamp)
    if not stamps:
        return None
    values = {name: [value for s in stamps if (value := getattr(s, name)) not in (None, "")] for name in _FIELDS}
    return replace(stamps[0], **{name: found[0] for name, found in values.items() if found})


def changed_at(stamp: ConfigStamp | None, taken_at: datetime | None) -> datetime | None:
    """Return when the configuration was changed last, None where the device does not say."""
    if stamp is None:
        return None
    ago_s = stamp.changed_ago_s
    if stamp.changed_at is None and taken_at is not None and ago_s is not None and 0 <= ago_s <= _LONGEST_S:
        return taken_at - timedelta(seconds=ago_s)
    return stamp.changed_at


def saved_by_history(facts: Facts) -> ConfigSaved | None:
    """Return whether the last change was saved, by the device's history; None where that says nothing for sure.

    Source: CISCO-CONFIG-MAN-MIB, ccmHistoryRunningLastChanged and ccmHistoryRunningLastSaved.
    """
    stamp, uptime = config_stamp(facts), facts.one(Uptime)
    changed_ago_s, saved_ago_s = (stamp.changed_ago_s, stamp.saved_ago_s) if stamp else (None, None)
    if stamp is None or changed_ago_s is None or saved_ago_s is None or min(changed_ago_s, saved_ago_s) < 0:
        return None
    if saved_ago_s <= changed_ago_s:
        return ConfigSaved(saved=True, how=HISTORY, provenance=stamp.provenance)
    if uptime is None or uptime.uptime_s - changed_ago_s < _STARTING_S:
        return None
    return ConfigSaved(saved=False, how=HISTORY, provenance=stamp.provenance)
