"""The audit chain: one row for everything that was decided or recorded, each sealed with the one before it.

The hash is over the stored bytes, never over parsed JSON. A chain alone cannot show that its tail was cut:
its head is printed on every document, and that is compared with `knows`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from netmaintd.store.session import Database
from netmaintd.store.tables import AuditRow

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a verification found. `first_bad` is the first row that does not fit, None when all do."""

    rows: int
    head: str
    first_bad: int | None = None
    troubles: tuple[str, ...] = ()


def append(session: Session, at: datetime, actor: str, action: str, subject: str, **details: Any) -> None:
    """Add a row in the transaction of what it tells. Details are short; secrets and NIPs are never among them."""
    newest = session.exec(select(AuditRow).order_by(col(AuditRow.seq).desc()).limit(1)).first()
    seq, previous = (newest.seq + 1, newest.hash) if newest else (1, GENESIS)
    told = {"at": at.isoformat(), "actor": actor, "action": action, "subject": subject, **details}
    body = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    session.add(AuditRow(seq=seq, body=body, previous=previous, hash=seal(seq, previous, body)))
    session.flush()


def seal(seq: int, previous: str, body: bytes) -> str:
    """Return the hash of a row: every part with its length, so that no two rows share their framing."""
    framed = b"".join(f"{len(part)}:".encode() + part for part in (str(seq).encode(), previous.encode(), body))
    return hashlib.sha256(framed).hexdigest()


class Audit:
    """Reading and verifying the chain."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def head(self) -> str:
        """Return the hash of the newest row; zeros when there is none."""
        with self._database.read() as session:
            newest = session.exec(select(AuditRow).order_by(col(AuditRow.seq).desc()).limit(1)).first()
            return newest.hash if newest else GENESIS

    def knows(self, head: str) -> bool:
        """Whether a head that was printed earlier is still part of the chain."""
        with self._database.read() as session:
            return session.exec(select(AuditRow).where(AuditRow.hash == head)).first() is not None

    def list(self, subject: str | None = None) -> tuple[dict[str, Any], ...]:
        """Return the rows as they tell it, oldest first, perhaps only those of one subject."""
        with self._database.read() as session:
            rows = session.exec(select(AuditRow).order_by(col(AuditRow.seq)))
            told = ({"seq": row.seq, **json.loads(row.body)} for row in rows)
            return tuple(row for row in told if subject in (None, row["subject"]))

    def verify(self) -> AuditReport:
        """Follow the chain from its beginning and name the first row that does not fit."""
        previous, expected = GENESIS, 1
        with self._database.read() as session:
            total = session.exec(select(func.count()).select_from(AuditRow)).one()
            for row in session.exec(select(AuditRow).order_by(col(AuditRow.seq))):
                trouble = _trouble(row, expected, previous)
                if trouble:
                    return AuditReport(total, previous, row.seq, (f"audit row {row.seq}: {trouble}",))
                previous, expected = row.hash, expected + 1
        return AuditReport(total, previous)


def _trouble(row: AuditRow, expected: int, previous: str) -> str:
    if row.seq != expected:
        return f"row {expected} is missing"
    if row.previous != previous:
        return "it does not follow the row before it"
    if row.hash != seal(row.seq, row.previous, row.body):
        return "its content was changed"
    return ""
