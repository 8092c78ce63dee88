"""Check 45, our own after the published list: how many ports of a switch are left.

A check apart from the unused ports, because it leads to another SOP: a switch without free ports is a request for
a new network, not a port to be switched off.
"""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.ports import is_up, since_start, unchanged_for_s, with_a_plug
from netmaintd.checks.wording import percent
from netmaintd.model.facts import Earlier, Facts, Interface, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status

_LEAST_PORTS = 8
"""A device with fewer is a router or a server: all its ports are meant to be in use."""


class PortCapacitySettings(CheckSettings):
    """Which share of the ports may be in use, and how long ago a port that is down still counts as used."""

    warning: float = Field(default=0.9, gt=0, le=1)
    used_within_s: float = Field(default=90 * 86400.0, gt=0)


class PortCapacityCheck(Check):
    """A port is in use when it is up, or was not long ago. Worth a look, never more."""

    name = "port-capacity"
    number = 45
    title = "Port yang masih tersedia"
    needs = (Interface, Uptime)
    optional = True
    Settings = PortCapacitySettings
    settings: PortCapacitySettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device is a switch by its number of ports."""
        return bool(facts.of(Uptime)) and len(with_a_plug(facts.of(Interface))) >= _LEAST_PORTS

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge the share; unknown where the ports that do not tell would make the difference."""
        s, uptime = self.settings, facts.of(Uptime)[0]
        ports = with_a_plug(facts.of(Interface))
        ages = [unchanged_for_s(port, uptime) for port in ports if not is_up(port)]
        # A port that is down since the start was not used since then; before, nobody knows.
        lately = [a for a in ages if a is not None and a < s.used_within_s and not since_start(a, uptime)]
        used = len(ports) - len(ages) + len(lately)
        silent = sum(1 for age in ages if age is None)
        ratio = used / len(ports)
        measured = Measurement("used_ports", ratio, "ratio", f"perlu perhatian ≥ {percent(s.warning)}")
        text = f"{used} dari {len(ports)} port terpakai ({percent(ratio)})"
        if ratio >= s.warning:
            return self.result(Status.WARNING, f"Port hampir habis: {text}", measured)
        if (used + silent) / len(ports) >= s.warning:
            return self.unknown(f"pemakaian {silent} port tidak diketahui", measured)
        return self.result(Status.OK, text, measured)
