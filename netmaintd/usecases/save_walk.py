"""Save what an SNMP agent tells as an anonymised walk with the facts that are read from it: a test of a platform."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmaintd.errors import ConfigError, DocumentError
from netmaintd.profiles.anonymise import anonymise
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.store.serialise import to_json
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.recorded import RecordedAgent
from netmaintd.usecases.hold_device import held_by_hand
from netmaintd.usecases.probe_device import PROBE_DEADLINE_S, access_by_hand
from netmaintd.usecases.read_snmp import as_recording, read_snmp

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from netmaintd.config.load import Configuration
    from netmaintd.model.devices import Device
    from netmaintd.model.facts import Facts
    from netmaintd.profiles.profile import Profile
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store


@dataclass(frozen=True, slots=True)
class SavedWalk:
    """Where a walk was written, and how much is in it."""

    walk: Path
    facts: Path
    profile: str
    values: int
    known: int


def save_walk(
    store: Store, configuration: Configuration, profiles: ProfileSet, device: Device, file: Path
) -> SavedWalk:
    """Walk a device and write `FILE.snmprec` and `FILE.facts.json`.

    Raises:
        ConfigError: the inventory has no SNMP for the device, or the agent did not answer; the message says why.
        DocumentError: the files cannot be written.
    """
    if device.snmp is None:
        raise ConfigError(f"{device.name} has no snmp in the inventory; there is nothing to walk")
    access = access_by_hand(store, configuration)
    with held_by_hand(store, device.name, access.clock):
        reading = read_snmp(device, device.snmp, profiles, access, Deadline(PROBE_DEADLINE_S, access.stop))
    if reading.profile is None:
        raise ConfigError(f"{device.name}: {reading.report.detail}")
    values = anonymise(RecordedAgent(reading.evidence[0].content).values, reading.facts)
    walk, facts = file.with_suffix(".snmprec"), file.with_suffix(".facts.json")
    read = facts_of(as_recording(values), reading.profile, reading.report.ended_at)
    try:
        walk.write_bytes(as_recording(values))
        facts.write_text(facts_text(reading.profile, read), encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"{file}: {error.strerror}") from error
    return SavedWalk(walk, facts, reading.profile.name, len(values), len(read.known))


def facts_of(recording: bytes, profile: Profile, at: datetime) -> Facts:
    """Return what a profile reads from a recording: only what its walk plan asks for."""
    return snmp_facts(profile, RecordedAgent(recording).walk(walk_plan(profile).columns), at)


def facts_text(profile: Profile, facts: Facts) -> str:
    """Return facts as text that shows a difference line by line: a fact a line, empty fields left out."""
    lines = [json.dumps([type(fact).__name__, _said(fact)], ensure_ascii=False) for fact in facts.known]
    return f'{{"profile": "{profile.name}", "facts": [\n' + ",\n".join(lines) + "\n]}\n"


def _said(fact: object) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(to_json(fact))
    return {name: value for name, value in fields.items() if value is not None and name != "provenance"}
