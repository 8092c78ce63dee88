"""Save what a device says over SSH as an anonymised recording: a test of its platform, and a device for the lab."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from netmaintd.errors import ConfigError, DocumentError
from netmaintd.model.facts import FACT_KINDS, Facts, SshLogin
from netmaintd.model.recording import Recording
from netmaintd.model.results import Outcome
from netmaintd.profiles.anonymise_session import Office, anonymise_session
from netmaintd.profiles.commands import dialogue
from netmaintd.profiles.pseudonym_addresses import left_in
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.recorded_session import SUFFIX, played, replay, session_text
from netmaintd.usecases.hold_device import held_by_hand
from netmaintd.usecases.probe_device import PROBE_DEADLINE_S, access_by_hand
from netmaintd.usecases.read_ssh import read_ssh
from netmaintd.usecases.recorded_facts import facts_of_session, session_facts_text
from netmaintd.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from netmaintd.config.load import Configuration
    from netmaintd.model.devices import Device, Inventory
    from netmaintd.model.dialogue import Answer
    from netmaintd.profiles.profile import Profile
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store
    from netmaintd.usecases.hold_session import Access
    from netmaintd.usecases.read_ssh import SshReading


@dataclass(frozen=True, slots=True)
class SavedSession:
    """Where a recording was written, and how much is in it.

    `refused` are commands that the device did not answer as it should; `otherwise` are kinds of facts of which the
    recording gives more or fewer than the device did: there a pseudonym stands where something is read. `left` are
    versions that look like addresses, or the other way round.
    """

    session: Path
    facts: Path
    profile: str
    answers: int
    known: int
    refused: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class _Heard:
    """What the server says of itself: its name first, then its name with its greeting."""

    def __init__(self, device: Device, profiles: ProfileSet) -> None:
        self._device, self._profiles = device, profiles
        self.said = ""

    def recognise(self, said: str) -> Profile:
        # After the greeting comes, where it was asked, the answer to the question that tells platforms apart.
        self.said = self.said if "\n" in self.said else said
        if self._device.platform != "auto":
            return self._profiles.get(self._device.platform)
        return self._profiles.recognise(None, None, said).profile


def save_session(
    store: Store, configuration: Configuration, profiles: ProfileSet, device: Device, file: Path
) -> SavedSession:
    """Ask a device every command of its profile and write `FILE.session.yaml` and `FILE.facts.json`.

    Raises:
        ConfigError: the inventory has no SSH for the device, or the session broke; the message says why.
        DocumentError: the files cannot be written.
    """
    access = access_by_hand(store, configuration)
    with held_by_hand(store, device.name, access.clock):
        recording, reading = record_session(device, configuration.inventory, profiles, access)
    stem = file.name.removesuffix(SUFFIX)
    session, facts = file.with_name(stem + SUFFIX), file.with_name(stem + ".facts.json")
    read = facts_of_session(recording, reading.profile)
    try:
        session.write_text(session_text(recording), encoding="ascii")
        facts.write_text(session_facts_text(reading.profile, read), encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"{file}: {error.strerror}") from error
    answers = replay(recording, dialogue(reading.profile))
    may_refuse = {one.run for one in reading.profile.ssh.commands if one.optional} if reading.profile.ssh else set()
    refused = tuple(name for name, answer in answers.items() if not answer.complete and name not in may_refuse)
    left = tuple(sorted({one for answer in answers.values() for one in left_in(answer.text)}))
    return SavedSession(
        session, facts, recording.profile, len(answers), len(read.known), refused, _otherwise(reading.facts, read), left
    )


def record_session(
    device: Device, inventory: Inventory, profiles: ProfileSet, access: Access
) -> tuple[Recording, SshReading]:
    """Return the anonymised recording of one session, and what was read in it.

    Raises:
        ConfigError: as `save_session`.
    """
    if device.ssh is None:
        raise ConfigError(f"{device.name} has no ssh in the inventory; there is nothing to record")
    heard = _Heard(device, profiles)
    asked = device.model_copy(update={"ping_targets": ()})  # their addresses would stand in the commands
    deadline = Deadline(PROBE_DEADLINE_S, access.stop)
    reading = read_ssh(asked, device.ssh, heard.recognise, set(FACT_KINDS.values()), access, deadline)
    if reading.report.outcome is not Outcome.OK:
        raise ConfigError(f"{device.name}: {reading.report.detail or reading.report.outcome.value}")
    office = _office(inventory, device, access)
    # The key ends with this call: nobody can try out afterwards what a pseudonym stands for.
    key = secrets.token_bytes(32)
    return anonymise_session(_recording(heard.said, reading), reading.profile, reading.facts, office, key), reading


def _recording(said: str, reading: SshReading) -> Recording:
    server, _, greeting = said.partition("\n")
    login = reading.facts.one(SshLogin)
    prompt = (login.prompt if login else "").encode("latin-1")
    return Recording(
        made_by=f"netmaintd {VERSION}",
        recorded=reading.report.ended_at.astimezone(UTC).date(),
        profile=reading.profile.name,
        server=server.strip(),
        greeting=greeting.encode("latin-1"),
        prompt=prompt,
        answers=tuple((answer.command, _kept(answer, prompt, reading.profile)) for answer in reading.answers),
    )


def _kept(answer: Answer, prompt: bytes, profile: Profile) -> bytes:
    """Return the bytes of an answer; where a pager asked in between, those that stood on the screen."""
    again = played(prompt, dialogue(profile), answer.command, answer.raw)
    return answer.raw if again.content == answer.content else answer.content


def _office(inventory: Inventory, device: Device, access: Access) -> Office:
    """Return what the files and the credentials say of the office: of all of it, since devices name one another."""
    devices, sites = inventory.devices, inventory.sites
    people = [site.contact for site in sites if site.contact]
    names = [name for one in devices for name in (one.name, one.hostname, *one.neighbors.values())]
    texts = [text for site in sites for text in (site.title, site.opd, site.address, site.room)]
    texts += [text for person in people for text in (person.name, person.post, person.email)]
    numbers = [one.serial for one in devices] + [person.phone for person in people]
    hidden: list[str | None] = []
    if device.ssh:
        login = access.ssh_credential(device.ssh.credential)
        names.append(login.username)
        hidden += [login.password, login.enable_secret]
    if device.snmp:
        agent = access.snmp_credential(device.snmp.credential)
        names.append(agent.username)
        hidden += [agent.community, agent.auth_key, agent.priv_key]
    names += [site.name for site in sites]
    texts += [one.rack for one in devices]
    return Office(_there(names), _there(texts), _there(numbers), _there(hidden))


def _there(words: list[str | None]) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _otherwise(real: Facts, read: Facts) -> tuple[str, ...]:
    kinds = {type(fact) for facts in (real, read) for fact in facts.known} - {SshLogin}
    return tuple(sorted(kind.__name__ for kind in kinds if len(real.of(kind)) != len(read.of(kind))))
