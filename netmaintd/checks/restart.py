"""Whether a device started again between two readings of its uptime."""

from __future__ import annotations

from netmaintd.model.facts import Uptime

SLACK_S = 120.0
"""Clocks of devices are not exact; two minutes in three months are no restart."""


def restarted(before: Uptime, now: Uptime, elapsed_s: float) -> bool:
    """Whether a device started again between two readings that lie `elapsed_s` apart.

    A device that has been up for longer than the time between did not, whatever else it says: an SNMP agent
    that was restarted counts its boots too, and a guest that was suspended lost a day. Below that, a reading
    that wraps (sysUpTime, after 497 days) is told from a restart by snmpEngineBoots where the agent has it,
    and by the expected remainder.

    Source: RFC 3418 (sysUpTime), RFC 3411 (snmpEngineBoots).
    """
    if now.uptime_s > elapsed_s + SLACK_S:
        return False
    if before.engine_boots is not None and now.engine_boots is not None and now.engine_boots != before.engine_boots:
        return True
    gap_s = abs(before.uptime_s + elapsed_s - now.uptime_s)
    if now.wraps_at_s:
        gap_s %= now.wraps_at_s
        gap_s = min(gap_s, now.wraps_at_s - gap_s)
    return gap_s > SLACK_S
