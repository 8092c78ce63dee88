"""A store for each test: SQLite always, PostgreSQL too where NETMAINTD_TEST_DATABASE_URL names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from alone import alone
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from samples import NOW
from store_workers import KEY

POSTGRESQL = os.environ.get("NETMAINTD_TEST_DATABASE_URL", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRESQL else [])])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
        return
    with alone(POSTGRESQL):
        engine = create_engine(POSTGRESQL)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        yield POSTGRESQL


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def store(url: str, state: Path) -> Iterator[Store]:
    with open_store(url, state, KEY, create=True) as opened:
        yield opened


@pytest.fixture
def opened(store: Store, drafted: Round) -> str:
    store.rounds.open(drafted, "jadwal", NOW)
    return drafted.id
