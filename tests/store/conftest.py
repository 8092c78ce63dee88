"""A store for each test: SQLite always, PostgreSQL too where NETMAINTD_TEST_DATABASE_URL names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from netmaintd.store.connect import Store, open_store

KEY = bytes(range(32))
POSTGRESQL = os.environ.get("NETMAINTD_TEST_DATABASE_URL", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRESQL else [])])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    engine = create_engine(POSTGRESQL)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return POSTGRESQL


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(url, tmp_path / "state", KEY, create=True) as opened:
        yield opened
