"""Check 25: are the members of a stack and the routers of a virtual router in their roles."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.checks.check import Check, why_unread
from netmaintd.checks.parts import BY_STATE
from netmaintd.checks.wording import enumerated, shown
from netmaintd.model.facts import (
    Documented,
    Earlier,
    Fact,
    Facts,
    Interface,
    Sensor,
    SnmpAgent,
    SshLogin,
    StackMember,
    VirtualRouter,
)
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_PARTS = ("stack", "redundancy")
_OF_A_MEMBER = "Stack state "
_OF_THE_RING = ("Stack ring", "Stack port ")
"""As the profiles name the sensors; a ring needs two members, and a switch that stands alone tells of an open one."""
_ROLES = ("backup", "master", "standby", "active")
"""VRRP's two, and HSRP's."""
_LEADS = ("master", "active")
_BY_READY = {True: Status.OK, False: Status.CRITICAL, None: Status.UNKNOWN}


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of what is there twice: how it is, in which word, and what was wanted."""

    status: Status
    word: str
    wanted: str = "baik"


class RedundancyCheck(Check):
    """By what the device tells of itself and its peers; a member that vanished, and a role that changed, as well.

    Source: VRRP-MIB (RFC 2787), VRRPV3-MIB (RFC 6527), the vendors' objects for stacks, and their commands.
    """

    name = "redundancy"
    number = 25
    title = "Peran stack dan VRRP"
    needs = (Documented,)
    uses = (Sensor, StackMember, VirtualRouter, Interface, SnmpAgent, SshLogin)
    optional = True
    misses = True

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device is part of a stack, of a pair or of a virtual router."""
        return bool(_sensors(facts) or facts.of(StackMember) or facts.of(VirtualRouter))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge sensors and members by their state, virtual routers by their role; the worst decides."""
        before = earlier.facts if earlier else Facts()
        parts = _of_sensors(facts, before) | _of_members(facts, before) | _of_routers(facts, before)
        measured = [Measurement(shown(name), shown(p.word) or "-", threshold=p.wanted) for name, p in parts.items()]
        known = {name: part for name, part in parts.items() if part.status is not Status.UNKNOWN}
        if not known:
            unread = why_unread(facts, Sensor) or why_unread(facts, StackMember)
            return self.unknown(unread or "perangkat tidak menyebut keadaan stack maupun VRRP-nya", *measured)
        bad = [(name, part) for name, part in known.items() if part.status is not Status.OK]
        faults = [f"{shown(name, 40)} {shown(part.word)}" for name, part in bad]
        text = enumerated(faults) if faults else f"{len(known)} bagian redundansi baik"
        return self.result(worst(part.status for part in known.values()), text, *measured)


def _of_sensors(facts: Facts, before: Facts) -> dict[str, _Part]:
    sensors = _sensors(facts)
    states = {name: BY_STATE.get(sensor.state, Status.UNKNOWN) for name, sensor in sensors.items()}
    gone = [n for n in _sensors(before) if n.startswith(_OF_A_MEMBER) and n not in sensors]
    lost = gone if _answers(facts, SnmpAgent, Sensor) else []
    return {name: _Part(status, status.word) for name, status in states.items()} | _lost(lost)


def _sensors(facts: Facts) -> dict[str, Sensor]:
    found = {sensor.name: sensor for sensor in facts.of(Sensor) if sensor.part in _PARTS}
    alone = sum(1 for name in found if name.startswith(_OF_A_MEMBER)) == 1
    return {name: sensor for name, sensor in found.items() if not (alone and name.startswith(_OF_THE_RING))}


def _of_members(facts: Facts, before: Facts) -> dict[str, _Part]:
    """Give the members that a command told of; another one that leads now is worth a look."""
    now, then = _members(facts), _members(before)
    gone = [name for name in then if name not in now]
    return {name: _of_member(m, then.get(name)) for name, m in now.items()} | _lost(
        gone if _answers(facts, SshLogin, StackMember) else []
    )


def _members(facts: Facts) -> dict[str, StackMember]:
    return {f"Anggota stack {member.member}": member for member in facts.of(StackMember)}


def _of_member(now: StackMember, before: StackMember | None) -> _Part:
    status, role = _BY_READY[now.ready], now.role.casefold()
    took_over = before is not None and before.role and role in _LEADS and before.role.casefold() not in _LEADS
    if status is Status.OK and took_over:
        return _Part(Status.WARNING, f"kini {role}", before.role if before else "")
    return _Part(status, (shown(now.state) or "tidak siap") if status is Status.CRITICAL else status.word)


def _of_routers(facts: Facts, before: Facts) -> dict[str, _Part]:
    roles, then = _routers(facts), _routers(before)
    return {name: _of_role(role, then.get(name)) for name, role in roles.items()}


def _routers(facts: Facts) -> dict[str, str]:
    """Return virtual routers by a name that stays, with their role."""
    names = {port.if_index: port.name for port in facts.of(Interface) if port.if_index is not None}
    return {
        f"VRRP{'v6' if r.ip_version == 6 else ''} {r.vrid} {r.interface or names.get(r.if_index or 0, r.if_index)}":
        r.state.casefold()
        for r in facts.of(VirtualRouter)
    }  # fmt: skip


def _of_role(role: str, before: str | None) -> _Part:
    kept = role in _ROLES and (before in (None, role) or before not in _ROLES)
    wanted = before or "backup atau master"
    return _Part(Status.OK, role, wanted) if kept else _Part(Status.WARNING, f"kini {role}", wanted)


def _answers(facts: Facts, session: type[Fact], kind: type[Fact]) -> bool:
    """Whether what is not told any more is gone, and not only unread."""
    return bool(facts.of(session)) and why_unread(facts, kind) is None


def _lost(names: list[str]) -> dict[str, _Part]:
    return dict.fromkeys(names, _Part(Status.CRITICAL, "hilang"))
