"""Stored configurations: only whole ones are here; what was cut off is evidence of its round."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from netmaintd.errors import NotFound
from netmaintd.store.part import Part
from netmaintd.store.tables import BackupRow


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

    def list(self, device: str | None = None) -> builtins.list[Backup]:
        """Return configurations, newest first, perhaps only those of one device."""
        wanted = select(BackupRow).order_by(col(BackupRow.id).desc())
        if device:
            wanted = wanted.where(BackupRow.device == device)
        with self._database.read() as session:
            return [_backup(row) for row in session.exec(wanted)]

    def get(self, number: int) -> Backup:
        """Return one configuration's description; NotFound when there is none of that number."""
        with self._database.read() as session:
            row = session.get(BackupRow, number)
            if row is None:
                raise NotFound(f"no stored configuration {number}; see 'netmaintd backup list'")
            return _backup(row)

    def content(self, number: int) -> bytes:
        """Return the bytes of a configuration as they came from the device."""
        return self._blobs.get(self.get(number).sha256)


def _backup(row: BackupRow) -> Backup:
    return Backup(row.id or 0, row.device, row.platform, row.kind, row.round_id, row.taken_at, row.size, row.sha256)
