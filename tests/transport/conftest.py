"""Simulated devices for the tests of this room, faults set by each test and taken away behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from faulty_lab import Faulty
from loopback import own_network
from netmaintd.lab.city import City
from netmaintd.transport.snmp_engine import close_shared_loop


@pytest.fixture(scope="package")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    state = tmp_path_factory.mktemp("lab")
    with own_network() as network, City.load(state_dir=state, network=network) as city:
        yield city
    close_shared_loop()


@pytest.fixture
def lab(_running: City) -> Iterator[Faulty]:
    faulty = Faulty(_running)
    yield faulty
    faulty.heal()
