"""One database: short transactions, library errors translated, writers one after another.

SQLite commits with `synchronous=FULL`. Builds before 3.51.3 can corrupt a WAL when two processes checkpoint
at once, so they keep the rollback journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlmodel import Session

from netmaintd.errors import AlreadyRecorded, StoreError

BUSY_MS = 10_000
_WRITER = 0x6E6D
"""Key of the writers' advisory lock on PostgreSQL."""
WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)


class Database:
    """Transactions on one engine. Values leave, rows stay."""

    def __init__(self, url: str) -> None:
        """Prepare an engine; nothing is opened yet."""
        self.engine = _engine(url)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that commits at the end, all of it or nothing.

        Raises:
            AlreadyRecorded: a rule of uniqueness refused it.
            StoreError: the database refused for another reason.
        """
        with _translated(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            if self.engine.dialect.name == "postgresql":
                # One writer at a time, as SQLite has it by nature: the audit chain has one tail.
                session.connection().exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view."""
        with _translated(), Session(self.engine.execution_options(reads_only=True)) as session:
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise AlreadyRecorded(f"refused by a rule of the store: {error.orig}") from error
    except OperationalError as error:
        raise StoreError(f"the database cannot do this now: {error.orig}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"the database refused: {error}") from error


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in (
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_MS}",
            f"journal_mode={'WAL' if WAL_IS_SAFE else 'DELETE'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A transaction that reads first and writes later would meet "database is locked" without waiting.
        reads = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine
