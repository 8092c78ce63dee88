"""The audit chain: one row for everything that was decided or recorded, each sealed with the one before it.

The hash is over the stored bytes, never over parsed JSON. A chain alone cannot show that its tail was cut:
its head is printed on every document, and that is compared with `knows`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ScalarResult
from sqlmodel import Session, col, select

from netmaintd.errors import StoreError
from netmaintd.model.audit_link import GENESIS, AuditLink, link
from netmaintd.store.session import Database
from netmaintd.store.tables import AuditRow

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a verification found. `first_bad` is the first row that does not fit, None when all do."""

    rows: int
    head: str
    first_bad: int | None = None
    troubles: tuple[str, ...] = ()


def append(
    session: Session, at: datetime, actor: str, action: str, subject: str, *, seals: dict[str, str] | None = None,
    **details: Any,
) -> None:  # fmt: skip
    """Add a row in the transaction of what it tells.

    Args:
        session: a transaction that writes.
        at: when; aware.
        actor: user name, or what acts by itself.
        action: what happened, for example `round.decide`.
        subject: round, device, user or plan.
        seals: name and seal of the records that this row vouches for.
        details: short; secrets and NIPs are never among them.

    Raises:
        StoreError: `at` has no zone.
    """
    if at.tzinfo is None:
        raise StoreError(f"{action}: an instant without a zone cannot be recorded")
    newest = session.exec(select(AuditRow).order_by(col(AuditRow.seq).desc()).limit(1)).first()
    seq, previous = (newest.seq + 1, newest.hash) if newest else (1, GENESIS)
    told = {"at": at.astimezone(UTC).isoformat(), "actor": actor, "action": action, "subject": subject, **details}
    # Escaped to ASCII: a reason typed in a terminal may hold what is no Unicode, and is told all the same.
    body = json.dumps({**told, "seals": seals or {}}, sort_keys=True).encode()
    session.add(AuditRow(seq=seq, body=body, previous=previous, hash=link(seq, previous, body)))
    session.flush()


def told_seals(session: Session) -> dict[str, str]:
    """Return the newest seal of every record of which the chain tells."""
    told: dict[str, str] = {}
    with _rows(session) as rows:
        for row in rows:
            told |= json.loads(row.body)["seals"]
    return told


def head_of(session: Session) -> str:
    """Return the hash of the newest row inside a transaction; zeros when there is none."""
    newest = session.exec(select(AuditRow.hash).order_by(col(AuditRow.seq).desc()).limit(1)).first()
    return newest or GENESIS


def verify(session: Session) -> AuditReport:
    """Follow the chain from its beginning and name the first row that does not fit."""
    previous, expected = GENESIS, 1
    with _rows(session) as rows:
        for row in rows:
            trouble = _trouble(row, expected, previous)
            if trouble:
                return AuditReport(expected - 1, previous, row.seq, (f"audit row {row.seq}: {trouble}",))
            previous, expected = row.hash, expected + 1
    return AuditReport(expected - 1, previous)


class Audit:
    """Reading and verifying the chain."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def head(self) -> str:
        """Return the hash of the newest row; zeros when there is none."""
        with self._database.read() as session:
            return head_of(session)

    def knows(self, head: str) -> bool:
        """Whether a head that was printed earlier is still part of the chain."""
        if head == GENESIS:
            return True
        with self._database.read() as session:
            return session.exec(select(AuditRow.seq).where(AuditRow.hash == head)).first() is not None

    def list(self, subject: str | None = None) -> tuple[dict[str, Any], ...]:
        """Return the rows as they tell it, oldest first, perhaps only those of one subject."""
        with self._database.read() as session, _rows(session) as rows:
            told = ({"seq": row.seq, **json.loads(row.body)} for row in rows)
            return tuple(row for row in told if subject in (None, row["subject"]))

    def note(self, at: datetime, actor: str, action: str, subject: str, **details: Any) -> None:
        """Tell of something that changed no record: that a copy left the office."""
        with self._database.write() as session:
            append(session, at, actor, action, subject, **details)

    def extract(self, subject: str, without: str = "") -> tuple[AuditLink, ...]:
        """Return the chain from the first to the last row of a subject; rows of others come without their content.

        Args:
            without: an action whose rows count as those of others, and end no extract.
        """
        found: list[AuditLink] = []
        last = 0
        with self._database.read() as session, _rows(session) as rows:
            for row in rows:
                told = json.loads(row.body)
                own = told["subject"] == subject and told["action"] != without
                if own or found:
                    found.append(AuditLink(row.seq, row.previous, row.hash, row.body if own else None))
                last = len(found) if own else last
        return tuple(found[:last])

    def verify(self) -> AuditReport:
        """Follow the chain from its beginning and name the first row that does not fit.

        `rows` and `head` of the report are those of the part that fits.
        """
        with self._database.read() as session:
            return verify(session)


def _rows(session: Session) -> ScalarResult[AuditRow]:
    """Return all rows in their order, a page at a time; to be closed, for PostgreSQL keeps a cursor for it."""
    return session.exec(select(AuditRow).order_by(col(AuditRow.seq)).execution_options(yield_per=_PAGE))


def _trouble(row: AuditRow, expected: int, previous: str) -> str:
    if row.seq != expected:
        return f"row {expected} is missing" if row.seq > expected else "it was put in before the first row"
    if row.previous != previous:
        return "it does not follow the row before it"
    if not isinstance(row.body, bytes) or row.hash != link(row.seq, row.previous, row.body):
        return "its content was changed"
    return ""
