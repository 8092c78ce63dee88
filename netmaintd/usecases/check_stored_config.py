"""Judge a configuration without contacting its device: the last one that was stored, or one in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.compliance.quotes import untagged
from netmaintd.errors import ConfigError, NotFound
from netmaintd.model.facts import Identity
from netmaintd.profiles.mask import mask, normalise
from netmaintd.usecases.judge_compliance import judge_text
from netmaintd.usecases.propose_remediation import Proposal, propose

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.compliance.judge import Judgement
    from netmaintd.model.devices import Device
    from netmaintd.profiles.profile import Profile
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store
    from netmaintd.usecases.judge_compliance import OfficeRules


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of it, and of which configuration."""

    source: str
    platform: str
    judgements: tuple[Judgement, ...]
    proposal: Proposal


def check_stored(store: Store, device: Device, profiles: ProfileSet, rules: OfficeRules, now: datetime) -> Judged:
    """Judge the last running configuration that was stored of a device.

    Raises:
        NotFound: none was stored yet.
    """
    backup = next((one for one in store.backups.list(device.name) if one.kind == "running"), None)
    if backup is None:
        raise NotFound(f"no stored configuration of {device.name}; give one with --config, or run a round first")
    text = store.backups.content(backup.id).decode("utf-8", "replace")
    earlier = store.records.earlier(device.name, None)
    identity = earlier.facts.one(Identity) if earlier else None
    return _judged(f"cadangan {backup.id}", text, device, profiles.get(backup.platform), identity, rules, now)


def check_text(
    source: str, text: str, device: Device, platform: str | None, profiles: ProfileSet, rules: OfficeRules,
    now: datetime,
) -> Judged:  # fmt: skip
    """Judge a configuration of a device that somebody has in a file.

    Raises:
        ConfigError: nothing says which platform wrote it.
    """
    name = platform or device.platform
    if name not in profiles.names():
        raise ConfigError(f'{device.name}: no platform "{name}" to read the configuration by; give --platform')
    return _judged(source, text, device, profiles.get(name), None, rules, now)


def _judged(
    source: str, text: str, device: Device, profile: Profile, identity: Identity | None, rules: OfficeRules,
    now: datetime,
) -> Judged:  # fmt: skip
    judgements = judge_text(text, device, profile, identity, rules, now)
    masked = untagged(mask(profile, normalise(profile, text), b""))
    return Judged(source, profile.name, judgements, propose(judgements, masked, profile.lineage))
