"""Check 29: is the clock set by a time server, and how far is it off."""

from __future__ import annotations

import math
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.limits import by_limits
from netmaintd.checks.wording import limits, number, shown
from netmaintd.model.facts import ClockState, Earlier, Facts
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst

_UNSYNCHRONISED = 16
"""The stratum of a clock that follows nobody (RFC 5905, section 7.3)."""


class ClockSettings(CheckSettings):
    """How far the clock may be off, in seconds, either way."""

    offset_warning_s: float = Field(default=1.0, gt=0)
    offset_critical_s: float = Field(default=30.0, gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.offset_warning_s > self.offset_critical_s:
            raise ValueError("offset_warning_s must not lie above offset_critical_s")
        return self


class ClockCheck(Check):
    """A clock that follows nobody dates no log and no certificate. One that does not say is never well.

    Source: NTP (RFC 5905).
    """

    name = "clock"
    number = 29
    title = "Jam dan sinkronisasi NTP"
    needs = (ClockState,)
    method = Method.SSH
    Settings = ClockSettings
    settings: ClockSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge synchronisation and offset as far as some reading tells them; the worst decides."""
        synchronised, offset_s = _synchronised(facts), _offset_s(facts)
        measured, statuses, parts = [], [], []
        if synchronised is not None:
            word = "ya" if synchronised else "tidak"
            measured.append(Measurement("synchronised", word, threshold="ya"))
            statuses.append(Status.OK if synchronised else Status.CRITICAL)
            parts.append(
                f"jam mengikuti {_source(facts)}" if synchronised else "jam tidak tersinkron dengan server NTP"
            )
        if offset_s is not None:
            s = self.settings
            limit = limits(s.offset_warning_s, s.offset_critical_s, _seconds)
            measured.append(Measurement("offset", abs(offset_s), "s", limit))
            statuses.append(by_limits(abs(offset_s), s.offset_warning_s, s.offset_critical_s))
            parts.append(f"selisih {_seconds(offset_s)}")
        status, text = worst(statuses), ", ".join(parts)
        if status in (Status.OK, Status.UNKNOWN) and synchronised is None:
            return self.unknown("perangkat tidak menyebut apakah jamnya tersinkron", *measured)
        return self.result(status, text[0].upper() + text[1:], *measured)


def _synchronised(facts: Facts) -> bool | None:
    """Return what the readings say; one that denies it is believed."""
    said = [clock.synchronised for clock in facts.of(ClockState)]
    strata = [clock.stratum for clock in facts.of(ClockState) if clock.stratum is not None]
    if False in said or any(stratum >= _UNSYNCHRONISED for stratum in strata):
        return False
    return True if True in said else None


def _offset_s(facts: Facts) -> float | None:
    told = (clock.offset_s for clock in facts.of(ClockState))
    return next((offset for offset in told if offset is not None and math.isfinite(offset)), None)


def _source(facts: Facts) -> str:
    told = (shown(clock.source) for clock in facts.of(ClockState) if clock.source)
    return next(filter(None, told), "server NTP")


def _seconds(offset_s: float) -> str:
    return f"{number(offset_s, 3 if abs(offset_s) < 1 else 1)} detik"
