"""Take an office out of a recorded session: names, secrets, numbers and addresses become others, the same everywhere.

What is private is what the facts and the inventory say is, what stands where people write names, and what looks
like an address, a key or a number of a person. Kinds, models, versions and measurements stay, and a replaced word
is as wide as it was, so that the session is read as before. A word that nothing tells to be a name stays too:
whoever gives a recording away reads it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from netmaintd.model.facts import (
    Component,
    ConfigStamp,
    Facts,
    Identity,
    Interface,
    LocalUser,
    Neighbor,
    Transceiver,
    Vlan,
)
from netmaintd.model.recording import Recording
from netmaintd.profiles.anonymise_text import Private, TextAnonymiser
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.pseudonyms import LETTER_RUN, words_in
from netmaintd.profiles.ssh_part import Command

_TAG = re.compile(rb"</?([A-Za-z][A-Za-z0-9_-]{0,60})[ />]")
_NAME = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Office:
    """What the program knows of an office without asking the device.

    Attributes:
        names: of devices, locations and users.
        texts: titles and addresses of locations, names of people.
        numbers: serial numbers and telephone numbers.
        secrets: of the credentials that were used.
    """

    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


def anonymise_session(recording: Recording, profile: Profile, facts: Facts, office: Office, key: bytes) -> Recording:
    """Return the recording with pseudonyms; `facts` are those that were read from it.

    Args:
        key: random, for this recording only; whoever has it could try out what a pseudonym stands for.
    """
    configs = {command.run for command in _commands(profile) if command.gives in ("running", "startup")}
    written = [answer for command, answer in recording.answers if command in configs]
    others = [recording.greeting, *(answer for command, answer in recording.answers if command not in configs)]
    private = Private(
        names=frozenset((*office.names, *_NAME.findall(recording.prompt.decode("latin-1")), *_named(facts))),
        texts=frozenset((*office.texts, *_said(facts))),
        serials=frozenset((*office.numbers, *_serials(facts))),
        secrets=frozenset(office.secrets),
        plain=_plain_words(profile, facts) | _tags(written),
        versions=frozenset(identity.os_version or "" for identity in facts.of(Identity)),
    )
    anonymiser = TextAnonymiser(profile, written, others, private, key)
    return replace(
        recording,
        server=anonymiser.of(recording.server.encode("utf-8")).decode("utf-8"),
        greeting=b"".join(_greeting(recording, profile, anonymiser, private.plain)),
        prompt=anonymiser.of(recording.prompt),
        answers=tuple(
            (command, anonymiser.of(answer, config=command in configs)) for command, answer in recording.answers
        ),
    )


def _tags(configs: Iterable[bytes]) -> frozenset[str]:
    """Return the words of which the tags of configurations in XML are made."""
    tags = (tag for text in configs if text.lstrip()[:5] == b"<?xml" for tag in _TAG.findall(text))
    return frozenset(run.lower() for tag in tags for run in LETTER_RUN.findall(tag.decode("ascii")))


def _commands(profile: Profile) -> tuple[Command, ...]:
    return profile.ssh.commands if profile.ssh else ()


def _greeting(
    recording: Recording, profile: Profile, anonymiser: TextAnonymiser, plain: frozenset[str]
) -> Iterator[bytes]:
    """Yield the greeting: a banner is free text, but the prompt and what the platform says by itself is not."""
    tells = [re.compile(pattern) for pattern in profile.match.ssh]
    *banner, first_prompt = re.split(rb"(?<=[\r\n])(?![\r\n])", recording.greeting)
    for line in banner:
        text = line.decode("latin-1")
        stays = recording.prompt in line or any(one.search(text) for one in tells) or not words_in(text, plain)
        yield anonymiser.of(line, free=not stays)
    yield anonymiser.of(first_prompt)


def _named(facts: Facts) -> Iterator[str]:
    yield from (identity.hostname or "" for identity in facts.of(Identity))
    yield from (neighbor.remote_name or "" for neighbor in facts.of(Neighbor))
    yield from (user.name for user in facts.of(LocalUser))
    yield from (stamp.changed_by for stamp in facts.of(ConfigStamp))


def _said(facts: Facts) -> Iterator[str]:
    yield from (port.alias or "" for port in facts.of(Interface) if port.alias != port.name)
    yield from (vlan.name or "" for vlan in facts.of(Vlan))


def _serials(facts: Facts) -> Iterator[str]:
    yield from (identity.serial or "" for identity in facts.of(Identity))
    yield from (part.serial or "" for part in facts.of(Component))
    yield from (part.serial or "" for part in facts.of(Transceiver))


def _plain_words(profile: Profile, facts: Facts) -> frozenset[str]:
    """Return the words by which the platform is asked and read, and those of its models."""
    said = [profile.name, profile.title, profile.vendor or "", *profile.match.ssh]
    if profile.ssh:
        said += [*profile.ssh.refusals, profile.ssh.model_dump_json(include={"commands", "prompt", "more"})]
    for one in facts.of(Identity):
        said += [one.vendor or "", one.model or "", one.os_name or "", one.os_version or ""]
    said += [text or "" for part in facts.of(Component) for text in (part.model, part.manufacturer)]
    text = re.sub(r"\\+[A-Za-z]", " ", " ".join(said))  # `\b` and `\S` of patterns are no letters of a word
    return frozenset(run.lower() for run in LETTER_RUN.findall(text))
