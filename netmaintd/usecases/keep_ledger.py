"""The ledger of one run: the one thread that writes attempts, leases and records while many talk to devices."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.results import Examination, Outcome
    from netmaintd.store.connect import Store

LEASE_S = 20.0
"""How long a device stays taken after its holder's last sign of life; a killed run is resumed after that."""


class Ledger:
    """Writes for one run; every call returns after the commit."""

    def __init__(self, store: Store, round_id: str) -> None:
        """Take the store of one run."""
        self._store = store
        self._round_id = round_id
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for what is being written."""
        self._writer.shutdown(wait=True)

    def begin(self, device: str, protocol: str, at: datetime) -> int:
        """Record that a session is about to begin."""
        records = self._store.records
        return self._writer.submit(records.begin_attempt, self._round_id, device, protocol, at).result()

    def end(self, attempt: int, outcome: Outcome, detail: str, at: datetime) -> None:
        """Record how a session ended."""
        self._writer.submit(self._store.records.end_attempt, attempt, outcome, detail, at).result()

    def record(self, examination: Examination, token: int) -> None:
        """Record one device, all of it in one transaction."""
        self._writer.submit(self._store.records.record_examination, self._round_id, examination, token).result()

    def claim(self, device: str, owner: str, at: datetime) -> int | None:
        """Take a device; None while somebody else has it."""
        leases = self._store.leases
        return self._writer.submit(leases.claim, self._round_id, device, owner, at, LEASE_S).result()

    def give_back(self, device: str, token: int, at: datetime) -> None:
        """Let others take a device that was not recorded."""
        self._writer.submit(self._store.leases.give_back, device, token, at).result()

    def renew(self, tokens: dict[str, int], at: datetime) -> None:
        """Show that the holder of these devices is alive."""
        self._writer.submit(self._store.leases.renew, tokens, at, LEASE_S).result()
