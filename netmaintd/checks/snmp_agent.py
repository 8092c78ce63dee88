"""Check 3: does the SNMP agent answer, and with version 3 in authPriv."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.wording import shown
from netmaintd.model.facts import Earlier, Facts, SnmpAgent
from netmaintd.model.results import CheckResult, Measurement, Status


class SnmpAgentCheck(Check):
    """SNMPv3 authPriv is what an office should use; v2c shows its community to everybody on the way."""

    name = "snmp-agent"
    number = 3
    title = "Agen SNMP menjawab, SNMPv3 dipakai"
    needs = (SnmpAgent,)

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """A silent agent never comes here."""
        agent = facts.of(SnmpAgent)[0]
        used = Measurement("version", f"v{shown(agent.version)} {shown(agent.level)}".strip(), threshold="v3 authPriv")
        if agent.version != "3":
            text = f"Menjawab dengan SNMPv{shown(agent.version)}: community terbaca di jaringan"
            return self.result(Status.WARNING, text, used)
        if agent.level != "authPriv":
            return self.result(Status.WARNING, f"Menjawab dengan SNMPv3 {shown(agent.level)}, belum authPriv", used)
        return self.result(Status.OK, "Menjawab dengan SNMPv3 authPriv", used)
