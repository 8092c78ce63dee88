"""Hold one device by hand: while a round, a probe or an enrolment talks to it, nobody else does, in no process."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netmaintd.errors import DeviceHeld
from netmaintd.usecases.clock import Clock, SystemClock
from netmaintd.usecases.keep_ledger import LEASE_S

if TYPE_CHECKING:
    from netmaintd.store.connect import Store

BY_HAND = "by hand"
"""Stands in the lease for the round that a session by hand does not belong to."""


@contextmanager
def held_by_hand(store: Store, device: str, clock: Clock | None = None) -> Iterator[None]:
    """Take the lease of a device and keep it alive until the block ends.

    Raises:
        DeviceHeld: a round, or somebody else by hand, talks to the device now; nothing was sent.
    """
    clock = clock or SystemClock()
    token = store.leases.claim(BY_HAND, device, f"hand-{uuid.uuid4().hex[:12]}", clock.now(), LEASE_S)
    if token is None:
        raise DeviceHeld(f"{device} is talked to by a round or by somebody else; nothing was sent, try again later")
    done = threading.Event()

    def stay_alive() -> None:
        while not done.wait(LEASE_S / 4):
            store.leases.renew({device: token}, clock.now(), LEASE_S)

    alive = threading.Thread(target=stay_alive, name=f"lease-{device}", daemon=True)
    alive.start()
    try:
        yield
    finally:
        done.set()
        alive.join()
        store.leases.give_back(device, token, clock.now())
