"""Stored configurations as people may see them: masked by the profile of their platform, and without noise."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from netmaintd.errors import NotFound
from netmaintd.profiles.mask import mask, normalise

if TYPE_CHECKING:
    from netmaintd.profiles.profile import Profile
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.backups import Backup
    from netmaintd.store.connect import Store


class MaskedTexts:
    """Stored configurations as people may see them, and nothing else of them.

    The last ones are remembered as they may be seen: most configurations do not change for years, and masking a long
    one takes a moment. Every method raises NotFound where nobody knows the platform any more, and StoreError where
    the bytes cannot be read.
    """

    def __init__(self, store: Store, profiles: ProfileSet, key: bytes, remembered: int = 64) -> None:
        """Take the store, and what texts are masked with."""
        self._store, self._profiles, self._key = store, profiles, key
        self._remembered: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._most = remembered

    def whole(self, backup: Backup) -> str:
        """Return a configuration with every line that the device gave."""
        return masked_text(self._store, self._profiles, self._key, backup.id)

    def comparable(self, backup: Backup) -> str:
        """Return a configuration without the lines that change by themselves."""
        key = (backup.sha256, backup.platform)
        text = self._remembered.pop(key, None)
        if text is None:
            text = stored_comparable(self._store, self._profiles, self._key, backup)
        self._remembered[key] = text
        while len(self._remembered) > self._most:
            self._remembered.popitem(last=False)
        return text


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
