"""Check 13: how much of the power over Ethernet is used, and which ports are in fault."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check
from netmaintd.checks.limits import RatioLimits, by_limits
from netmaintd.checks.wording import listed, percent, shown
from netmaintd.model.facts import Documented, Earlier, Facts, PoePort, PoeSupply, SnmpAgent, SshLogin, State
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_FAULTS = frozenset({"fault", "otherFault"})
_MOST_RATIO = 1.5
"""Supplies give a little more than their budget for a moment; beyond this the figures have different units."""


class PoeSettings(RatioLimits):
    """Used share of the budget of the fullest supply."""

    warning: float = Field(default=0.8, ge=0, le=1)
    critical: float = Field(default=0.95, ge=0, le=1)


class PoeCheck(Check):
    """The fullest supply decides; a faulty supply and a port in fault are critical.

    Source: POWER-ETHERNET-MIB (RFC 3621), pethMainPseTable, pethPsePortDetectionStatus.
    """

    name = "poe"
    number = 13
    title = "Daya PoE dan port PoE"
    needs = (Documented,)
    uses = (PoeSupply, PoePort, SnmpAgent, SshLogin)
    optional = True
    Settings = PoeSettings
    settings: PoeSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device feeds others."""
        return bool(facts.of(PoeSupply) or facts.of(PoePort))

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge supplies by their load and ports by their state."""
        supplies = facts.of(PoeSupply)
        loads = {s.group: ratio for s in supplies if (ratio := _load(s)) is not None}
        broken = [supply.group for supply in supplies if supply.state is State.CRITICAL]
        ports = [port for port in facts.of(PoePort) if port.status is not None]
        faults = [port.port for port in ports if port.status in _FAULTS and port.enabled is not False]
        if not (loads or broken or ports):
            return self.unknown("perangkat tidak menyebut pemakaian daya PoE maupun keadaan portnya")
        status = worst(by_limits(ratio, self.settings.warning, self.settings.critical) for ratio in loads.values())
        if not loads or broken or faults:
            status = Status.CRITICAL if broken or faults else Status.OK
        measured = [Measurement(f"poe {shown(g)}", r, "ratio", self.settings.threshold) for g, r in loads.items()]
        measured.append(Measurement("faulty_ports", len(faults), "", "rusak ≥ 1 port"))
        text = "; ".join(filter(None, (_load_text(loads), _broken_text(broken), _fault_text(faults, len(ports)))))
        return self.result(status, text[0].upper() + text[1:], *measured)


def _load(supply: PoeSupply) -> float | None:
    if not supply.budget_w or supply.budget_w < 0 or supply.used_w is None or supply.used_w < 0:
        return None
    ratio = supply.used_w / supply.budget_w
    return ratio if ratio <= _MOST_RATIO else None


def _load_text(loads: dict[str, float]) -> str:
    if not loads:
        return "pemakaian daya PoE tidak diberitahukan"
    fullest = max(loads, key=lambda group: loads[group])
    where = f" (kelompok {shown(fullest)}, tertinggi dari {len(loads)})" if len(loads) > 1 else ""
    return f"daya PoE terpakai {percent(loads[fullest])}{where}"


def _broken_text(broken: list[str]) -> str:
    return f"catu daya PoE rusak: {listed(broken)}" if broken else ""


def _fault_text(faults: list[str], total: int) -> str:
    if not total:
        return "keadaan port tidak diberitahukan"
    return f"port gangguan: {listed(faults)}" if faults else f"{total} port tanpa gangguan"
