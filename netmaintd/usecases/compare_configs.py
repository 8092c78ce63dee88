"""Two configurations of whatever origin side by side: masked, without noise, line by line and section by section."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.checks.config_lines import line_changes, too_alike
from netmaintd.checks.config_sections import SectionChange, counted, section_changes
from netmaintd.errors import NotFound
from netmaintd.store.backups import RUNNING, Backup
from netmaintd.usecases.masked_config import comparable, profile_of, stored_comparable

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store

STARTUP = "startup"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two configurations: what it is, and its text as it may be shown."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How two configurations differ. `unified` is empty when they do not; then there are no sections either.

    Where only the order of sections is another one, `unified` has lines and `sections` is empty.
    """

    older: str
    newer: str
    unified: tuple[str, ...]
    sections: tuple[SectionChange, ...]

    @property
    def counted(self) -> tuple[int, int]:
        """How many lines came and how many went, by section."""
        return counted(self.sections)


def compare(older: Side, newer: Side) -> Difference:
    """Return the difference of two configurations."""
    old, new = older.text.splitlines(), newer.text.splitlines()
    if too_alike(old, new):
        changes = tuple(f"{sign}{line}" for sign, line in line_changes(old, new))
        unified = (f"--- {older.label}", f"+++ {newer.label}", *changes) if changes else ()
    else:
        unified = tuple(difflib.unified_diff(old, new, older.label, newer.label, lineterm=""))
    return Difference(older.label, newer.label, unified, section_changes(older.text, newer.text))


class Shelf:
    """Where configurations to compare are taken from. Every method raises NotFound when there is none."""

    def __init__(self, store: Store, profiles: ProfileSet, mask_key: bytes) -> None:
        """Take the store, and what texts are masked with."""
        self._store, self._profiles, self._key = store, profiles, mask_key

    def numbered(self, number: int) -> Side:
        """Return the stored configuration of a number."""
        return self._side(self._store.backups.get(number))

    def newest(self, device: str, kind: str = RUNNING) -> Side:
        """Return the newest stored configuration of a device."""
        return self._side(self._newest(device, kind))

    def of_round_before(self, device: str) -> Side:
        """Return the last configuration of a device from before the round of its newest one."""
        newest = self._newest(device)
        before = self._store.backups.last(device, outside=newest.round_id)
        if before is None:
            raise NotFound(f"{device}: only {newest.round_id} has a configuration of it; there is nothing before")
        return self._side(before)

    def at(self, device: str, moment: datetime) -> Side:
        """Return the configuration that a device had at a moment, as far as is known: the last one taken until then."""
        found = [b for b in self._store.backups.list(device, RUNNING) if b.taken_at <= moment]
        if not found:
            raise NotFound(f"{device}: no configuration was stored until {moment:%Y-%m-%d %H:%M}")
        return self._side(found[0])

    def startup(self, device: str) -> Side:
        """Return the startup configuration that was read together with the newest running one."""
        running, startup = self._newest(device), self._newest(device, STARTUP)
        if startup.round_id != running.round_id:
            raise NotFound(f"{device}: its newest startup configuration is of {startup.round_id}, not as new")
        return self._side(startup)

    def baseline(self, device: str) -> Side:
        """Return the configuration that was chosen to compare a device with."""
        chosen = self._store.backups.baseline(device)
        if chosen is None:
            raise NotFound(f"no baseline is chosen for {device}: netmaintd backup baseline {device} NUMBER")
        return self._side(chosen)

    def file(self, device: str, name: str, content: bytes) -> Side:
        """Return a file as a configuration of a device's platform; it is masked like one that was read."""
        profile = profile_of(self._profiles, self._newest(device))
        return Side(name, comparable(profile, content, self._key))

    def _newest(self, device: str, kind: str = RUNNING) -> Backup:
        found = self._store.backups.last(device, kind)
        if found is None:
            raise NotFound(f"no {kind} configuration of {device!r} is stored; see 'netmaintd backup list'")
        return found

    def _side(self, backup: Backup) -> Side:
        return Side(label_of(backup), stored_comparable(self._store, self._profiles, self._key, backup))


def label_of(backup: Backup) -> str:
    """Return how a stored configuration is named above a difference."""
    kind = "" if backup.kind == RUNNING else f" {backup.kind}"
    return f"{backup.device}{kind}, cadangan {backup.id}, {backup.round_id}"
