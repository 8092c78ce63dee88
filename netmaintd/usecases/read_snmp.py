"""Read one device over SNMP: recognise it, walk what its profile asks for, and make facts of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netmaintd.errors import Garbled
from netmaintd.model.facts import Facts, SnmpAgent
from netmaintd.model.results import Evidence, Outcome, SessionReport
from netmaintd.model.snmp import Oid, SmiType, SnmpValue, dotted
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.snmp import SnmpSession
from netmaintd.transport.snmp_walk import Walk
from netmaintd.usecases.hold_session import Access, hold

if TYPE_CHECKING:
    from netmaintd.model.devices import Device, Snmp
    from netmaintd.profiles.profile import Profile
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.transport.deadline import Deadline

SYS_DESCR: Oid = (1, 3, 6, 1, 2, 1, 1, 1, 0)
SYS_OBJECT_ID: Oid = (1, 3, 6, 1, 2, 1, 1, 2, 0)
_TAGS = {
    SmiType.INTEGER: "2",
    SmiType.OCTETS: "4x",
    SmiType.OID: "6",
    SmiType.IP_ADDRESS: "64x",
    SmiType.COUNTER32: "65",
    SmiType.GAUGE32: "66",
    SmiType.TIMETICKS: "67",
    SmiType.OPAQUE: "68x",
    SmiType.COUNTER64: "70",
}


@dataclass(frozen=True, slots=True)
class SnmpReading:
    """What came of the SNMP session. `profile` is None when the agent never answered."""

    report: SessionReport
    facts: Facts = Facts()
    profile: Profile | None = None
    answered: frozenset[Oid] = frozenset()
    """Objects by which the platform was told from others."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Raw:
    profile: Profile
    answered: frozenset[Oid]
    agent: SnmpAgent
    walk: Walk


def read_snmp(
    device: Device, snmp: Snmp, profiles: ProfileSet, access: Access, deadline: Deadline, *, fast: bool = True
) -> SnmpReading:
    """Return facts and evidence; a table that cannot be trusted leaves its facts out and marks the session."""
    raw, report = hold(access, device, "snmp", lambda: _ask(device, snmp, profiles, access, deadline, fast=fast))
    if raw is None:
        return SnmpReading(report)
    if raw.walk.incomplete:
        broken = ", ".join(f"{dotted(column)} ({reason})" for column, reason in raw.walk.incomplete)
        report = SessionReport(
            report.protocol, Outcome(Garbled.outcome), report.started_at, report.ended_at,
            f"objects left out because the answers cannot be trusted: {broken}",
        )  # fmt: skip
    facts = snmp_facts(raw.profile, raw.walk.trusted, report.ended_at).plus(known=(raw.agent,))
    proof = Evidence("snmp", "walk.snmprec", as_recording(raw.walk.values), report.ended_at)
    return SnmpReading(report, facts, raw.profile, raw.answered, (proof,))


def _ask(device: Device, snmp: Snmp, profiles: ProfileSet, access: Access, deadline: Deadline, *, fast: bool) -> _Raw:
    credential = access.snmp_credential(snmp.credential)
    with SnmpSession(device, snmp, credential, deadline=deadline, fast=fast) as session:
        begun = access.clock.now()
        system = session.get((SYS_DESCR, SYS_OBJECT_ID))
        answer_s = (access.clock.now() - begun).total_seconds()
        descr, object_id = _text(system.get(SYS_DESCR)), _object_id(system.get(SYS_OBJECT_ID))
        answered: frozenset[Oid] = frozenset()
        if device.platform == "auto":
            profile = profiles.recognise(object_id, descr, None).profile
            probes = profiles.probes(profile)
            if probes:
                answered = frozenset(session.get(probes))
                profile = profiles.recognise(object_id, descr, None, answered).profile
        else:
            profile = profiles.get(device.platform)
        plan = walk_plan(profile)
        walked = session.walk(plan.columns, plan.quirks)
    agent = SnmpAgent(
        version=snmp.version.value,
        level=credential.level,
        sys_descr=descr or "",
        sys_object_id=object_id or "",
        answer_s=answer_s,
    )
    return _Raw(profile, answered, agent, Walk({**system, **walked.values}, walked.incomplete))


def _text(value: SnmpValue | None) -> str | None:
    return value.value.decode("utf-8", "replace") if value and isinstance(value.value, bytes) else None


def _object_id(value: SnmpValue | None) -> str | None:
    return dotted(value.value) if value and isinstance(value.value, tuple) else None


def as_recording(values: dict[Oid, SnmpValue]) -> bytes:
    """Return the values as a `.snmprec` recording: `OID|TAG|VALUE` lines in OID order, replayable offline."""
    return "".join([f"{_name(oid)}|{_TAGS[v.smi]}|{_raw(v)}\n" for oid, v in sorted(values.items())]).encode()


_name = lru_cache(maxsize=1 << 15)(dotted)
"""The same objects come from all devices."""


def _raw(value: SnmpValue) -> str:
    content = value.value
    if isinstance(content, int):
        return str(content)
    return content.hex() if isinstance(content, bytes) else dotted(content)
