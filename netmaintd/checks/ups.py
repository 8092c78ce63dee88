"""Check 38: would the UPS carry the room through a power cut."""

from __future__ import annotations

import math
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.limits import by_limits, is_ratio
from netmaintd.checks.wording import duration, limits, percent
from netmaintd.model.facts import Earlier, Facts, State, UpsState
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_BY_BATTERY = {State.OK: Status.OK, State.WARNING: Status.WARNING, State.CRITICAL: Status.CRITICAL}


class UpsSettings(CheckSettings):
    """Lower limits of runtime (seconds) and charge (ratio), upper limits of load (ratio)."""

    runtime_warning_s: float = Field(default=900.0, ge=0)
    runtime_critical_s: float = Field(default=300.0, ge=0)
    charge_warning: float = Field(default=0.8, ge=0, le=1)
    charge_critical: float = Field(default=0.5, ge=0, le=1)
    load_warning: float = Field(default=0.8, ge=0, le=1)
    load_critical: float = Field(default=0.95, ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.runtime_warning_s < self.runtime_critical_s or self.charge_warning < self.charge_critical:
            raise ValueError("a lower warning limit must not lie below its critical limit")
        if self.load_warning > self.load_critical:
            raise ValueError("load_warning must not lie above load_critical")
        return self


class UpsCheck(Check):
    """On battery is critical: the power is out now. Runtime, charge, load and the battery's own state count too.

    Source: UPS-MIB (RFC 1628), upsOutputSource, upsBatteryStatus, upsEstimatedMinutesRemaining.
    """

    name = "ups"
    number = 38
    title = "UPS lokasi"
    needs = (UpsState,)
    optional = True
    Settings = UpsSettings
    settings: UpsSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge everything that the UPS tells; one that does not say where its power comes from is not well."""
        ups = facts.of(UpsState)[0]
        judged = [*self._source(ups), *self._stock(ups), *self._load(ups)]
        statuses = [status for status, _, _ in judged]
        text = ", ".join(text for _, text, _ in judged)
        measured = tuple(measurement for _, _, measurement in judged)
        status = worst((Status.OK, *statuses))
        if status is Status.OK and (ups.on_battery is None or len(judged) == 1):
            what = "sumber dayanya" if ups.on_battery is None else "keadaan baterainya"
            return self.unknown(f"UPS tidak menyebut {what}", *measured)
        return self.result(status, text[0].upper() + text[1:], *measured)

    def _source(self, ups: UpsState) -> list[tuple[Status, str, Measurement]]:
        found = []
        if ups.on_battery is not None:
            word = "baterai" if ups.on_battery else "listrik"
            status = Status.CRITICAL if ups.on_battery else Status.OK
            found.append((status, f"daya dari {word}", Measurement("source", word, threshold="listrik")))
        battery = _BY_BATTERY.get(ups.battery_state)
        if battery is not None:
            found.append((battery, f"baterai {battery.word}", Measurement("battery", battery.word, threshold="baik")))
        return found

    def _stock(self, ups: UpsState) -> list[tuple[Status, str, Measurement]]:
        s, found = self.settings, []
        if ups.runtime_s is not None and math.isfinite(ups.runtime_s) and ups.runtime_s >= 0:
            limit = f"perlu perhatian < {duration(s.runtime_warning_s)}, rusak < {duration(s.runtime_critical_s)}"
            status = _below(ups.runtime_s, s.runtime_warning_s, s.runtime_critical_s)
            found.append(
                (status, f"tahan {duration(ups.runtime_s)}", Measurement("runtime", ups.runtime_s, "s", limit))
            )  # fmt: skip
        if ups.charge_ratio is not None and is_ratio(ups.charge_ratio):
            limit = f"perlu perhatian < {percent(s.charge_warning)}, rusak < {percent(s.charge_critical)}"
            status = _below(ups.charge_ratio, s.charge_warning, s.charge_critical)
            found.append(
                (status, f"terisi {percent(ups.charge_ratio)}", Measurement("charge", ups.charge_ratio, "ratio", limit))
            )
        return found

    def _load(self, ups: UpsState) -> list[tuple[Status, str, Measurement]]:
        s = self.settings
        if ups.load_ratio is None or not math.isfinite(ups.load_ratio) or ups.load_ratio < 0:
            return []
        limit = limits(s.load_warning, s.load_critical, percent)
        status = by_limits(ups.load_ratio, s.load_warning, s.load_critical)
        return [(status, f"beban {percent(ups.load_ratio)}", Measurement("load", ups.load_ratio, "ratio", limit))]


def _below(value: float, warning: float, critical: float) -> Status:
    if value < critical:
        return Status.CRITICAL
    return Status.WARNING if value < warning else Status.OK
