"""Check 18: do the ports that are up run at full duplex and at the speed they should."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.ports import by_name, documented_ports, is_up, with_a_plug
from netmaintd.checks.wording import enumerated, listed, megabits, shown
from netmaintd.model.facts import Documented, Earlier, Facts, Interface
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_ALWAYS_FULL_BPS = 1_000_000_000
"""Half duplex at 1 Gbit/s is in IEEE 802.3 and was never built; such ports often tell no duplex."""


class LinkSpeedSettings(CheckSettings):
    """What an uplink should run at, at least."""

    uplink_least_bps: int = Field(default=100_000_000, ge=0)


@dataclass(frozen=True, slots=True)
class _Judged:
    """One port with its judgement; `fault` is empty where it is well."""

    name: str
    status: Status
    fault: str
    port: Interface


class LinkSpeedCheck(Check):
    """Half duplex on an uplink is critical, elsewhere worth a look, as is a port that is slower than before.

    Source: EtherLike-MIB (RFC 3635), dot3StatsDuplexStatus; IF-MIB (RFC 2863), ifHighSpeed.
    """

    name = "link-speed"
    number = 18
    title = "Dupleks dan kecepatan port"
    needs = (Interface, Documented)
    Settings = LinkSpeedSettings
    settings: LinkSpeedSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the ports that are up; one whose duplex is not known is not counted as judged."""
        documented = facts.of(Documented)[0]
        named = by_name(facts.of(Interface))
        important = {named[name].name for name in documented_ports(documented) if name in named}
        uplinks = {named[name].name for name in documented.uplinks if name in named}
        up = [port for port in with_a_plug(facts.of(Interface)) if is_up(port)]
        before = by_name(earlier.facts.of(Interface)) if earlier else {}
        judged = [self._judged(port, before.get(port.name), uplink=port.name in uplinks) for port in up]
        silent = [j.name for j in judged if j.status is Status.UNKNOWN and j.name in important]
        known = [j for j in judged if j.status is not Status.UNKNOWN]
        if not known:
            return self.unknown("perangkat tidak menyebut dupleks dan kecepatan port yang hidup")
        return self._result(known, silent, len(up))

    def _result(self, known: list[_Judged], silent: list[str], total: int) -> CheckResult:
        bad = [j for j in known if j.status is not Status.OK]
        limit = f"dupleks penuh, tidak lebih lambat; uplink ≥ {megabits(self.settings.uplink_least_bps)}"
        measured = tuple(Measurement(shown(j.name), j.port.speed_bps or 0, "bit/s", limit) for j in bad or known)
        if bad:
            status = worst(j.status for j in bad)
            return self.result(status, enumerated([f"{shown(j.name, 30)} {j.fault}" for j in bad]), *measured)
        if silent:
            return self.unknown(f"dupleks port penting tidak diketahui: {listed(silent)}", *measured)
        return self.result(
            Status.OK, f"{len(known)} dari {total} port hidup dinilai, semua dupleks penuh", *measured
        )  # fmt: skip

    def _judged(self, port: Interface, before: Interface | None, *, uplink: bool) -> _Judged:
        if port.duplex == "half":
            return _Judged(port.name, Status.CRITICAL if uplink else Status.WARNING, "setengah dupleks", port)
        slow = _slow(port, before, self.settings.uplink_least_bps if uplink else 0)
        if slow:
            return _Judged(port.name, Status.WARNING, slow, port)
        full = port.duplex == "full" or (port.speed_bps or 0) >= _ALWAYS_FULL_BPS
        return _Judged(port.name, Status.OK if full else Status.UNKNOWN, "", port)


def _slow(port: Interface, before: Interface | None, least_bps: int) -> str:
    """Return in which way a port is too slow, empty where it is not or does not tell."""
    if not port.speed_bps:
        return ""
    if before is not None and is_up(before) and before.speed_bps and port.speed_bps < before.speed_bps:
        return f"turun dari {megabits(before.speed_bps)} ke {megabits(port.speed_bps)}"
    return f"hanya {megabits(port.speed_bps)}" if port.speed_bps < least_bps else ""
