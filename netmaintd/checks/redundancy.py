"""Check 25: are the members of a stack and the routers of a virtual router in their roles."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.parts import BY_STATE
from netmaintd.checks.wording import enumerated, shown
from netmaintd.model.facts import Earlier, Facts, Interface, Sensor, SnmpAgent, VirtualRouter
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_PARTS = ("stack", "redundancy")
_OF_A_MEMBER = "Stack state "
_OF_THE_RING = ("Stack ring", "Stack port ")
"""As the profiles name the sensors; a ring needs two members, and a switch that stands alone tells of an open one."""
_ROLES = ("backup", "master")


class RedundancyCheck(Check):
    """By what the device tells of itself and its peers; a member that vanished, and a role that changed, as well.

    Source: VRRP-MIB (RFC 2787), VRRPV3-MIB (RFC 6527), and the vendors' objects for stacks.
    """

    name = "redundancy"
    number = 25
    title = "Peran stack dan VRRP"
    needs = (SnmpAgent,)
    uses = (Sensor, VirtualRouter, Interface)
    optional = True
    misses = True

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device is part of a stack, of a pair or of a virtual router."""
        return bool(_sensors(facts) or facts.of(VirtualRouter))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge sensors by their state, virtual routers by their role; the worst decides."""
        sensors, before = _sensors(facts), _sensors(earlier.facts) if earlier else {}
        states = {name: BY_STATE.get(sensor.state, Status.UNKNOWN) for name, sensor in sensors.items()}
        gone = [name for name in before if name.startswith(_OF_A_MEMBER) and name not in sensors]
        states |= dict.fromkeys(gone, Status.CRITICAL)
        measured = [Measurement(shown(name), status.word, threshold="baik") for name, status in states.items()]
        routers, roles = _routers(facts), _routers(earlier.facts) if earlier else {}
        for name, role in routers.items():
            states[name] = _of_role(role, roles.get(name))
            measured.append(Measurement(shown(name), role, threshold=roles.get(name, "backup atau master")))
        known = {name: status for name, status in states.items() if status is not Status.UNKNOWN}
        if not known:
            return self.unknown("perangkat tidak menyebut keadaan stack maupun VRRP-nya", *measured)
        bad = {name: status for name, status in known.items() if status is not Status.OK}
        faults = [f"{shown(name, 40)} {_word(name, gone, routers, status)}" for name, status in bad.items()]
        text = enumerated(faults) if faults else f"{len(known)} bagian redundansi baik"
        return self.result(worst(known.values()), text, *measured)


def _sensors(facts: Facts) -> dict[str, Sensor]:
    found = {sensor.name: sensor for sensor in facts.of(Sensor) if sensor.part in _PARTS}
    alone = sum(1 for name in found if name.startswith(_OF_A_MEMBER)) == 1
    return {name: sensor for name, sensor in found.items() if not (alone and name.startswith(_OF_THE_RING))}


def _routers(facts: Facts) -> dict[str, str]:
    """Return virtual routers by a name that stays, with their role."""
    names = {port.if_index: port.name for port in facts.of(Interface)}
    return {
        f"VRRP{'v6' if r.ip_version == 6 else ''} {r.vrid} {names.get(r.if_index, r.if_index)}": r.state
        for r in facts.of(VirtualRouter)
    }


def _of_role(role: str, before: str | None) -> Status:
    if role not in _ROLES:
        return Status.WARNING
    return Status.OK if before in (None, role) or before not in _ROLES else Status.WARNING


def _word(name: str, gone: list[str], routers: dict[str, str], status: Status) -> str:
    if name in gone:
        return "hilang"
    return f"kini {routers[name]}" if name in routers else status.word
