"""Check 1: does the device answer, and how quickly."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings, by_limits
from netmaintd.checks.wording import number, percent
from netmaintd.model.facts import Earlier, Facts, Reachability
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst


class ReachabilitySettings(CheckSettings):
    """Limits of loss (ratio) and mean round trip (seconds)."""

    loss_warning: float = Field(default=0.01, ge=0, le=1)
    loss_critical: float = Field(default=0.2, ge=0, le=1)
    rtt_warning_s: float = Field(default=0.1, gt=0)
    rtt_critical_s: float = Field(default=0.5, gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.loss_warning > self.loss_critical or self.rtt_warning_s > self.rtt_critical_s:
            raise ValueError("a warning limit must not lie above its critical limit")
        return self


class ReachabilityCheck(Check):
    """Loss and round trip of a short series of probes."""

    name = "reachability"
    number = 1
    title = "Keterjangkauan dan waktu tempuh"
    needs = (Reachability,)
    method = Method.ICMP
    Settings = ReachabilitySettings
    settings: ReachabilitySettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge the worse of loss and round trip."""
        reach = facts.of(Reachability)[0]
        s = self.settings
        loss = Measurement("loss", reach.loss_ratio, "ratio", f">= {s.loss_warning} / {s.loss_critical}")
        if reach.received == 0 or reach.rtt_s is None:
            return self.result(Status.CRITICAL, "Perangkat tidak menjawab di jaringan", loss)
        status = worst(
            (
                by_limits(reach.loss_ratio, s.loss_warning, s.loss_critical),
                by_limits(reach.rtt_s, s.rtt_warning_s, s.rtt_critical_s),
            )
        )
        rtt = Measurement("rtt", reach.rtt_s, "s", f">= {s.rtt_warning_s} / {s.rtt_critical_s}")
        text = f"Menjawab, hilang {percent(reach.loss_ratio)}, waktu tempuh {number(reach.rtt_s * 1000)} ms"
        return self.result(status, f"{text} ({reach.method.upper()})", loss, rtt)
