"""Facts from answers to commands: configurations, whether they are saved, identity, and what their rows tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import (
    ConfigKind,
    ConfigSaved,
    ConfigText,
    Fact,
    Facts,
    Identity,
    Missing,
    Provenance,
    Uptime,
)
from netmaintd.model.rows import Readings
from netmaintd.profiles.commands import said_something
from netmaintd.profiles.converters import duration
from netmaintd.profiles.noise import normalise, untitled
from netmaintd.profiles.parsed_facts import parsed_facts
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.ssh_part import Command

_DOUBTFUL = "konfigurasi tidak terbaca lengkap sehingga tidak dapat dibandingkan"
_NO_STARTUP = "perangkat tidak menyebut konfigurasi yang tersimpan"
_NOTHING: Readings = MappingProxyType({})
_NEVER: Mapping[str, datetime] = MappingProxyType({})


def ssh_facts(
    profile: Profile, answers: Mapping[str, Answer], taken_at: datetime, readings: Readings = _NOTHING,
    at: Mapping[str, datetime] = _NEVER,
) -> Facts:  # fmt: skip
    """Return what the answers say; commands that were not answered give nothing.

    Args:
        readings: the rows that were read from answers.
        at: command to when it was answered.
    """
    if profile.ssh is None:
        return Facts(taken_at=taken_at)
    answered = [(command, answers[command.run]) for command in profile.ssh.commands if command.run in answers]
    asked = [(command, answer) for command, answer in answered if command.gives in _KINDS]
    configs = [_config(profile, command, answer) for command, answer in asked if _counts(command, answer)]
    told = [fact for command, answer in answered for fact in _told(profile, command, answer)]
    saved, why_not = _saved(profile, configs)
    parsed = parsed_facts(profile, readings, taken_at, at)
    known: tuple[Fact, ...] = (*configs, *told, *saved, *parsed.known)
    return Facts(known, (*why_not, *parsed.missing), taken_at)


_KINDS = {"running": ConfigKind.RUNNING, "startup": ConfigKind.STARTUP}


def _counts(command: Command, answer: Answer) -> bool:
    """Whether the answer counts: that an optional command was refused tells nothing of the configuration."""
    return not command.optional or said_something(answer)


def _config(profile: Profile, command: Command, answer: Answer) -> ConfigText:
    return ConfigText(
        kind=_KINDS[command.gives or "running"],
        text=answer.content,
        normalised=normalise(profile, answer.text),
        complete=answer.complete and bool(answer.text.strip()),
        doubt=answer.doubt or ("" if answer.text.strip() else "the answer is empty"),
        provenance=Provenance("ssh", command.run, profile=profile.name),
    )


def _told(profile: Profile, command: Command, answer: Answer) -> Iterator[Fact]:
    """Give identity and uptime, as far as the command's patterns find them."""
    if command.gives != "identity" or not answer.complete:
        return
    found = {name: _first_group(pattern, answer.text) for name, pattern in command.patterns.items()}
    known = {name: value for name, value in found.items() if value and name != "uptime"}
    origin = Provenance("ssh", command.run, profile=profile.name)
    if known:
        yield Identity(provenance=origin, **known)
    since = duration((found.get("uptime") or "").encode())
    if since is not None:
        yield Uptime(uptime_s=since, provenance=replace(origin, raw=found["uptime"] or "", converter="duration"))


def _first_group(pattern: str, text: str) -> str | None:
    match = re.search(pattern, text, re.MULTILINE)
    return match.group(1).strip() if match and match.group(1) else None


def _saved(profile: Profile, configs: list[ConfigText]) -> tuple[tuple[Fact, ...], tuple[Missing, ...]]:
    """Compare running with startup where the platform keeps both."""
    if profile.ssh is None or profile.ssh.saved != "compared":
        return (), ()
    texts = {config.kind: config for config in configs}
    running, startup = texts.get(ConfigKind.RUNNING), texts.get(ConfigKind.STARTUP)
    if running is None or startup is None or not startup.text.strip():
        return (), (Missing(ConfigSaved, _NO_STARTUP),)
    if not (running.complete and startup.complete):
        return (), (Missing(ConfigSaved, _DOUBTFUL),)
    same = untitled(running.normalised) == untitled(startup.normalised)
    return (ConfigSaved(saved=same, how="compared"),), ()
