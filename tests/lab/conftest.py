"""One lab for the tests of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loopback import own_network
from netmaintd.lab.city import City

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def network() -> Iterator[str]:
    with own_network() as held:
        yield held


@pytest.fixture(scope="session")
def _running_city(tmp_path_factory: pytest.TempPathFactory, network: str) -> Iterator[City]:
    with City.load(state_dir=tmp_path_factory.mktemp("lab"), network=network) as city:
        yield city


@pytest.fixture
def city(_running_city: City) -> Iterator[City]:
    """The running lab; faults that a test sets are taken away behind it."""
    before = {name: station.faults for name, station in _running_city._stations.items()}
    yield _running_city
    for name, station in _running_city._stations.items():
        if station.faults != before[name]:
            station.set_faults(before[name], live=True)
