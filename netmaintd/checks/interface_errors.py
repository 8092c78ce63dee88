"""Check 16: which share of packets was damaged or discarded since the last examination."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.counters import Traffic, traffic_between, traffic_since_start, went_back
from netmaintd.checks.limits import by_limits
from netmaintd.checks.restart import restarted
from netmaintd.checks.wording import limits, listed, per_million, shown
from netmaintd.model.facts import Earlier, Facts, InterfaceCounters, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status

NO_COMPARISON = "belum ada pembanding; penghitung ini menjadi pembanding berikutnya"
RESTARTED = "penghitung mulai dari nol karena perangkat mulai ulang sejak pemeriksaan lalu"


class InterfaceErrorsSettings(CheckSettings):
    """Errors and discards per packet, and what makes a ratio worth judging."""

    warning: float = Field(default=1e-6, gt=0, le=1)
    critical: float = Field(default=1e-4, gt=0, le=1)
    least_packets: int = Field(default=1000, ge=1)
    """A port with fewer packets is judged only ..."""
    least_errors: int = Field(default=10, ge=1)
    """... where so many were damaged or discarded."""
    cumulative: bool = True
    """Where nothing can be compared (first examination, restart), judge all since the counters began; the
    result says so. False makes it unknown."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning > self.critical:
            raise ValueError("warning must not lie above critical")
        return self


class InterfaceErrorsCheck(Check):
    """Growth between two examinations; where there is nothing to compare with, all since the counters began.

    Source: IF-MIB (RFC 2863), ifInErrors, ifOutErrors, ifInDiscards, ifOutDiscards.
    """

    name = "interface-errors"
    number = 16
    title = "Kesalahan dan paket terbuang per port"
    needs = (InterfaceCounters, Uptime)
    Settings = InterfaceErrorsSettings
    settings: InterfaceErrorsSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the worst port; a port whose counters cannot be trusted keeps the result from being well."""
        base, why_not = _base(facts, earlier)
        if why_not and not self.settings.cumulative:
            return self.unknown(why_not)
        counters = facts.of(InterfaceCounters)
        doubtful = [port.name for port in counters if port.name in base and went_back(base[port.name], port)]
        told = {port.name: self._traffic(port, base) for port in counters if port.name not in doubtful}
        ports = {name: traffic for name, traffic in told.items() if traffic is not None and self._enough(traffic)}
        since = "sejak penghitung mulai" if why_not else "sejak pemeriksaan lalu"
        return self._result(ports, doubtful, since, len(counters))

    def _traffic(self, port: InterfaceCounters, base: Mapping[str, InterfaceCounters]) -> Traffic | None:
        if port.name in base:
            return traffic_between(base[port.name], port)
        return traffic_since_start(port) if self.settings.cumulative else None

    def _enough(self, traffic: Traffic) -> bool:
        return traffic.packets >= self.settings.least_packets or traffic.faults >= self.settings.least_errors

    def _result(self, ports: dict[str, Traffic], doubtful: list[str], since: str, total: int) -> CheckResult:
        s = self.settings
        limit = limits(s.warning, s.critical, per_million)
        bad = sorted((n for n, t in ports.items() if t.ratio >= s.warning), key=lambda n: -ports[n].ratio)
        worst_port = max(ports, key=lambda name: ports[name].ratio, default="")
        named = bad or ([worst_port] if worst_port else [])
        measured = tuple(Measurement(shown(name), ports[name].ratio, "ratio", limit) for name in named)
        if bad:
            status = by_limits(ports[bad[0]].ratio, s.warning, s.critical)
            worst_text = f"terburuk {shown(bad[0])}: {per_million(ports[bad[0]].ratio)} paket"
            return self.result(status, f"Kesalahan di {listed(bad)}; {worst_text} {since}", *measured)
        if doubtful:
            return self.unknown(f"penghitung mundur tanpa mulai ulang di {listed(doubtful)}", *measured)
        if not ports:
            return self.unknown("tidak ada port dengan lalu lintas yang cukup untuk dinilai")
        return self.result(
            Status.OK, f"{len(ports)} dari {total} port dinilai, tanpa kesalahan berarti {since}", *measured
        )


def _base(facts: Facts, earlier: Earlier | None) -> tuple[dict[str, InterfaceCounters], str]:
    """Return the earlier counters by port; none, with the reason, where they cannot be compared."""
    before = earlier.facts.of(InterfaceCounters) if earlier else ()
    then, now = (earlier.facts.one(Uptime) if earlier else None), facts.of(Uptime)[0]
    if earlier is None or not before or then is None or facts.taken_at is None:
        return {}, NO_COMPARISON
    if restarted(then, now, (facts.taken_at - earlier.at).total_seconds()):
        return {}, RESTARTED
    return {port.name: port for port in before}, ""
