"""Check 1: does the device answer, and how quickly."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.limits import by_limits, is_ratio
from netmaintd.checks.wording import limits, milliseconds, percent
from netmaintd.model.facts import Earlier, Facts, Reachability
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst

_METHODS = {"tcp": Method.TCP}


class ReachabilitySettings(CheckSettings):
    """Limits of loss (ratio) and mean round trip (seconds), and what counts as slower than last time."""

    loss_warning: float = Field(default=0.01, ge=0, le=1)
    loss_critical: float = Field(default=0.2, ge=0, le=1)
    rtt_warning_s: float = Field(default=0.1, gt=0)
    rtt_critical_s: float = Field(default=0.5, gt=0)
    slower_factor: float = Field(default=2.0, gt=1)
    """Slower than the earlier examination by more than this factor is worth a look ..."""
    slower_least_s: float = Field(default=0.02, ge=0)
    """... where it takes at least so long: 0.2 ms and 0.5 ms are the same network."""

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

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the worst of loss, round trip, and round trip against the earlier one."""
        reach = facts.of(Reachability)[0]
        return replace(self._judge(reach, earlier), method=_METHODS.get(reach.method, Method.ICMP))

    def _judge(self, reach: Reachability, earlier: Earlier | None) -> CheckResult:
        s = self.settings
        loss_ratio = _loss_ratio(reach)
        if not is_ratio(loss_ratio):
            return self.unknown(f"hitungan paket uji tidak masuk akal ({reach.received} dari {reach.sent})")
        loss = Measurement("loss", loss_ratio, "ratio", limits(s.loss_warning, s.loss_critical, percent))
        if reach.received == 0:
            return self.result(Status.CRITICAL, "Perangkat tidak menjawab di jaringan", loss)
        if reach.rtt_s is None or not math.isfinite(reach.rtt_s):
            return self.unknown("waktu tempuh tidak terukur", loss)
        rtt = Measurement("rtt", reach.rtt_s, "s", limits(s.rtt_warning_s, s.rtt_critical_s, milliseconds))
        text = f"Menjawab, hilang {percent(loss_ratio)}, waktu tempuh {milliseconds(reach.rtt_s)}"
        before_s = self._slower_than(reach.rtt_s, earlier)
        if before_s is not None:
            text += f", sebelumnya {milliseconds(before_s)}"
        return self.result(self._status(loss_ratio, reach.rtt_s, slower=before_s is not None), text, loss, rtt)

    def _status(self, loss_ratio: float, rtt_s: float, *, slower: bool) -> Status:
        s = self.settings
        by_loss = by_limits(loss_ratio, s.loss_warning, s.loss_critical)
        by_rtt = by_limits(rtt_s, s.rtt_warning_s, s.rtt_critical_s)
        return worst((by_loss, by_rtt, Status.WARNING if slower else Status.OK))

    def _slower_than(self, rtt_s: float, earlier: Earlier | None) -> float | None:
        """Return the earlier round trip where this one is slower beyond what is tolerated."""
        before = earlier.facts.one(Reachability) if earlier else None
        if before is None or before.rtt_s is None or rtt_s < self.settings.slower_least_s:
            return None
        return before.rtt_s if rtt_s > before.rtt_s * self.settings.slower_factor else None


def _loss_ratio(reach: Reachability) -> float:
    """Return the share that was lost, NaN when nothing was sent.

    Counted before it is divided: 1 - 8/10 is a little less than the limit of 0.2 in binary.
    """
    return (reach.sent - reach.received) / reach.sent if reach.sent > 0 else math.nan
