"""Examine one device: reach it, read it over SNMP and SSH, judge what was read. One session at a time."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from netmaintd.model.facts import (
    Documented,
    Fact,
    Facts,
    Missing,
    Reachability,
    SnmpAgent,
)
from netmaintd.model.results import Evidence, Examination, Outcome, SessionReport
from netmaintd.transport.reach import probe
from netmaintd.usecases.hold_session import Access, hold
from netmaintd.usecases.join_readings import explain, join, left_open
from netmaintd.usecases.judge_compliance import NO_RULES, OfficeRules, judge_compliance
from netmaintd.usecases.read_snmp import SnmpReading, read_snmp
from netmaintd.usecases.read_ssh import Recognise, read_shell
from netmaintd.usecases.recall_config import KnownConfig
from netmaintd.usecases.weigh_config import recorded, weigh_config

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netmaintd.checks.check import Check
    from netmaintd.model.devices import Device
    from netmaintd.model.facts import Earlier
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.transport.deadline import Deadline
    from netmaintd.usecases.clock import Clock

NO_ANSWER = (
    "no answer: check power, cabling and the address in the inventory; "
    "where only ping is filtered, say `probe: tcp` there"
)
NOTHING_STORED = KnownConfig()


def examine_device(
    device: Device,
    checks: Iterable[Check],
    profiles: ProfileSet,
    access: Access,
    deadline: Deadline,
    earlier: Earlier | None = None,
    known: KnownConfig = NOTHING_STORED,
    rules: OfficeRules = NO_RULES,
) -> Examination:
    """Return everything that came of one device. A device that does not answer is a result, not an error."""
    checks = tuple(checks)
    kinds: set[type[Fact]] = {kind for check in checks for kind in (*check.needs, *check.uses)}
    started_at = access.clock.now()
    reach, reach_report = hold(access, device, device.probe.value, lambda: probe(device, deadline=deadline))
    if reach is None or reach.received == 0:
        lost = SessionReport(
            reach_report.protocol, Outcome.UNREACHABLE, reach_report.started_at, reach_report.ended_at,
            reach_report.detail or NO_ANSWER,
        )  # fmt: skip
        return unexamined(device, checks, lost, access.clock, reach)
    snmp = read_snmp(device, device.snmp, profiles, access, deadline) if device.snmp else None
    recognise = _recognise(device, profiles, snmp)
    told = snmp.facts if snmp else Facts()
    ssh = read_shell(device, recognise, left_open(kinds, told), access, deadline)
    profile = ssh.profile if ssh else recognise("")
    joined = join(told, ssh.facts if ssh else Facts()).plus(known=(reach, documented(device)))
    facts = explain(kinds, joined, profile, snmp, ssh)
    sessions = (reach_report, *(reading.report for reading in (snmp, ssh) if reading))
    evidence = (*(snmp.evidence if snmp else ()), *(ssh.evidence if ssh else ()))
    facts = weigh_config(Facts(facts.known, facts.missing, access.clock.now()), profile, checks, known)
    facts = judge_compliance(facts, device, profile, checks, rules, access.clock.now())
    return _judged(device, checks, started_at, sessions, facts, earlier, evidence, profile.name)


def _recognise(device: Device, profiles: ProfileSet, snmp: SnmpReading | None) -> Recognise:
    """Return how the platform follows from what an SSH server says: not at all where the inventory names it."""
    if device.platform != "auto":
        return lambda _: profiles.get(device.platform)
    agent = snmp.facts.one(SnmpAgent) if snmp else None
    number, descr = (agent.sys_object_id or None, agent.sys_descr or None) if agent else (None, None)
    answered = snmp.answered if snmp else frozenset()
    return lambda said: profiles.recognise(number, descr, said, answered).profile


def documented(device: Device) -> Documented:
    """Return what the inventory says of a device, as a fact to compare with."""
    return Documented(
        name=device.name,
        hostname=device.hostname,
        serial=device.serial,
        model=device.model,
        uplinks=device.uplinks,
        edge_ports=device.edge_ports,
        neighbors=tuple(device.neighbors.items()),
        peers=tuple(_spelled(peer) for peer in device.peers),
        ping_targets=device.ping_targets,
        stp_root="".join(c for c in device.stp_root.lower() if c.isalnum()) if device.stp_root else None,
        services=tuple(name for name, part in (("ssh", device.ssh or device.telnet), ("snmp", device.snmp)) if part),
    )


def _spelled(address: str) -> str:
    """Return an address as facts spell it; IPv6 knows many ways."""
    try:
        return str(ip_address(address))
    except ValueError:
        return address


def unexamined(
    device: Device, checks: Iterable[Check], session: SessionReport, clock: Clock, reach: Reachability | None = None,
    reason: str = "",
) -> Examination:  # fmt: skip
    """Return the report of a device that could not be asked: every check unknown, with the reason of the session.

    Args:
        reason: what to print instead (Indonesian), where it was no session that failed.
    """
    checks = tuple(checks)
    known: tuple[Fact, ...] = (reach, documented(device)) if reach else (documented(device),)
    kinds = {kind for check in checks for kind in (*check.needs, *check.uses)} - {type(fact) for fact in known}
    missing = tuple(Missing(kind, reason or session.outcome.reason) for kind in kinds)
    facts = Facts(known, missing, clock.now())
    return _judged(device, checks, session.started_at, (session,), facts, None)


def _judged(
    device: Device,
    checks: tuple[Check, ...],
    started_at: datetime,
    sessions: tuple[SessionReport, ...],
    facts: Facts,
    earlier: Earlier | None,
    evidence: tuple[Evidence, ...] = (),
    platform: str = "",
) -> Examination:
    return Examination(
        device=device.name,
        site=device.site,
        started_at=started_at,
        ended_at=sessions[-1].ended_at,
        sessions=sessions,
        facts=recorded(facts),
        results=tuple(check.run(facts, earlier) for check in checks),
        evidence=evidence,
        platform=platform or device.platform,
    )
