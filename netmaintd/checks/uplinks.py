"""Check 15: are the ports up that the inventory says must be."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.ports import by_name
from netmaintd.checks.wording import listed, shown
from netmaintd.model.facts import Documented, Earlier, Facts, Interface, LinkStatus
from netmaintd.model.results import CheckResult, Measurement, Status, worst


class UplinksCheck(Check):
    """An uplink that is down is critical, a further documented port that is down is worth a look.

    A port that the device does not have, or of which it does not know the state, was not checked.
    """

    name = "uplinks"
    number = 15
    title = "Keadaan uplink dan port penting"
    needs = (Interface, Documented)

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Compare the documented ports with what the device says of them; the worst port decides."""
        documented = facts.of(Documented)[0]
        if_down = dict.fromkeys(documented.edge_ports, Status.WARNING) | dict.fromkeys(
            documented.uplinks, Status.CRITICAL
        )
        if not if_down:
            return self.unknown("inventaris tidak menyebut uplink perangkat ini")
        ports = by_name(facts.of(Interface))
        states = {name: _status(ports.get(name), down) for name, down in if_down.items()}
        measured = tuple(
            Measurement(shown(name), _word(ports.get(name)), threshold=LinkStatus.UP.value) for name in if_down
        )
        status = worst(states.values())
        if status is Status.OK:
            return self.result(status, f"Semua port penting hidup ({listed(list(if_down))})", *measured)
        text = _sentence(states, ports)
        return self.unknown(text, *measured) if status is Status.UNKNOWN else self.result(status, text, *measured)


def _status(port: Interface | None, down: Status) -> Status:
    if port is None or port.oper_status is LinkStatus.UNKNOWN:
        return Status.UNKNOWN
    return Status.OK if port.oper_status is LinkStatus.UP else down


def _word(port: Interface | None) -> str | None:
    return port.oper_status.value if port else None


def _sentence(states: dict[str, Status], ports: dict[str, Interface]) -> str:
    """Return what is wrong with which ports, the worst first."""
    dead = [name for name, status in states.items() if status is Status.CRITICAL]
    down = [name for name, status in states.items() if status is Status.WARNING]
    absent = [name for name in states if name not in ports]
    silent = [name for name, status in states.items() if status is Status.UNKNOWN and name in ports]
    disabled = [name for name in (*dead, *down) if ports[name].admin_status is LinkStatus.DOWN]
    parts = (
        f"uplink mati: {listed(dead)}" if dead else "",
        f"port mati: {listed(down)}" if down else "",
        f"dinonaktifkan lewat konfigurasi: {listed(disabled)}" if disabled else "",
        f"port tidak ada pada perangkat: {listed(absent)}" if absent else "",
        f"keadaan port tidak diketahui: {listed(silent)}" if silent else "",
    )
    text = "; ".join(part for part in parts if part)
    return text[0].upper() + text[1:] if dead or down else text
