"""Check 9: how full the memory is, and whether it grows from round to round."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from netmaintd.checks.check import Check
from netmaintd.checks.limits import RatioLimits, by_limits, is_ratio
from netmaintd.checks.wording import percent, shown
from netmaintd.model.facts import Earlier, Facts, MemoryPool
from netmaintd.model.results import CheckResult, Measurement, Status, worst


class MemorySettings(RatioLimits):
    """Used ratio of the fullest pool, and growth since the last examination that looks like a leak."""

    warning: float = Field(default=0.75, ge=0, le=1)
    critical: float = Field(default=0.9, ge=0, le=1)
    growth_warning: float = Field(default=0.1, gt=0, le=1)


class MemoryCheck(Check):
    """The fullest pool that is not swap decides; any pool that grows is worth a look."""

    name = "memory"
    number = 9
    title = "Pemakaian memori"
    needs = (MemoryPool,)
    Settings = MemorySettings
    settings: MemorySettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the fullest pool and the growth of every pool."""
        s = self.settings
        pools = _usable(facts.of(MemoryPool))
        if not pools:
            return self.unknown("perangkat tidak menyebut pemakaian memori utama yang masuk akal")
        fullest = max(pools, key=lambda pool: pool.used_ratio)
        status = by_limits(fullest.used_ratio, s.warning, s.critical)
        text = f"Memori terpakai {percent(fullest.used_ratio)} ({shown(fullest.name)})"
        measured = [Measurement(shown(p.name), p.used_ratio, "ratio", s.threshold) for p in pools]
        name, growth = _most_grown(pools, earlier)
        if growth > s.growth_warning:
            status = worst((status, Status.WARNING))
            text += f", {shown(name)} naik {number_of_points(growth)} sejak pemeriksaan lalu"
            limit = f"perlu perhatian > {number_of_points(s.growth_warning)}"
            measured.append(Measurement("growth", growth, "ratio", limit))
        return self.result(status, text, *measured)


def _usable(pools: Iterable[MemoryPool]) -> list[MemoryPool]:
    return [pool for pool in pools if not pool.swap and is_ratio(pool.used_ratio)]


def _most_grown(pools: Iterable[MemoryPool], earlier: Earlier | None) -> tuple[str, float]:
    """Return the pool that grew most and by how much (ratio); 0.0 when none can be compared."""
    before = {pool.name: pool.used_ratio for pool in _usable(earlier.facts.of(MemoryPool))} if earlier else {}
    # Rounded: 0.4 - 0.3 is a little more than 0.1 in binary.
    grown = [(round(p.used_ratio - before[p.name], 9), p.name) for p in pools if p.name in before]
    growth, name = max(grown, default=(0.0, ""))
    return name, growth


def number_of_points(ratio: float) -> str:
    """Return a difference of two shares: `12 poin`."""
    return percent(ratio).replace("%", "poin")
