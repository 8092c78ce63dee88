"""Engines of both databases, so prepared that an acknowledged commit outlives a power cut.

SQLite commits with `synchronous=FULL`. Builds before 3.51.3 can corrupt a WAL when two processes checkpoint at
once, so they keep the rollback journal: truncated rather than deleted, because SQLite syncs the truncation but
not the folder from which it deletes a journal, which then could come back after a power cut and undo a commit.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from netmaintd.errors import StoreError

BUSY_MS = 10_000
WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MS}",
    f"journal_mode={'WAL' if WAL_IS_SAFE else 'TRUNCATE'}",
)


def make_engine(url: str) -> Engine:
    """Return an engine for SQLite or PostgreSQL; a SQLite file is made readable by its owner alone.

    Raises:
        StoreError: the URL names no database that this program can use. It is never repeated: it may hold a
            password.
    """
    try:
        kind = make_url(url).get_backend_name()
        if kind not in ("sqlite", "postgresql"):
            raise StoreError("store url: only sqlite and postgresql are databases of this program")
        # Parameters hold what is stored, personal numbers too: they belong into no message and no log.
        return _sqlite(url) if kind == "sqlite" else create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except ArgumentError as error:
        raise StoreError("store url: not a URL such as postgresql://user@host/netmaintd") from error
    except ImportError as error:
        raise StoreError("store url: the driver is not installed; pip install 'netmaintd[postgresql]'") from error


def _sqlite(url: str) -> Engine:
    _keep_private(make_url(url).database)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A transaction that reads first and writes later would meet "database is locked" without waiting.
        reads = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _keep_private(database: str | None) -> None:
    """Make the file before SQLite would with the rights of the umask; its journal takes over the file's."""
    if not database or database == ":memory:":
        raise StoreError("store url: a store needs a file; a database in memory would be lost")
    try:
        file = Path(database)
        file.touch(mode=0o600)
        file.chmod(0o600)
    except OSError as error:
        raise StoreError(f"the database file {database} cannot be used: {error.strerror}") from error
