"""One daemon on a store: a lock on the state folder and, on PostgreSQL, one in the database as well.

Both end with the process, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, text

from netmaintd.errors import StoreError, StoreLocked
from netmaintd.store.engine import make_engine
from netmaintd.store.refusals import translated

_DAEMON = 0x6E6D64
"""Key of the daemon's advisory lock on PostgreSQL."""
_HOLDER = text(
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = :key"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@contextmanager
def lock_daemon(state: Path, url: str = "") -> Iterator[None]:
    """Hold a store for one daemon.

    Args:
        state: the state folder.
        url: the database, where it is not the one in the state folder; two hosts may share it.

    Raises:
        StoreLocked: another daemon holds it; the message names its process.
        StoreError: folder or database cannot be used.
    """
    shared = _held_in_database(url) if url.startswith("postgresql") else nullcontext()
    with _held_folder(state), shared:
        yield


@contextmanager
def _held_folder(state: Path) -> Iterator[None]:
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(state / "daemon.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"the state folder {state} cannot be used: {error.strerror}") from error
    with os.fdopen(handle, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _locked(str(state), file.read().strip()) from error
        file.truncate(0)
        file.write(_this_process())
        file.flush()
        yield


@contextmanager
def _held_in_database(url: str) -> Iterator[None]:
    engine = make_engine(url)
    try:
        with translated(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _take(connection)
            yield
    finally:
        engine.dispose()


def _take(connection: Connection) -> None:
    connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": _this_process()})
    if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _DAEMON}).scalar_one():
        holder = connection.execute(_HOLDER, {"key": _DAEMON}).scalars().first()
        raise _locked("the database", holder or "")


def _locked(what: str, holder: str) -> StoreLocked:
    return StoreLocked(f"{what} is held by {holder or 'an unnamed process'}; only one daemon may run on a store")


def _this_process() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"[:63]
