"""What runs in processes of its own beside a test."""

from __future__ import annotations

import dataclasses
from multiprocessing.connection import Connection
from pathlib import Path

from netmaintd.errors import StaleDecision, StoreLocked
from netmaintd.model.results import Outcome
from netmaintd.model.rounds import Decision, Round
from netmaintd.store.connect import Store, lock_daemon, open_store
from samples import NOW, PEOPLE, examination

KEY = bytes(range(32))


def claim(store: Store, round_id: str, device: str, owner: str = "me") -> int:
    token = store.leases.claim(round_id, device, owner, NOW, 60)
    assert token is not None
    return token


def write_devices(url: str, state: Path, round_id: str, first: int, told: Connection) -> None:
    """Record device after device, and tell of each one only after the store did."""
    with open_store(url, state, KEY) as store:
        told.send(None)
        for number in range(first, first + 10_000):
            device = f"sw-{number}"
            token = claim(store, round_id, device)
            attempt = store.records.begin_attempt(round_id, device, "ssh", NOW)
            told.send(("begun", device))
            store.records.end_attempt(attempt, Outcome.OK, "", NOW)
            store.records.record_examination(round_id, examination(device), token)
            told.send(("recorded", device))


def decide_often(url: str, state: Path, first: Round, times: int, user: str, told: Connection) -> None:
    """Decide on each version from the first one on, and tell which decisions were accepted."""
    won = []
    with open_store(url, state, KEY) as store:
        told.send(None)
        told.recv()
        for version in range(1, times + 1):
            seen = dataclasses.replace(first, version=version)
            after = dataclasses.replace(first, version=version + 1)
            try:
                store.rounds.save_decision(seen, after, Decision("submit", version), PEOPLE[user], NOW)
                won.append(version)
            except StaleDecision:
                continue
    told.send(won)


def hold_lock(state: Path, url: str, told: Connection) -> None:
    """Hold the daemon's lock until killed, or tell why not."""
    try:
        with lock_daemon(state, url):
            told.send("held")
            told.recv()
    except StoreLocked as error:
        told.send(str(error))
