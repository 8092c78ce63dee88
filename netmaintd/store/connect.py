"""Open the store: database, blobs, and the lock that keeps a second daemon away."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlmodel import col, select

from netmaintd.errors import NetmaintdError, StoreError, StoreLocked
from netmaintd.store import schema
from netmaintd.store.audit import Audit
from netmaintd.store.backups import Backups
from netmaintd.store.blobs import Blobs
from netmaintd.store.control import Control
from netmaintd.store.documents import Documents
from netmaintd.store.dossiers import Dossiers
from netmaintd.store.host_keys import HostKeys
from netmaintd.store.leases import Leases
from netmaintd.store.people import People
from netmaintd.store.records import Records
from netmaintd.store.rounds import Rounds
from netmaintd.store.session import Database
from netmaintd.store.slots import Slots
from netmaintd.store.tables import BackupRow, DocumentRow, EvidenceRow, ExaminationRow


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a whole verification found; `troubles` is empty when everything is as it was stored."""

    rows: int
    head: str
    blobs: int
    troubles: tuple[str, ...]


class Store:
    """Everything that is recorded, by subject."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        """Put the subjects beside one another."""
        self._database, self._blobs = database, blobs
        self.audit = Audit(database)
        self.backups = Backups(database, blobs)
        self.control = Control(database)
        self.documents = Documents(database, blobs)
        self.dossiers = Dossiers(database, blobs)
        self.host_keys = HostKeys(database)
        self.leases = Leases(database)
        self.people = People(database)
        self.records = Records(database, blobs)
        self.rounds = Rounds(database)
        self.slots = Slots(database)

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def schema_version(self) -> str:
        """Return the schema version of the database."""
        return schema.current_version(self._database) or "none"

    def verify_all(self) -> StoreReport:
        """Verify the audit chain and every stored byte."""
        chain = self.audit.verify()
        digests = self._digests()
        troubles = [trouble for digest in sorted(digests) if (trouble := self._blob_trouble(digest))]
        return StoreReport(chain.rows, chain.head, len(digests), (*chain.troubles, *troubles))

    def _digests(self) -> set[str]:
        columns = (EvidenceRow.sha256, BackupRow.sha256, DocumentRow.sha256, ExaminationRow.facts_sha256)
        with self._database.read() as session:
            return {digest for column in columns for digest in session.exec(select(col(column)).distinct())}

    def _blob_trouble(self, digest: str) -> str:
        try:
            self._blobs.get(digest)
        except StoreError as error:
            return str(error)
        return ""


def open_store(url: str, state: Path, key: bytes, *, create: bool = False) -> Store:
    """Open the store of a state folder.

    Args:
        url: SQLAlchemy URL; empty for `netmaintd.sqlite` in the state folder.
        key: 32 bytes for encryption at rest.
        create: bring the database to the newest schema first.

    Raises:
        SchemaMismatch: the database has another schema and `create` is False.
        StoreError: folder or database cannot be used.
    """
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        state.chmod(0o700)
    except OSError as error:
        raise StoreError(f"the state folder {state} cannot be used: {error}") from error
    file = state / "netmaintd.sqlite"
    if not url:
        file.touch(mode=0o600, exist_ok=True)
    database = Database(url or f"sqlite:///{file}")
    try:
        if create:
            schema.upgrade(database)
        schema.require_newest(database)
    except NetmaintdError:
        database.close()
        raise
    return Store(database, Blobs(state / "blobs", key))


@contextmanager
def lock_daemon(state: Path) -> Iterator[None]:
    """Hold the state folder for one daemon; the lock ends with the process, however it ends.

    Raises:
        StoreLocked: another daemon holds it; the message names its process.
    """
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(state / "daemon.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = file.read().strip() or "an unnamed process"
            raise StoreLocked(f"{state} is held by {holder}; only one daemon may run on a store") from error
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield
