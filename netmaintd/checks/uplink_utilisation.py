"""Check 19: how full the uplinks were, on average since the last examination."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pydantic import Field

from netmaintd.checks.check import Check
from netmaintd.checks.counters import growth
from netmaintd.checks.limits import RatioLimits, by_limits
from netmaintd.checks.ports import by_name
from netmaintd.checks.restart import restarted
from netmaintd.checks.wording import duration, listed, percent, shown
from netmaintd.model.facts import Documented, Earlier, Facts, Interface, InterfaceCounters, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status

NO_COMPARISON = "belum ada pembanding; penghitung ini menjadi pembanding berikutnya"
_LEAST_S = 60.0
_SLACK = 1.1
"""Readings are not taken at the same instant on both sides: a full line may look like a little more."""


class UplinkUtilisationSettings(RatioLimits):
    """Share of the line's speed in the fuller direction, and how old a comparison may be."""

    warning: float = Field(default=0.7, ge=0, le=1)
    critical: float = Field(default=0.85, ge=0, le=1)
    longest_s: float = Field(default=120 * 86400.0, gt=_LEAST_S)
    """An average over more says nothing about the line of today; by default a quarter and a month of delay."""


@dataclass(frozen=True, slots=True)
class _Period:
    """Both readings, and what lies between; counters that began at the start of the device were 0 then."""

    before: dict[str, InterfaceCounters]
    now: dict[str, InterfaceCounters]
    elapsed_s: float
    since: str = ""


class UplinkUtilisationCheck(Check):
    """An average, and called one: it is lower than any peak, so what it finds too full is too full.

    After a restart it is the average since the start, and says so.

    Source: IF-MIB (RFC 2863), ifHCInOctets, ifHCOutOctets, ifHighSpeed.
    """

    name = "uplink-utilisation"
    number = 19
    title = "Pemakaian uplink"
    needs = (InterfaceCounters, Interface, Uptime, Documented)
    compares = True
    Settings = UplinkUtilisationSettings
    settings: UplinkUtilisationSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the fullest uplink; one that cannot be told keeps the result from being well."""
        uplinks = facts.of(Documented)[0].uplinks
        if not uplinks:
            return self.unknown("inventaris tidak menyebut uplink perangkat ini")
        period = self._period(facts, earlier)
        if isinstance(period, str):
            return self.unknown(period)
        ports = by_name(facts.of(Interface))
        ratios = {name: _ratio(ports[name], period) if name in ports else None for name in uplinks}
        return self._result({n: r for n, r in ratios.items() if r is not None}, list(uplinks), period)

    def _result(self, known: dict[str, float], uplinks: list[str], period: _Period) -> CheckResult:
        s = self.settings
        silent = [name for name in uplinks if name not in known]
        if not known:
            return self.unknown(f"lalu lintas tidak dapat dihitung: {listed(silent)}")
        measured = tuple(Measurement(shown(name), ratio, "ratio", s.threshold) for name, ratio in known.items())
        fullest = max(known, key=lambda name: known[name])
        status = by_limits(known[fullest], s.warning, s.critical)
        average = f"rata-rata {duration(period.elapsed_s)}{period.since}"
        text = f"Uplink {shown(fullest)} terpakai {percent(known[fullest])}, {average}"
        if silent and status is Status.OK:
            return self.unknown(f"lalu lintas tidak dapat dihitung: {listed(silent)}", *measured)
        return self.result(status, text, *measured)

    def _period(self, facts: Facts, earlier: Earlier | None) -> _Period | str:
        """Return both readings, or the reason why they cannot be compared."""
        then = earlier.facts.one(Uptime) if earlier else None
        if earlier is None or then is None or facts.taken_at is None or not earlier.facts.of(InterfaceCounters):
            return NO_COMPARISON
        now, uptime = {port.name: port for port in facts.of(InterfaceCounters)}, facts.of(Uptime)[0]
        elapsed_s = (facts.taken_at - earlier.at).total_seconds()
        if restarted(then, uptime, elapsed_s):
            zero = {name: InterfaceCounters(name=name, in_octets=0, out_octets=0) for name in now}
            period = _Period(zero, now, uptime.uptime_s, " sejak menyala")
        else:
            period = _Period({port.name: port for port in earlier.facts.of(InterfaceCounters)}, now, elapsed_s)
        if not _LEAST_S <= period.elapsed_s <= self.settings.longest_s:
            age_s = max(0.0, period.elapsed_s) if math.isfinite(period.elapsed_s) else 0.0
            return f"pembanding berumur {duration(age_s)}, terlalu lama atau terlalu baru"
        return period


def _ratio(port: Interface, period: _Period) -> float | None:
    """Return the share of the speed in the fuller direction, None where a direction or the speed is not known."""
    before, now = period.before.get(port.name), period.now.get(port.name)
    if before is None or now is None or not port.speed_bps:
        return None
    whole = port.speed_bps / 8 * period.elapsed_s
    ways = ((before.in_octets, now.in_octets), (before.out_octets, now.out_octets))
    grown = [growth(old, new, whole * _SLACK, now.octets_bits) for old, new in ways]
    ratios = [octets / whole for octets in grown if octets is not None]
    return min(1.0, max(ratios)) if len(ratios) == len(ways) and math.isfinite(whole) else None
