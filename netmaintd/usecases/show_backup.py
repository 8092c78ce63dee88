"""Show stored configurations to people: masked by the profile of their platform, and as a difference."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from netmaintd.profiles.mask import mask, normalise

if TYPE_CHECKING:
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store


def masked_text(store: Store, profiles: ProfileSet, key: bytes, backup: int) -> str:
    """Return a configuration with its secrets replaced by keyed tags."""
    stored = store.backups.get(backup)
    return mask(profiles.get(stored.platform), _text(store.backups.content(backup)), key)


def difference(store: Store, profiles: ProfileSet, key: bytes, older: int, newer: int) -> tuple[str, ...]:
    """Return a unified difference of two configurations, masked, without lines that change by themselves."""
    old, new = (_comparable(store, profiles, key, backup) for backup in (older, newer))
    return tuple(difflib.unified_diff(old, new, f"cadangan {older}", f"cadangan {newer}", lineterm=""))


def _comparable(store: Store, profiles: ProfileSet, key: bytes, backup: int) -> list[str]:
    profile = profiles.get(store.backups.get(backup).platform)
    return normalise(profile, masked_text(store, profiles, key, backup)).splitlines()


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\r\n", "\n")
