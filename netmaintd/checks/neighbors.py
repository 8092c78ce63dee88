"""Check 22: are the devices at the other ends of the cables those that should be there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from netmaintd.checks.check import Check, CheckSettings, why_unheard
from netmaintd.checks.ports import by_name
from netmaintd.checks.wording import enumerated, listed, shown
from netmaintd.model.facts import Documented, Earlier, Facts, Interface, Neighbor, SnmpAgent, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Status, worst

NOTHING_TO_COMPARE = "inventaris tidak menyebut tetangga perangkat ini; tetangga kini menjadi pembanding berikutnya"


class NeighborsSettings(CheckSettings):
    """Whether a neighbour that was never seen there is worth a look."""

    report_new: bool = True


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong at one port."""

    status: Status
    text: str


class NeighborsCheck(Check):
    """What the inventory names is compared with it, everything else with the last examination.

    A documented neighbour that is missing is critical on an uplink, else worth a look; so is another one in its
    place, one that vanished, and one that is new. Source: LLDP (IEEE 802.1AB), CDP.
    """

    name = "neighbors"
    number = 22
    title = "Tetangga sesuai dokumentasi"
    needs = (Documented,)
    uses = (Neighbor, Interface, SnmpAgent, SshLogin)
    optional = True
    misses = True
    Settings = NeighborsSettings
    settings: NeighborsSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device has neighbours, or should."""
        return bool(facts.of(Neighbor)) or any(documented.neighbors for documented in facts.of(Documented))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Compare by port; a neighbour without a name cannot be compared."""
        unread = why_unheard(facts, Neighbor)
        if unread:
            return self.unknown(unread)
        documented = facts.of(Documented)[0]
        now, before = _seen(facts), _seen(earlier.facts) if earlier else None
        wanted = {_port(facts, port): name for port, name in documented.neighbors}
        if not wanted and not before:
            return self.unknown(NOTHING_TO_COMPARE)
        uplinks = {_port(facts, port) for port in documented.uplinks}
        faults = [fault for p, n in wanted.items() if (fault := _documented(n, p, now.get(p, []), p in uplinks))]
        if before:
            faults += _changed(now, before, set(wanted), report_new=self.settings.report_new)
        status = worst((Status.OK, *(fault.status for fault in faults)))
        expected = {**{p: sorted(names) for p, names in (before or {}).items()}, **{p: [n] for p, n in wanted.items()}}
        measured = (Measurement(shown(p), listed(now.get(p, [])) or "-", "", listed(n)) for p, n in expected.items())
        what = "inventaris" if wanted else "pemeriksaan lalu"
        text = enumerated([f.text for f in faults]) if faults else f"{len(expected)} tetangga sesuai {what}"
        return self.result(status, text, *measured)


def _seen(facts: Facts) -> dict[str, list[str]]:
    """Return the names of neighbours by port."""
    found: dict[str, list[str]] = {}
    for neighbor in facts.of(Neighbor):
        name = (neighbor.remote_name or "").strip()
        if shown(name):
            names = found.setdefault(_port(facts, neighbor.local_port), [])
            if not _is_among(name, names):
                names.append(name)
    return found


def _port(facts: Facts, name: str) -> str:
    port = by_name(facts.of(Interface)).get(name)
    return port.name if port else name


def _documented(wanted: str, port: str, found: list[str], uplink: bool) -> _Fault | None:
    if _is_among(wanted, found):
        return None
    where = shown(port, 30)
    if found:
        return _Fault(Status.WARNING, f"{where}: {shown(found[0], 40)}, seharusnya {shown(wanted, 40)}")
    return _Fault(Status.CRITICAL if uplink else Status.WARNING, f"{where}: {shown(wanted, 40)} tidak terlihat")


def _changed(
    now: dict[str, list[str]], before: dict[str, list[str]], wanted: set[str], *, report_new: bool
) -> list[_Fault]:
    """Return what came and went on ports that the inventory does not name."""
    gone = [(p, n) for p, names in before.items() if p not in wanted for n in names if not _is_among(n, now.get(p, []))]
    new = [(p, n) for p, names in now.items() if p not in wanted for n in names if not _is_among(n, before.get(p, []))]
    faults = [_Fault(Status.WARNING, f"{shown(p, 30)}: {shown(n, 40)} tidak terlihat lagi") for p, n in gone]
    if report_new:
        faults += [_Fault(Status.WARNING, f"{shown(p, 30)}: {shown(n, 40)} baru") for p, n in new]
    return faults


def _is_among(name: str, names: Iterable[str]) -> bool:
    """Whether a device is among others; one side may have the domain."""
    a = name.strip().casefold()
    others = (other.strip().casefold() for other in names)
    return any(a == b or a == b.split(".")[0] or a.split(".")[0] == b for b in others)
