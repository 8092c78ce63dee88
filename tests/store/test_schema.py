"""Migrations make exactly what the models say, and a database of another schema is refused with the remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from netmaintd.errors import SchemaMismatch, StoreLocked
from netmaintd.store import schema, tables
from netmaintd.store.connect import lock_daemon, open_store
from netmaintd.store.session import Database

KEY = bytes(range(32))


def test_migrations_make_what_the_models_say(url: str, tmp_path: Path) -> None:
    database = Database(url or f"sqlite:///{tmp_path / 'x.sqlite'}")
    schema.upgrade(database)

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, SQLModel.metadata)
    database.close()

    assert tables.RoundRow.__tablename__ == "round"
    assert difference == []


def test_an_empty_database_asks_for_an_upgrade(tmp_path: Path) -> None:
    with pytest.raises(SchemaMismatch, match="netmaintd db upgrade"):
        open_store("", tmp_path, KEY)


def test_a_newer_database_asks_for_the_newer_program(tmp_path: Path) -> None:
    open_store("", tmp_path, KEY, create=True).close()
    database = sqlite3.connect(tmp_path / "netmaintd.sqlite")
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()

    with pytest.raises(SchemaMismatch, match="newer than this program"):
        open_store("", tmp_path, KEY)


def test_a_second_daemon_is_refused_and_the_holder_named(tmp_path: Path) -> None:
    with lock_daemon(tmp_path), pytest.raises(StoreLocked, match=r"held by process \d+ on "), lock_daemon(tmp_path):
        pass
