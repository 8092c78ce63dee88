"""Check 9: how full the memory is, and whether it grows from round to round."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, by_limits
from netmaintd.checks.limits import RatioLimits
from netmaintd.checks.wording import percent
from netmaintd.model.facts import Earlier, Facts, MemoryPool
from netmaintd.model.results import CheckResult, Measurement, Status


class MemorySettings(RatioLimits):
    """Used ratio of the fullest pool, and growth since the last examination that looks like a leak."""

    warning: float = Field(default=0.75, ge=0, le=1)
    critical: float = Field(default=0.9, ge=0, le=1)
    growth_warning: float = Field(default=0.1, gt=0, le=1)


class MemoryCheck(Check):
    """The fullest pool that is not swap decides."""

    name = "memory"
    number = 9
    title = "Pemakaian memori"
    needs = (MemoryPool,)
    Settings = MemorySettings
    settings: MemorySettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the fullest pool and its growth."""
        pools = tuple(pool for pool in facts.of(MemoryPool) if not pool.swap)
        if not pools:
            return self.unknown("perangkat hanya menyebut memori tukar")
        fullest = max(pools, key=lambda pool: pool.used_ratio)
        measured = tuple(Measurement(p.name, p.used_ratio, "ratio", self.settings.threshold) for p in pools)
        status = by_limits(fullest.used_ratio, self.settings.warning, self.settings.critical)
        text = f"Memori terpakai {percent(fullest.used_ratio)} ({fullest.name})"
        growth = self._growth(fullest, earlier)
        if growth > self.settings.growth_warning and status is Status.OK:
            status = Status.WARNING
        if growth > self.settings.growth_warning:
            text += f", naik {percent(growth)} sejak pemeriksaan lalu"
        return self.result(status, text, *measured)

    @staticmethod
    def _growth(pool: MemoryPool, earlier: Earlier | None) -> float:
        before = earlier.facts.of(MemoryPool) if earlier else ()
        return next((pool.used_ratio - p.used_ratio for p in before if p.name == pool.name), 0.0)
