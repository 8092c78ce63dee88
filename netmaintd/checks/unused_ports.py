"""Check 21: ports that nobody has used for long and that are still switched on."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.ports import is_up, since_start, unchanged_for_s, with_a_plug
from netmaintd.checks.wording import duration, listed, shown
from netmaintd.model.facts import Earlier, Facts, Interface, LinkStatus, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status


class UnusedPortsSettings(CheckSettings):
    """From when on a port counts as unused, and how many of them the office accepts."""

    unused_s: float = Field(default=90 * 86400.0, gt=0)
    tolerated: int = Field(default=0, ge=0)


class UnusedPortsCheck(Check):
    """A port that is switched on lets in whoever finds its socket. Worth a look, never more.

    Of a port that is down since a start that is not long ago nobody knows whether it was in use before.

    Source: IF-MIB (RFC 2863), ifAdminStatus, ifOperStatus, ifLastChange.
    """

    name = "unused-ports"
    number = 21
    title = "Port tak terpakai yang masih aktif"
    needs = (Interface, Uptime)
    optional = True
    Settings = UnusedPortsSettings
    settings: UnusedPortsSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device has Ethernet ports."""
        return bool(facts.of(Uptime)) and bool(with_a_plug(facts.of(Interface)))

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Count the ports that are on and down for long; those of which that is not known may be so as well."""
        s, uptime = self.settings, facts.of(Uptime)[0]
        ports = with_a_plug(facts.of(Interface))
        down = [port for port in ports if port.admin_status is LinkStatus.UP and not is_up(port)]
        ages = {port.name: unchanged_for_s(port, uptime) for port in down}
        unused = [name for name, age in ages.items() if age is not None and age >= s.unused_s]
        doubtful = [n for n, age in ages.items() if age is None or (age < s.unused_s and since_start(age, uptime))]
        doubtful += [port.name for port in ports if port.admin_status is LinkStatus.UNKNOWN]
        limit = f"perlu perhatian > {s.tolerated} port mati ≥ {duration(s.unused_s)} yang masih aktif"
        measured = Measurement("unused_ports", len(unused), "", limit)
        text = f"{len(unused)} dari {len(ports)} port aktif tanpa dipakai"
        if len(unused) > s.tolerated:
            return self.result(Status.WARNING, f"{text}: {listed([shown(n, 30) for n in unused])}", measured)
        if len(unused) + len(doubtful) > s.tolerated:
            return self.unknown(f"tidak diketahui sejak kapan {len(doubtful)} port mati: {listed(doubtful)}", measured)
        return self.result(Status.OK, text, measured)
