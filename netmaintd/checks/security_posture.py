"""Check 36: are the ways that the program itself uses into the device safe ones."""

from __future__ import annotations

import re

from netmaintd.checks.check import Check
from netmaintd.checks.wording import enumerated, shown
from netmaintd.model.facts import Documented, Earlier, Facts, SnmpAgent, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_OLD_CIPHER = re.compile(r"cbc|3des|des-|arcfour|blowfish|none", re.IGNORECASE)
_OLD_KEYS = frozenset({"ssh-dss"})
"""An RSA key is called `ssh-rsa` also where it signs with SHA-2; whether SHA-1 was needed the session tells."""
_Fault = tuple[Status, str]


class SecurityPostureCheck(Check):
    """By the sessions that were held; nothing is tried that the inventory does not say, no default community.

    What the inventory names and could not be read keeps the result from being well.
    """

    name = "security-posture"
    number = 36
    title = "Keamanan SSH dan SNMP"
    needs = (Documented,)
    uses = (SshLogin, SnmpAgent)

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether a session came about."""
        return bool(facts.of(Documented)) and bool(facts.of(SshLogin) or facts.of(SnmpAgent))

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge both sessions; the worst decides."""
        login, agent = facts.one(SshLogin), facts.one(SnmpAgent)
        faults = [*(_of_ssh(login) if login else ()), *(_of_snmp(agent) if agent else ())]
        read = {"ssh": login, "snmp": agent}
        silent = [name for name in facts.of(Documented)[0].services if read.get(name) is None]
        measured = []
        if login:
            used = "Telnet" if login.telnet else shown(f"{login.kex} {login.cipher} {login.host_key_type}") or "-"
            measured.append(Measurement("ssh", used, threshold="tanpa SHA-1, CBC dan DSA"))
        if agent:
            used = shown(f"v{agent.version} {agent.level}".strip())
            measured.append(Measurement("snmp", used, threshold="v3 authPriv"))
        status = worst((Status.OK, *(status for status, _ in faults)))
        if faults:
            return self.result(status, f"Akses kurang aman: {enumerated([text for _, text in faults])}", *measured)
        if silent:
            return self.unknown(f"belum terbaca lewat {' dan '.join(silent).upper()}", *measured)
        return self.result(Status.OK, f"Akses aman ({', '.join(m.name.upper() for m in measured)})", *measured)


def _of_ssh(login: SshLogin) -> list[_Fault]:
    if login.telnet:
        return [(Status.CRITICAL, "Telnet dipakai, kata sandi terbaca di jalan")]
    faults = []
    if login.legacy:
        faults.append((Status.WARNING, "SSH memakai SHA-1"))
    if login.cipher and _OLD_CIPHER.search(login.cipher):
        faults.append((Status.WARNING, f"sandi SSH usang {shown(login.cipher, 30)}"))
    if login.host_key_type in _OLD_KEYS:
        faults.append((Status.WARNING, f"kunci host usang {shown(login.host_key_type)}"))
    return faults


def _of_snmp(agent: SnmpAgent) -> list[_Fault]:
    if agent.version != "3":
        return [(Status.WARNING, f"SNMPv{shown(agent.version)} tanpa enkripsi")]
    if agent.level == "authPriv":
        return []
    if agent.level == "authNoPriv":
        return [(Status.WARNING, "SNMPv3 tanpa enkripsi")]
    return [(Status.CRITICAL, "SNMPv3 tanpa kata sandi")]
