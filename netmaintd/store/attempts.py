"""Attempts: one row for each session with a device, committed before its first byte."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from netmaintd.errors import NotFound
from netmaintd.model.results import Outcome
from netmaintd.store.part import Part
from netmaintd.store.tables import AttemptRow, LeaseRow

logger = logging.getLogger(__name__)

INTERRUPTED = "interrupted: the program ended before the session did"


class Attempts(Part):
    """All sessions of all rounds."""

    def begin_attempt(self, round_id: str, device: str, protocol: str, at: datetime) -> int:
        """Record that a session is about to begin and return its number, after the commit.

        Raises:
            NotFound: there is no such round.
        """
        row = AttemptRow(round_id=round_id, device=device, protocol=protocol, started_at=at)
        with self._database.write() as session:
            session.add(row)
            session.flush()
            return row.id or 0

    def end_attempt(self, attempt: int, outcome: Outcome, detail: str, at: datetime) -> None:
        """Record how a session ended. One that was closed meanwhile, its lease having moved on, stays as it is.

        Raises:
            NotFound: no session began under this number.
        """
        with self._database.write() as session:
            row = session.get(AttemptRow, attempt)
            if row is None:
                raise NotFound(f"no session began under number {attempt}")
            if row.ended_at is not None:
                logger.warning("session had its end already", extra={"device": row.device, "outcome": outcome.value})
                return
            row.outcome, row.detail, row.ended_at = outcome.value, detail, at
            session.add(row)

    def close_interrupted(self, round_id: str, at: datetime) -> int:
        """Close attempts whose program ended before they did; returns how many.

        Those of a device that somebody holds now are left to him: another process may be in the middle of them.
        """
        held = select(LeaseRow.device).where(LeaseRow.expires_at > at)
        wanted = select(AttemptRow).where(AttemptRow.round_id == round_id, col(AttemptRow.device).not_in(held))
        with self._database.write() as session:
            return close(session, wanted, at)

    def attempts(self, round_id: str) -> list[tuple[str, str, str | None, str]]:
        """Return all attempts as (device, protocol, outcome, detail) in the order they began.

        `outcome` is None while the session lasts.
        """
        wanted = select(AttemptRow).where(AttemptRow.round_id == round_id).order_by(col(AttemptRow.id))
        with self._database.read() as session:
            return [(row.device, row.protocol, row.outcome, row.detail) for row in session.exec(wanted)]


def close(session: Session, wanted: SelectOfScalar[AttemptRow], at: datetime) -> int:
    """Close those of the wanted attempts that have no end, as interrupted; returns how many."""
    rows = session.exec(wanted.where(col(AttemptRow.ended_at).is_(None))).all()
    for row in rows:
        row.outcome, row.detail, row.ended_at = Outcome.CANCELLED.value, INTERRUPTED, at
        session.add(row)
    return len(rows)
