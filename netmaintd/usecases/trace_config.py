"""The life of one device's configuration: each stored one, what it changed, and who the device says did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.checks.config_sections import counted, section_changes
from netmaintd.checks.config_stamp import changed_at, config_stamp
from netmaintd.errors import NotFound
from netmaintd.store.backups import RUNNING
from netmaintd.usecases.masked_config import stored_comparable

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.backups import Backup
    from netmaintd.store.connect import Store


@dataclass(frozen=True, slots=True)
class ConfigEvent:
    """One stored configuration against the one before it; the first has nothing to be compared with.

    `changed_by` and `changed_at` are what the device said of its last change, empty and None where it does not.
    """

    backup: Backup
    added: int | None
    removed: int | None
    changed_by: str = ""
    changed_at: datetime | None = None


def trace_config(store: Store, profiles: ProfileSet, mask_key: bytes, device: str) -> tuple[ConfigEvent, ...]:
    """Return the events of a device, newest first.

    Raises:
        NotFound: nothing of it is stored.
    """
    backups = store.backups.list(device, RUNNING)
    if not backups:
        raise NotFound(f"no configuration of {device!r} is stored; see 'netmaintd backup list'")
    texts = [stored_comparable(store, profiles, mask_key, backup) for backup in backups]
    before: list[str | None] = [*texts[1:], None]
    return tuple(_event(store, *three) for three in zip(backups, texts, before, strict=True))


def _event(store: Store, backup: Backup, text: str, before: str | None) -> ConfigEvent:
    facts = store.records.facts(backup.round_id, backup.device)
    stamp = config_stamp(facts)
    added, removed = (None, None) if before is None else counted(section_changes(before, text))
    return ConfigEvent(backup, added, removed, stamp.changed_by if stamp else "", changed_at(stamp, facts.taken_at))
