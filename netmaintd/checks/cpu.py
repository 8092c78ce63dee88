"""Check 8: how busy the processors are."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check
from netmaintd.checks.limits import RatioLimits, by_limits, is_ratio
from netmaintd.checks.wording import percent, shown
from netmaintd.model.facts import CpuLoad, Earlier, Facts
from netmaintd.model.results import CheckResult, Measurement


class CpuSettings(RatioLimits):
    """Busy ratio of the busiest processor."""

    warning: float = Field(default=0.6, ge=0, le=1)
    critical: float = Field(default=0.85, ge=0, le=1)


class CpuLoadCheck(Check):
    """The busiest processor decides: a router whose control processor is full is ill with idle line cards."""

    name = "cpu"
    number = 8
    title = "Beban CPU"
    needs = (CpuLoad,)
    Settings = CpuSettings
    settings: CpuSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge the busiest processor of those whose load is a load."""
        loads = [load for load in facts.of(CpuLoad) if is_ratio(load.busy_ratio)]
        if not loads:
            return self.unknown("beban CPU yang disebut perangkat tidak masuk akal")
        busiest = max(loads, key=lambda load: load.busy_ratio)
        status = by_limits(busiest.busy_ratio, self.settings.warning, self.settings.critical)
        where = f" ({shown(busiest.name)}, tertinggi dari {len(loads)})" if len(loads) > 1 else ""
        measured = tuple(Measurement(shown(c.name), c.busy_ratio, "ratio", self.settings.threshold) for c in loads)
        return self.result(status, f"Beban CPU {percent(busiest.busy_ratio)}{where}", *measured)
