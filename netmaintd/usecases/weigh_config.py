"""Weigh the configuration that was just read by what is stored: accept or doubt it, and tell what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netmaintd.checks.config_acceptance import LEAST_RATIO, accept
from netmaintd.checks.config_backup import ConfigBackupCheck
from netmaintd.checks.config_sections import counted, section_changes, told
from netmaintd.checks.config_stamp import saved_by_history
from netmaintd.checks.running_config import running
from netmaintd.model.facts import ConfigChange, ConfigSaved, ConfigText, Fact, Facts, Missing, Provenance, StoredBackup
from netmaintd.profiles.mask import normalise
from netmaintd.usecases.masked_config import comparable, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netmaintd.checks.check import Check
    from netmaintd.profiles.profile import Profile
    from netmaintd.usecases.recall_config import KnownConfig, StoredConfig

NO_BACKUP = "belum ada cadangan dari putaran lain"
MOST_LINES = 300
MOST_CHARACTERS = 200


def weigh_config(facts: Facts, profile: Profile, checks: Iterable[Check], known: KnownConfig) -> Facts:
    """Return the facts with the stored configuration beside the new one, and the new one doubted where it must be."""
    stored = _stored(profile, known.stored) if known.stored else None
    given_before = {normalise(profile, text_of(content)) for content in known.doubted}
    ratio = next((check.settings.least_ratio for check in checks if isinstance(check, ConfigBackupCheck)), LEAST_RATIO)
    weighed: tuple[Fact, ...] = tuple(
        accept(fact, stored, given_before, ratio) if isinstance(fact, ConfigText) else fact for fact in facts.known
    )
    by_history = None if facts.of(ConfigSaved) else saved_by_history(facts)
    weighed = (*weighed, by_history) if by_history else weighed
    weighed_here = (StoredBackup, ConfigChange, *((ConfigSaved,) if by_history else ()))
    missing = tuple(item for item in facts.missing if item.kind not in weighed_here)
    if stored is None:
        return Facts(weighed, (*missing, Missing(StoredBackup, NO_BACKUP)), facts.taken_at)
    changed = _change(Facts(weighed), profile, stored, known)
    return Facts((*weighed, stored, *changed), missing, facts.taken_at)


def recorded(facts: Facts) -> Facts:
    """Return the facts as they are recorded: the text of the stored configuration is stored already."""
    known = (replace(fact, normalised="") if isinstance(fact, StoredBackup) else fact for fact in facts.known)
    return Facts(tuple(known), facts.missing, facts.taken_at)


def _stored(profile: Profile, stored: StoredConfig) -> StoredBackup:
    """Read it by today's rules: what they count as noise since is no change."""
    return StoredBackup(
        number=stored.number,
        taken_at=stored.taken_at,
        sha256=stored.sha256,
        readable=stored.content is not None,
        normalised="" if stored.content is None else normalise(profile, text_of(stored.content)),
        provenance=Provenance("record", f"cadangan {stored.number}", profile=profile.name),
    )


def _change(facts: Facts, profile: Profile, stored: StoredBackup, known: KnownConfig) -> tuple[Fact, ...]:
    """Return what changed, masked; nothing where it did not, or where it could not be masked or compared."""
    now, before = running(facts), known.stored.content if known.stored else None
    if now is None or not now.complete or before is None or not known.mask_key:
        return ()
    if stored.normalised == now.normalised:
        return ()
    changes = section_changes(
        comparable(profile, before, known.mask_key), comparable(profile, now.text, known.mask_key)
    )
    added, removed = counted(changes)
    lines = [line[:MOST_CHARACTERS] for line in told(changes)]
    if not lines:
        return ()
    return (
        ConfigChange(
            backup=stored.number, since=stored.taken_at, added=added, removed=removed,
            lines=tuple(lines[:MOST_LINES]), left_out=max(len(lines) - MOST_LINES, 0), provenance=stored.provenance,
        ),
    )  # fmt: skip
