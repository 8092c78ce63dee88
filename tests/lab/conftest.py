"""One lab for the tests of this room, at addresses that no other test process uses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from netmaintd.lab.city import City

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def network() -> str:
    return f"127.{80 + os.getpid() % 80}"


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
