"""Check 24: are all members of the link aggregation groups in their bundle."""

from __future__ import annotations

from netmaintd.checks.check import NOT_GIVEN, Check, why_unread
from netmaintd.checks.ports import is_up
from netmaintd.checks.wording import enumerated, listed, shown
from netmaintd.model.facts import Documented, Earlier, Fact, Facts, Interface, LagMember, SnmpAgent, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_LIMIT = "semua anggota tergabung; rusak bila tidak ada"
_Groups = dict[str, dict[str, bool]]
"""Group to its members, and whether they are bundled."""


class LinkAggregationCheck(Check):
    """A member that fell out of its bundle is worth a look, a bundle without members is down.

    A port that left its group altogether is known from the last examination: agents stop telling its group. What
    the agent tells and what a command tells go by other names, so one is never compared with the other.

    Source: IEEE8023-LAG-MIB (IEEE 802.1AX), dot3adAggPortAttachedAggID.
    """

    name = "link-aggregation"
    number = 24
    title = "Anggota link aggregation"
    needs = (Documented,)
    uses = (LagMember, Interface, SnmpAgent, SshLogin)
    optional = True
    misses = True

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device bundles ports."""
        return bool(facts.of(LagMember))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge every group by its members, now and then."""
        told = facts.of(LagMember) or (earlier.facts.of(LagMember) if earlier else ())
        by_agent = any(member.if_index is not None for member in told)
        unread = _why_unread(facts, by_agent)
        if unread:
            return self.unknown(unread)
        ports = facts.of(Interface)
        names = {port.if_index: port.name for port in ports if port.if_index is not None}
        down = {name for port in ports if not is_up(port) for name in (port.name, port.descr) if name}
        now, before = _groups(facts, names, by_agent), _groups(earlier.facts, names, by_agent) if earlier else {}
        statuses, measured, faults = [], [], []
        for name in [*now, *(name for name in before if name not in now)]:
            members = now.get(name, {}).keys() | {port for port, bundled in before.get(name, {}).items() if bundled}
            bundled = {port for port, well in now.get(name, {}).items() if well and port not in down}
            out = sorted(members - bundled)
            measured.append(Measurement(shown(name), f"{len(bundled)}/{len(members)}", threshold=_LIMIT))
            statuses.append(Status.OK if not out else Status.WARNING if bundled else Status.CRITICAL)
            if out:
                missed = listed([shown(port, 30) for port in out])
                faults.append(f"{shown(name, 30)} {'kehilangan' if bundled else 'mati, anggota'} {missed}")
        text = enumerated(faults) if faults else f"{len(statuses)} grup lengkap"
        return self.result(worst(statuses), text, *measured)


def _why_unread(facts: Facts, by_agent: bool) -> str | None:
    """Return why nothing can be said of groups: only who told of them the last time can say that they are gone."""
    if facts.of(LagMember):
        return None
    session: type[Fact] = SnmpAgent if by_agent else SshLogin
    unread = why_unread(facts, LagMember)
    return unread or (None if facts.of(session) else facts.why_missing(session) or NOT_GIVEN)


def _groups(facts: Facts, names: dict[int, str], by_agent: bool) -> _Groups:
    found: _Groups = {}
    for member in facts.of(LagMember):
        if (member.if_index is not None) is by_agent:
            group = found.setdefault(_name(member.group, names) or member.group_name or "-", {})
            port = _name(member.if_index, names) or member.port or "-"
            group[port] = member.bundled and group.get(port, True)
    return found


def _name(index: int | None, names: dict[int, str]) -> str:
    return names.get(index, f"ifIndex {index}") if index is not None else ""
