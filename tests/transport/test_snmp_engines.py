"""Two engines, one answer: both read every recording to the same facts, from a live agent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.facts import Facts
from netmaintd.model.snmp import Oid, SnmpValue, dotted
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.recorded import RecordedAgent
from netmaintd.transport.snmp import SnmpSession
from netmaintd.transport.snmp_gufo import AVAILABLE
from netmaintd.transport.snmp_walk import Walk
from packaged import PROFILES
from small_agent import SmallAgent

RECORDINGS = Path(__file__).resolve().parents[2] / ".." / "shared" / "fixtures" / "snmp"
NAMES = sorted(path.name.removesuffix(".snmprec") for path in RECORDINGS.glob("*.snmprec"))
NOW = datetime(2026, 11, 25, tzinfo=UTC)
PUBLIC = SnmpCredential("uji", community="public")


def walked(agent: SmallAgent, profile: Profile, *, fast: bool) -> Walk:
    device = agent.device()
    assert device.snmp is not None
    with SnmpSession(device, device.snmp, PUBLIC, deadline=Deadline(120), fast=fast) as session:
        return session.walk(walk_plan(profile).columns)


def profile_of(values: dict[Oid, SnmpValue]) -> Profile:
    descr, object_id = values.get((1, 3, 6, 1, 2, 1, 1, 1, 0)), values.get((1, 3, 6, 1, 2, 1, 1, 2, 0))
    text = descr.value.decode("utf-8", "replace") if descr and isinstance(descr.value, bytes) else ""
    known = dotted(object_id.value) if object_id and isinstance(object_id.value, tuple) else None
    return PROFILES.recognise(known, text, None).profile


def facts(walk: Walk, profile: Profile) -> Facts:
    return snmp_facts(profile, walk.trusted, NOW)


@pytest.mark.skipif(not NAMES, reason="the recordings do not lie beside the project")
@pytest.mark.skipif(not AVAILABLE, reason="the extra fast is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_both_engines_read_a_recording_to_the_same_facts(name: str) -> None:
    recording = RecordedAgent((RECORDINGS / f"{name}.snmprec").read_bytes())
    profile = profile_of(recording.values)

    with SmallAgent(recording.values) as agent:
        fast, plain = walked(agent, profile, fast=True), walked(agent, profile, fast=False)

    columns = walk_plan(profile).columns
    assert fast.incomplete == plain.incomplete == ()
    assert set(fast.values) == set(plain.values) == set(recording.walk(columns)) - set(columns)
    assert facts(fast, profile) == facts(plain, profile) == facts(Walk(recording.walk(columns)), profile)
