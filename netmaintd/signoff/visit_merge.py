"""Two people at one location: what each of them wrote is joined, and where both wrote, nobody is overwritten.

A form is filled in on what was read (`base`); meanwhile others may have saved (`newest`). What the form left as
it was read stays as it is now; only where both changed the same thing to something else there is a clash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from netmaintd.model.dossier import ManualEntry, VisitRecord

FIELDS = (
    "arrived_at", "departed_at", "officers", "met", "no_photos_reason", "actions", "parts", "config_changes",
    "deviations", "opd_note",
)  # fmt: skip
"""What a visit's form writes besides the manual list."""
Key = tuple[str, str | None]
"""Item of the manual list and device, None for the location."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says: only the fields and entries that it has; it may be of a part of the location."""

    fields: Mapping[str, Any]
    """Some of `FIELDS`."""
    manual: tuple[ManualEntry, ...] = ()
    dated_anew: bool = False
    """What was typed from paper before takes the time and the person that this form names, if it says the same."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that two people changed. `what` is a field's name or the key of a manual entry."""

    what: str | Key
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined record; where there are clashes it holds what the later one typed, and must not be saved."""

    record: VisitRecord
    clashes: tuple[Clash, ...] = ()


def merge(base: VisitRecord, newest: VisitRecord, mine: Filled) -> Merged:
    """Join a form into the newest record. Photos, scans and sendings are those of `newest`."""
    taken: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, wanted in mine.fields.items():
        before, now = getattr(base, name), getattr(newest, name)
        if wanted == before:
            continue
        if now not in (before, wanted):
            clashes.append(Clash(name, now, wanted))
        taken[name] = wanted
    manual, in_manual = _manual(base, newest, mine)
    return Merged(replace(newest, manual=manual, **taken), (*clashes, *in_manual))


def changed_entries(base: VisitRecord, mine: Filled) -> tuple[ManualEntry, ...]:
    """Return the manual entries that say something else than before."""
    before = {_key(entry): entry for entry in base.manual}
    return tuple(entry for entry in mine.manual if _changed(before.get(_key(entry)), entry, mine.dated_anew))


def _changed(before: ManualEntry | None, entry: ManualEntry, dated_anew: bool) -> bool:
    if before is None or _words(before) != _words(entry):
        return True
    on_paper = dated_anew and before.from_paper and entry.from_paper
    return on_paper and (before.performed_at, before.by) != (entry.performed_at, entry.by)


def _manual(base: VisitRecord, newest: VisitRecord, mine: Filled) -> tuple[tuple[ManualEntry, ...], list[Clash]]:
    joined = {_key(entry): entry for entry in newest.manual}
    before = {_key(entry): _words(entry) for entry in base.manual}
    clashes = []
    for entry in changed_entries(base, mine):
        key, now = _key(entry), joined.get(_key(entry))
        if now is not None and _words(now) not in (before.get(key), _words(entry)):
            clashes.append(Clash(key, now, entry))
        joined[key] = entry
    return tuple(joined.values()), clashes


def _key(entry: ManualEntry) -> Key:
    return entry.item, entry.device


def _words(entry: ManualEntry) -> tuple[Any, ...]:
    return entry.status, entry.note
