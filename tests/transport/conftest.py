"""Simulated devices for the tests of this room, faults set by each test and taken away behind it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from faulty_lab import Faulty
from netmaintd.lab.city import City
from netmaintd.transport.snmp_engine import close_shared_loop


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.fixture(scope="package")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    state = tmp_path_factory.mktemp("lab")
    with City.load(state_dir=state, base_port_ssh=_free_port(), base_port_snmp=_free_port(), network="127.178") as city:
        yield city
    close_shared_loop()


@pytest.fixture
def lab(_running: City) -> Iterator[Faulty]:
    faulty = Faulty(_running)
    yield faulty
    faulty.heal()
