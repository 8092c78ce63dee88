"""One database: short transactions, one consistent view for a reader, writers one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlmodel import Session

from netmaintd.store.engine import make_engine
from netmaintd.store.refusals import translated

_WRITER = 0x6E6D
"""Key of the writers' advisory lock on PostgreSQL."""


class Database:
    """Transactions on one engine. Values leave, rows stay.

    Every transaction raises AlreadyRecorded where a rule of uniqueness refused, NotFound where a record is not
    there to which another one belongs, and StoreError for all that a database can otherwise refuse.
    """

    def __init__(self, url: str) -> None:
        """Prepare an engine; nothing is opened yet."""
        self.engine = make_engine(url)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that commits at the end, all of it or nothing."""
        with translated(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            self._one_writer(session.connection())
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view: what others commit meanwhile is not seen."""
        options: dict[str, bool | str] = {"reads_only": True}
        if self.engine.dialect.name == "postgresql":
            # READ COMMITTED would show each statement another state of the database.
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with translated(), Session(self.engine.execution_options(**options)) as session:
            yield session

    @contextmanager
    def change_schema(self) -> Iterator[Connection]:
        """One transaction for a migration; a second process that brings its own waits for it."""
        with translated(), self.engine.begin() as connection:
            self._one_writer(connection)
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _one_writer(self, connection: Connection) -> None:
        """Let writers pass one at a time, as SQLite has it by nature: the audit chain has one tail."""
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER})
