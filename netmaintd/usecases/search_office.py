"""Find what somebody half remembers: devices, locations, rounds, documents, findings, people, by words in them.

Numbers of persons (NIP) and telephone numbers are not searched: nobody learns by trying whose they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.store.problems import Sought
from netmaintd.store.register import Wanted

if TYPE_CHECKING:
    from netmaintd.model.devices import Device, Inventory, Site
    from netmaintd.model.people import Official
    from netmaintd.model.problems import Problem
    from netmaintd.model.register import RegisterEntry
    from netmaintd.model.round_heads import RoundHead
    from netmaintd.store.connect import Store

MOST = 20
"""Of each kind."""
SHORTEST, LONGEST = 2, 100


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of each kind, at most `MOST` of it, and how many there are."""

    devices: tuple[tuple[str, Device | None], ...] = ()
    devices_count: int = 0
    sites: tuple[tuple[str, Site | None], ...] = ()
    sites_count: int = 0
    rounds: tuple[RoundHead, ...] = ()
    rounds_count: int = 0
    documents: tuple[RegisterEntry, ...] = ()
    documents_count: int = 0
    findings: tuple[Problem, ...] = ()
    findings_count: int = 0
    people: tuple[Official, ...] = ()
    people_count: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.devices or self.sites or self.rounds or self.documents or self.findings or self.people)


def search_office(store: Store, inventory: Inventory, words: str) -> Found:
    """Return what has the words in it, whatever their case; nothing for words that are too short."""
    words = plain(words)
    if len(words) < SHORTEST:
        return Found()
    devices = _devices(store, inventory, words)
    sites = _sites(store, inventory, words)
    rounds = [one for one in store.round_heads.list() if _has(words, one.id, one.title, one.period)]
    places = [site.name for _, site in sites if site is not None]
    documents, filed = store.register.find(Wanted(words=words, places=places), most=MOST)
    problems, raised = store.problems.find(Sought(words=words), most=MOST)
    people = _people(store, words)
    return Found(
        tuple(devices[:MOST]), len(devices), tuple(sites[:MOST]), len(sites), tuple(rounds[:MOST]), len(rounds),
        tuple(documents), filed, tuple(problems), raised, tuple(people[:MOST]), len(people),
    )  # fmt: skip


def plain(words: str) -> str:
    """Return words as they are looked for: printable, parted by single blanks, not endless."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())[:LONGEST]


def _devices(store: Store, inventory: Inventory, words: str) -> list[tuple[str, Device | None]]:
    known = {one.name: one for one in inventory.devices}
    found: list[tuple[str, Device | None]] = [
        (name, one)
        for name, one in known.items()
        if _has(words, name, one.address, one.hostname, one.vendor, one.model, one.serial)
    ]
    found += ((name, None) for name in store.device_book.examined() if name not in known and _has(words, name))
    return sorted(found, key=lambda pair: pair[0])


def _sites(store: Store, inventory: Inventory, words: str) -> list[tuple[str, Site | None]]:
    known = {one.name: one for one in inventory.sites}
    found: list[tuple[str, Site | None]] = [
        (name, one) for name, one in known.items() if _has(words, name, one.title, one.opd, one.address)
    ]
    found += ((name, None) for name in store.site_book.seen() if name not in known and _has(words, name))
    return sorted(found, key=lambda pair: pair[0])


def _people(store: Store, words: str) -> list[Official]:
    """Return each person once, in the post that was recorded last."""
    posts = [one.official for one in store.people.list()]
    newest = {one.user: one for one in posts}
    fitting = {one.user for one in posts if _has(words, one.name, one.title)}
    return sorted((newest[user] for user in fitting), key=lambda person: person.name)


def _has(words: str, *texts: str | None) -> bool:
    folded = words.casefold()
    return any(folded in text.casefold() for text in texts if text)
