"""One session with a device at a time: of a round, of a probe, of an enrolment, in this process or in another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.errors import DeviceHeld
from netmaintd.model.devices import Device, Ssh
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.clock import SystemClock, TrainingClock
from netmaintd.usecases.enrol_device import look_at_key
from netmaintd.usecases.hold_device import held_by_hand
from netmaintd.usecases.keep_ledger import LEASE_S, Ledger
from samples import NOW

DEVICE = Device(name="sw-a1", address="127.0.0.1", site="s", ssh=Ssh(credential="c", port=1))
CLOCK = TrainingClock(NOW)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two of them on one folder, as two processes have them."""
    with (
        open_store("", tmp_path / "state", b"k" * 32, create=True) as one,
        open_store("", tmp_path / "state", b"k" * 32) as other,
    ):
        yield one, other


def test_a_round_and_a_session_by_hand_exclude_one_another(stores: tuple[Store, Store]) -> None:
    one, other = stores
    with Ledger(other, "triwulan") as ledger:
        with held_by_hand(one, DEVICE.name, CLOCK):
            assert ledger.claim(DEVICE.name, "run-1", CLOCK.now()) is None
        token = ledger.claim(DEVICE.name, "run-1", CLOCK.now())
        assert token is not None
        with pytest.raises(DeviceHeld, match="nothing was sent"), held_by_hand(one, DEVICE.name, CLOCK):
            pass
        ledger.give_back(DEVICE.name, token, CLOCK.now() + timedelta(days=1))
    with held_by_hand(one, DEVICE.name, CLOCK):
        pass


def test_two_by_hand_exclude_one_another_and_another_device_is_free(stores: tuple[Store, Store]) -> None:
    one, other = stores
    with held_by_hand(one, DEVICE.name, CLOCK):
        with pytest.raises(DeviceHeld), held_by_hand(other, DEVICE.name, CLOCK):
            pass
        with held_by_hand(other, "sw-a2", CLOCK):
            pass


def test_a_device_that_a_round_holds_is_not_enrolled(stores: tuple[Store, Store]) -> None:
    one, other = stores
    one.leases.claim("triwulan", DEVICE.name, "run-1", SystemClock().now(), LEASE_S)

    with pytest.raises(DeviceHeld):
        look_at_key(other, DEVICE)
