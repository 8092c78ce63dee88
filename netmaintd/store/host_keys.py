"""Recorded SSH host keys. A replaced key stays on record, with the reason for the new one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from netmaintd.errors import AlreadyRecorded
from netmaintd.model.hostkeys import HostKey
from netmaintd.store import audit
from netmaintd.store.seals import seals
from netmaintd.store.session import Database
from netmaintd.store.tables import HostKeyRow


class HostKeys:
    """One current key for each device."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def get(self, device: str) -> HostKey | None:
        """Return the recorded key, None when the device was never enrolled."""
        with self._database.read() as session:
            row = _current(session, device)
            return HostKey(row.key_type, row.key_base64) if row else None

    def record(self, device: str, key: HostKey, actor: str, at: datetime) -> None:
        """Record the first key of a device.

        Raises:
            AlreadyRecorded: a key is recorded; `replace` needs a reason.
        """
        with self._database.write() as session:
            if _current(session, device):
                raise AlreadyRecorded(f"{device} has a recorded host key; a new one needs a reason")
            _add(session, device, key, actor, at, "")

    def replace(self, device: str, key: HostKey, actor: str, at: datetime, reason: str) -> None:
        """Record another key, with the reason why it is right."""
        with self._database.write() as session:
            old = _current(session, device)
            if old:
                old.current = False
                session.add(old)
                session.flush()  # before the new one: a device has one current key at any time
            _add(session, device, key, actor, at, reason)


def _current(session: Session, device: str) -> HostKeyRow | None:
    return session.exec(select(HostKeyRow).where(HostKeyRow.device == device, col(HostKeyRow.current))).first()


def _add(session: Session, device: str, key: HostKey, actor: str, at: datetime, reason: str) -> None:
    row = HostKeyRow(
        device=device, key_type=key.key_type, key_base64=key.key_base64, current=True, recorded_at=at,
        recorded_by=actor, reason=reason,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.append(
        session, at, actor, "hostkey.recorded", device, sha256=key.sha256, reason=reason,
        seals=seals(session, HostKeyRow, id=row.id),
    )  # fmt: skip
