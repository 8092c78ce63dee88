"""Check 16: which share of packets was damaged or discarded since the last examination."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings, by_limits
from netmaintd.checks.uptime import restarted
from netmaintd.checks.wording import listed, number
from netmaintd.model.facts import Earlier, Facts, InterfaceCounters, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status

_COUNTED = ("in_errors", "out_errors", "in_discards", "out_discards")
_PACKETS = ("in_packets", "out_packets")


class InterfaceErrorsSettings(CheckSettings):
    """Errors and discards per packet, and how many packets make a ratio worth judging."""

    warning: float = Field(default=1e-6, gt=0, le=1)
    critical: float = Field(default=1e-4, gt=0, le=1)
    least_packets: int = Field(default=1000, ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning > self.critical:
            raise ValueError("warning must not lie above critical")
        return self


class InterfaceErrorsCheck(Check):
    """Growth between two examinations; after a restart in between, all since that restart.

    Source: IF-MIB (RFC 2863), ifInErrors, ifOutErrors, ifInDiscards, ifOutDiscards.
    """

    name = "interface-errors"
    number = 16
    title = "Kesalahan dan paket terbuang per port"
    needs = (InterfaceCounters,)
    Settings = InterfaceErrorsSettings
    settings: InterfaceErrorsSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the worst port of those that carried enough packets.

        The first examination judges everything since the device started; later ones the growth.
        """
        base, since = self._base(facts, earlier)
        ratios = {
            port.name: ratio
            for port in facts.of(InterfaceCounters)
            if port.name in base and (ratio := self._ratio(base[port.name], port)) is not None
        }
        if not ratios:
            return self.unknown("tidak ada port dengan lalu lintas yang cukup untuk dinilai")
        limits = f">= {self.settings.warning} / {self.settings.critical}"
        bad = sorted((n for n, r in ratios.items() if r >= self.settings.warning), key=lambda n: -ratios[n])
        worst = max(ratios, key=lambda name: ratios[name])
        status = by_limits(ratios[worst], self.settings.warning, self.settings.critical)
        measured = tuple(Measurement(name, ratios[name], "ratio", limits) for name in (bad or [worst]))
        if status is Status.OK:
            return self.result(status, f"{len(ratios)} port tanpa kesalahan berarti {since}", *measured)
        share = number(ratios[worst] * 1e6, 0)
        text = f"Kesalahan di {listed(bad)}; terburuk {worst}: {share} per sejuta paket {since}"
        return self.result(status, text, *measured)

    @staticmethod
    def _base(facts: Facts, earlier: Earlier | None) -> tuple[dict[str, InterfaceCounters], str]:
        """Return the counters to subtract, and since when that counts; zero after a restart or at first sight."""
        if earlier and earlier.facts.of(InterfaceCounters) and not _counters_began_anew(facts, earlier):
            return {port.name: port for port in earlier.facts.of(InterfaceCounters)}, "sejak pemeriksaan lalu"
        return {port.name: _zero(port) for port in facts.of(InterfaceCounters)}, "sejak perangkat menyala"

    def _ratio(self, before: InterfaceCounters, after: InterfaceCounters) -> float | None:
        """Return damaged and discarded packets per packet, None when it cannot be told."""
        packets = _growth(before, after, _PACKETS)
        faults = _growth(before, after, _COUNTED)
        if packets is None or faults is None or packets < self.settings.least_packets:
            return None
        return min(1.0, faults / packets)


def _zero(port: InterfaceCounters) -> InterfaceCounters:
    """Return counters as they were when the device started; absent ones stay absent."""
    have: dict[str, Any] = {name: 0 for name in (*_COUNTED, *_PACKETS) if getattr(port, name) is not None}
    return replace(port, **have)


def _growth(before: InterfaceCounters, after: InterfaceCounters, names: tuple[str, ...]) -> int | None:
    """Return the growth of several counters, None when none is there or one went back."""
    pairs = [(getattr(before, name), getattr(after, name)) for name in names]
    deltas = [new - old for old, new in pairs if old is not None and new is not None]
    return sum(deltas) if deltas and min(deltas) >= 0 else None


def _counters_began_anew(facts: Facts, earlier: Earlier) -> bool:
    then, now = earlier.facts.one(Uptime), facts.one(Uptime)
    if then is None or now is None or facts.taken_at is None:
        return False
    return restarted(then, now, (facts.taken_at - earlier.at).total_seconds())
