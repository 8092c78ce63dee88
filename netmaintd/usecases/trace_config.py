"""The life of one device's configuration: each stored one, what it changed, and who the device says did it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.checks.config_sections import counted, section_changes
from netmaintd.checks.config_stamp import changed_at, config_stamp
from netmaintd.errors import NotFound, StoreError
from netmaintd.model.facts import ConfigStamp
from netmaintd.store.backups import RUNNING
from netmaintd.usecases.masked_config import MaskedTexts

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.backups import Backup
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConfigEvent:
    """One stored configuration against the one before it; the first has nothing to be compared with.

    `added` and `removed` are None as well where one of the two cannot be read or masked any more; that is logged.
    `changed_by` and `changed_at` are what the device said of its last change, empty and None where it does not.
    """

    backup: Backup
    added: int | None
    removed: int | None
    changed_by: str = ""
    changed_at: datetime | None = None
    before: Backup | None = None
    """What it was compared with."""


def trace_config(store: Store, profiles: ProfileSet, mask_key: bytes, device: str) -> tuple[ConfigEvent, ...]:
    """Return the events of a device, newest first.

    Raises:
        NotFound: nothing of it is stored.
    """
    return trace_page(store, MaskedTexts(store, profiles, mask_key), device)[0]


def trace_page(
    store: Store, texts: MaskedTexts, device: str, page: int = 1, most: int | None = None
) -> tuple[tuple[ConfigEvent, ...], int]:
    """Return one page of the events of a device, newest first, and how many there are; all without `most`.

    Raises:
        NotFound: nothing of it is stored.
    """
    backups = store.backups.list(device, RUNNING)
    if not backups:
        raise NotFound(f"no configuration of {device!r} is stored; see 'netmaintd backup list'")
    first = (page - 1) * most if most else 0
    some = backups[first : first + most] if most else backups
    before: list[Backup | None] = [*backups[first + 1 : first + 1 + len(some)], None]
    return tuple(_event(store, texts, *pair) for pair in zip(some, before, strict=False)), len(backups)


def _event(store: Store, texts: MaskedTexts, backup: Backup, before: Backup | None) -> ConfigEvent:
    added, removed = (None, None) if before is None else _counted(texts, before, backup)
    facts = store.records.facts(backup.round_id, backup.device, (ConfigStamp,))
    stamp = config_stamp(facts)
    by, when = (stamp.changed_by, changed_at(stamp, facts.taken_at)) if stamp else ("", None)
    return ConfigEvent(backup, added, removed, by, when, before)


def _counted(texts: MaskedTexts, before: Backup, backup: Backup) -> tuple[int | None, int | None]:
    if (before.sha256, before.platform) == (backup.sha256, backup.platform):
        return 0, 0
    try:
        return counted(section_changes(texts.comparable(before), texts.comparable(backup)))
    except StoreError as error:
        logger.error("stored configurations cannot be compared", extra={"backup": backup.id, "why": str(error)})
        return None, None
