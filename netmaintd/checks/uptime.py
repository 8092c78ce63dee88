"""Check 5: has the device restarted since the last examination, outside a maintenance window."""

from __future__ import annotations

from datetime import datetime, timedelta

from netmaintd.checks.check import Check
from netmaintd.checks.wording import duration
from netmaintd.model.facts import Earlier, Facts, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status

_SLACK_S = 120.0
"""Clocks of devices are not exact; two minutes in three months are no restart."""


class UptimeCheck(Check):
    """A restart nobody planned is a fault of power or of the device.

    sysUpTime starts again at 0 after 497 days: a device that has run for longer than that is told from one
    that restarted by snmpEngineBoots where the agent has it, else by the expected remainder.
    """

    name = "uptime"
    number = 5
    title = "Lama menyala dan mulai ulang tak terduga"
    needs = (Uptime,)

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Compare with the earlier examination; without one only the uptime itself is told."""
        uptime = facts.of(Uptime)[0]
        measured = Measurement("uptime", uptime.uptime_s, "s")
        text = f"Menyala {duration(uptime.uptime_s)}"
        if uptime.reload_reason:
            text += f", sebab mulai ulang terakhir: {uptime.reload_reason}"
        before = earlier.facts.one(Uptime) if earlier else None
        if earlier is None or before is None or facts.taken_at is None:
            return self.result(Status.OK, f"{text} (pemeriksaan pertama, menjadi pembanding)", measured)
        if not restarted(before, uptime, (facts.taken_at - earlier.at).total_seconds()):
            return self.result(Status.OK, f"{text}, tidak mulai ulang sejak pemeriksaan lalu", measured)
        since = facts.taken_at - timedelta(seconds=uptime.uptime_s)
        if _expected(since, earlier):
            return self.result(Status.OK, f"{text}, mulai ulang di dalam jendela pemeliharaan", measured)
        return self.result(Status.WARNING, f"{text}: mulai ulang tak terduga sejak pemeriksaan lalu", measured)


def restarted(before: Uptime, now: Uptime, elapsed_s: float) -> bool:
    """Whether a device started again between two readings that lie `elapsed_s` apart."""
    if before.engine_boots is not None and now.engine_boots is not None:
        return now.engine_boots != before.engine_boots
    expected_s = before.uptime_s + elapsed_s
    if now.wraps_at_s:
        expected_s %= now.wraps_at_s
        gap_s = abs(expected_s - now.uptime_s)
        return min(gap_s, now.wraps_at_s - gap_s) > _SLACK_S
    return now.uptime_s < expected_s - _SLACK_S


def _expected(since: datetime, earlier: Earlier) -> bool:
    slack = timedelta(seconds=_SLACK_S)
    return any(start - slack <= since <= end + slack for start, end in earlier.maintenance_windows)
