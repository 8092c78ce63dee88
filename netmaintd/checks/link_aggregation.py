"""Check 24: are all members of the link aggregation groups in their bundle."""

from __future__ import annotations

from netmaintd.checks.check import Check, why_unread
from netmaintd.checks.ports import is_up
from netmaintd.checks.wording import enumerated, listed, shown
from netmaintd.model.facts import Earlier, Facts, Interface, LagMember, SnmpAgent
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_LIMIT = "semua anggota tergabung; rusak bila tidak ada"


class LinkAggregationCheck(Check):
    """A member that fell out of its bundle is worth a look, a bundle without members is down.

    A port that left its group altogether is known from the last examination: agents stop telling its group.

    Source: IEEE8023-LAG-MIB (IEEE 802.1AX), dot3adAggPortAttachedAggID.
    """

    name = "link-aggregation"
    number = 24
    title = "Anggota link aggregation"
    needs = (SnmpAgent, Interface)
    uses = (LagMember,)
    optional = True
    misses = True

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device bundles ports."""
        return bool(facts.of(LagMember))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge every group by its members, now and then."""
        unread = why_unread(facts, LagMember)
        if unread:
            return self.unknown(unread)
        names = {port.if_index: port.name for port in facts.of(Interface) if port.if_index is not None}
        down = {port.if_index for port in facts.of(Interface) if not is_up(port)}
        now, before = _groups(facts), _groups(earlier.facts) if earlier else {}
        statuses, measured, faults = [], [], []
        for group in sorted(now.keys() | before.keys()):
            members = now.get(group, {}).keys() | {port for port, bundled in before.get(group, {}).items() if bundled}
            bundled = {port for port, well in now.get(group, {}).items() if well and port not in down}
            out = sorted(members - bundled)
            name = names.get(group, f"ifIndex {group}")
            measured.append(Measurement(shown(name), f"{len(bundled)}/{len(members)}", threshold=_LIMIT))
            statuses.append(Status.OK if not out else Status.WARNING if bundled else Status.CRITICAL)
            if out:
                ports = listed([shown(names.get(port, f"ifIndex {port}"), 30) for port in out])
                faults.append(f"{shown(name, 30)} {'kehilangan' if bundled else 'mati, anggota'} {ports}")
        text = enumerated(faults) if faults else f"{len(statuses)} grup lengkap"
        return self.result(worst(statuses), text, *measured)


def _groups(facts: Facts) -> dict[int, dict[int, bool]]:
    """Return the members of each group and whether they are bundled."""
    found: dict[int, dict[int, bool]] = {}
    for member in facts.of(LagMember):
        found.setdefault(member.group, {})[member.if_index] = member.bundled
    return found
