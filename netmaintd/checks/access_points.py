"""Check 39: did the access points of a controller all join."""

from __future__ import annotations

import math

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.wording import number, percent
from netmaintd.model.facts import Earlier, Facts, Wireless, WirelessMeasure
from netmaintd.model.results import CheckResult, Measurement, Status


class AccessPointsSettings(CheckSettings):
    """How many access points there should be, said for a device under `thresholds`, and which share may be missing."""

    expected: int | None = Field(default=None, ge=1)
    """Without it, as many as at the last examination."""
    critical_missing: float = Field(default=0.05, ge=0, le=1)


class AccessPointsCheck(Check):
    """One that is missing is worth a look, more than the tolerated share is critical."""

    name = "access-points"
    number = 39
    title = "Access point bergabung"
    needs = (Wireless,)
    optional = True
    Settings = AccessPointsSettings
    settings: AccessPointsSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device is a controller that counts its access points."""
        return joined(facts) is not None

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Compare with the number that is expected, else with the last examination."""
        s, now = self.settings, joined(facts) or 0
        expected = s.expected if s.expected is not None else joined(earlier.facts) if earlier else None
        if not expected:
            return self.unknown(f"belum ada jumlah access point yang diharapkan; kini {now} menjadi pembanding")
        missing = max(0, expected - now) / expected
        limit = f"perlu perhatian < {number(expected)}, rusak bila > {percent(s.critical_missing)} hilang"
        status = Status.OK if not missing else Status.WARNING if missing <= s.critical_missing else Status.CRITICAL
        what = "yang diharapkan" if s.expected is not None else "pada pemeriksaan lalu"
        text = f"{number(now)} access point bergabung, {number(expected)} {what}"
        return self.result(status, text, Measurement("access_points", now, "", limit))


def joined(facts: Facts) -> int | None:
    """Return how many access points joined, None where no controller counts them."""
    counts = [
        fact.value
        for fact in facts.of(Wireless)
        if fact.measure is WirelessMeasure.ACCESS_POINTS and math.isfinite(fact.value) and fact.value >= 0
    ]
    return round(sum(counts)) if counts else None
