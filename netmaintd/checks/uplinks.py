"""Check 15: are the ports up that the inventory says must be."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.wording import listed
from netmaintd.model.facts import Documented, Earlier, Facts, Interface, LinkStatus
from netmaintd.model.results import CheckResult, Measurement, Status


class UplinksCheck(Check):
    """An uplink that is down is critical, a further documented port that is down is worth a look."""

    name = "uplinks"
    number = 15
    title = "Keadaan uplink dan port penting"
    needs = (Interface, Documented)

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Compare the documented ports with what the device says of them."""
        documented = facts.of(Documented)[0]
        wanted = (*documented.uplinks, *documented.edge_ports)
        if not wanted:
            return self.unknown("inventaris tidak menyebut uplink perangkat ini")
        ports = {p.name: p for p in facts.of(Interface)} | {p.descr: p for p in facts.of(Interface) if p.descr}
        absent = [name for name in wanted if name not in ports]
        down = [name for name in wanted if name in ports and ports[name].oper_status is not LinkStatus.UP]
        measured = tuple(
            Measurement(name, ports[name].oper_status.value if name in ports else None, threshold="up")
            for name in wanted
        )
        if set(down) & set(documented.uplinks):
            return self.result(Status.CRITICAL, f"Uplink mati: {listed(down)}", *measured)
        if absent:
            return self.unknown(f"port tidak ada pada perangkat: {listed(absent)}", *measured)
        if down:
            return self.result(Status.WARNING, f"Port mati: {listed(down)}", *measured)
        return self.result(Status.OK, f"Semua port penting hidup ({listed(list(wanted))})", *measured)
