"""Check 5: has the device restarted since the last examination, outside a maintenance window."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from netmaintd.checks.check import Check
from netmaintd.checks.restart import SLACK_S, restarted
from netmaintd.checks.wording import duration, shown
from netmaintd.model.facts import Earlier, Facts, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status


class UptimeCheck(Check):
    """A restart nobody planned is a fault of power or of the device.

    The first examination can only tell the uptime itself, and says so.
    """

    name = "uptime"
    number = 5
    title = "Lama menyala dan mulai ulang tak terduga"
    needs = (Uptime,)

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Compare with the earlier examination; without one only the uptime itself is told."""
        uptime = facts.of(Uptime)[0]
        if not (math.isfinite(uptime.uptime_s) and uptime.uptime_s >= 0):
            return self.unknown("lama menyala yang disebut perangkat tidak masuk akal")
        limit = "tanpa mulai ulang di luar jendela pemeliharaan"
        measured = Measurement("uptime", uptime.uptime_s, "s", limit)
        text = f"Menyala {duration(uptime.uptime_s)}"
        if uptime.reload_reason:
            text += f", sebab mulai ulang terakhir: {shown(uptime.reload_reason)}"
        before = earlier.facts.one(Uptime) if earlier else None
        if earlier is None or before is None or facts.taken_at is None:
            return self.result(Status.OK, f"{text} (pemeriksaan pertama, menjadi pembanding)", measured)
        if not restarted(before, uptime, (facts.taken_at - earlier.at).total_seconds()):
            return self.result(Status.OK, f"{text}, tidak mulai ulang sejak pemeriksaan lalu", measured)
        if _expected(facts.taken_at - timedelta(seconds=uptime.uptime_s), earlier):
            return self.result(Status.OK, f"{text}, mulai ulang di dalam jendela pemeliharaan", measured)
        return self.result(Status.WARNING, f"{text}: mulai ulang tak terduga sejak pemeriksaan lalu", measured)


def _expected(since: datetime, earlier: Earlier) -> bool:
    slack = timedelta(seconds=SLACK_S)
    return any(start - slack <= since <= end + slack for start, end in earlier.maintenance_windows)
