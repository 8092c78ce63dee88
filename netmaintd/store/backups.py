"""Stored configurations: only whole ones are here; what was cut off is evidence of its round."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from netmaintd.errors import NotFound
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.tables import BackupRow, BaselineRow

RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Backup:
    """One stored configuration; `kind` is `running` or `startup`, `size` in bytes."""

    id: int
    device: str
    platform: str
    kind: str
    round_id: str
    taken_at: datetime
    size: int
    sha256: str


class Backups(Part):
    """All stored configurations."""

    def list(self, device: str | None = None, kind: str | None = None) -> builtins.list[Backup]:
        """Return configurations, newest first, perhaps only those of one device or kind."""
        wanted = select(BackupRow).order_by(col(BackupRow.id).desc())
        if device:
            wanted = wanted.where(BackupRow.device == device)
        if kind:
            wanted = wanted.where(BackupRow.kind == kind)
        with self._database.read() as session:
            return [_backup(row) for row in session.exec(wanted)]

    def get(self, number: int) -> Backup:
        """Return one configuration's description; NotFound when there is none of that number."""
        with self._database.read() as session:
            return _backup(_row(session, number))

    def content(self, number: int) -> bytes:
        """Return the bytes of a configuration as they came from the device.

        Raises:
            NotFound: there is none of that number, or its bytes are gone.
            IntegrityBroken: the bytes are not those that were stored.
        """
        return self._blobs.get(self.get(number).sha256)

    def reveal(self, number: int, actor: str, at: datetime) -> bytes:
        """Return the bytes with every secret in them; who asked for them stands in the audit chain first."""
        content = self.content(number)
        with self._database.write() as session:
            row = _row(session, number)
            audit.append(session, at, actor, "backup.reveal", row.device, backup=number, sha256=row.sha256)
        return content

    def last(self, device: str, kind: str = RUNNING, *, outside: str | None = None) -> Backup | None:
        """Return the newest configuration of a device, perhaps one of another round; None without any."""
        wanted = select(BackupRow).where(BackupRow.device == device, BackupRow.kind == kind)
        if outside is not None:
            wanted = wanted.where(BackupRow.round_id != outside)
        with self._database.read() as session:
            row = session.exec(wanted.order_by(col(BackupRow.id).desc()).limit(1)).first()
            return _backup(row) if row else None

    def of_round(self, round_id: str, after: int = 0) -> builtins.list[Backup]:
        """Return the running configurations of a round with a number above `after`, oldest first."""
        wanted = select(BackupRow).where(
            BackupRow.round_id == round_id, BackupRow.kind == RUNNING, col(BackupRow.id) > after
        )
        with self._database.read() as session:
            return [_backup(row) for row in session.exec(wanted.order_by(col(BackupRow.id)))]

    def newest_of_rounds(self) -> dict[str, int]:
        """Return the number of the newest running configuration of each round, in the order of these numbers."""
        newest = func.max(BackupRow.id)
        wanted = select(BackupRow.round_id, newest).where(BackupRow.kind == RUNNING).group_by(BackupRow.round_id)
        with self._database.read() as session:
            return {round_id: number for round_id, number in session.exec(wanted.order_by(newest)).all() if number}

    def choose_baseline(self, device: str, number: int, actor: str, at: datetime) -> Backup:
        """Have a device compared with a stored configuration from now on, its own or another device's."""
        with self._database.write() as session:
            row = _row(session, number)
            session.merge(BaselineRow(device=device, backup_id=number, chosen_by=actor, chosen_at=at))
            audit.append(session, at, actor, "backup.baseline", device, backup=number, sha256=row.sha256)
            return _backup(row)

    def baseline(self, device: str) -> Backup | None:
        """Return the configuration that was chosen to compare a device with, None where none was."""
        with self._database.read() as session:
            chosen = session.get(BaselineRow, device)
            return _backup(_row(session, chosen.backup_id)) if chosen else None


def _row(session: Session, number: int) -> BackupRow:
    row = session.get(BackupRow, number)
    if row is None:
        raise NotFound(f"no stored configuration {number}; see 'netmaintd backup list'")
    return row


def _backup(row: BackupRow) -> Backup:
    return Backup(row.id or 0, row.device, row.platform, row.kind, row.round_id, row.taken_at, row.size, row.sha256)
