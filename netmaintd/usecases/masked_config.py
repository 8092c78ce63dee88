"""Stored configurations as people may see them: masked by the profile of their platform, and without noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.errors import NotFound
from netmaintd.profiles.mask import mask, normalise

if TYPE_CHECKING:
    from netmaintd.profiles.profile import Profile
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.backups import Backup
    from netmaintd.store.connect import Store


def masked_text(store: Store, profiles: ProfileSet, key: bytes, backup: int) -> str:
    """Return a configuration with its secrets replaced by keyed tags."""
    stored = store.backups.get(backup)
    return mask(profile_of(profiles, stored), text_of(store.backups.content(backup)), key)


def comparable(profile: Profile, content: bytes, key: bytes) -> str:
    """Return a configuration masked and without the lines that change by themselves; what is compared and kept."""
    return normalise(profile, mask(profile, text_of(content), key))


def stored_comparable(store: Store, profiles: ProfileSet, key: bytes, backup: Backup) -> str:
    """Return a stored configuration for comparison.

    Raises:
        NotFound: nothing is known of its platform any more, so that nobody could mask it.
        StoreError: its bytes cannot be read.
    """
    return comparable(profile_of(profiles, backup), store.backups.content(backup.id), key)


def profile_of(profiles: ProfileSet, backup: Backup) -> Profile:
    """Return the profile of a stored configuration; NotFound where its platform is known no more."""
    try:
        return profiles.get(backup.platform)
    except KeyError as error:
        raise NotFound(f"no profile {backup.platform!r} to mask stored configuration {backup.id} with") from error


def text_of(content: bytes) -> str:
    """Return bytes of a device as text: UTF-8, else Latin-1; carriage returns before line feeds removed."""
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError:
        decoded = content.decode("latin-1")
    return decoded.replace("\r\n", "\n")
