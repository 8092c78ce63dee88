"""Leases: one holder for each device, told apart by a token that only grows."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from netmaintd.errors import StoreError
from netmaintd.store.attempts import close
from netmaintd.store.session import Database
from netmaintd.store.tables import AttemptRow, LeaseRow

_NOBODY = ""
"""The owner of a lease that was given back: clocks of two holders need not agree for that."""


class Leases:
    """Who examines which device now."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def claim(self, round_id: str, device: str, owner: str, at: datetime, ttl_s: float) -> int | None:
        """Take a device for a while and return the token, None while somebody else holds it.

        Attempts that a former holder left open are closed: nobody else will.
        """
        with self._database.write() as session:
            row = session.get(LeaseRow, device)
            if row and row.owner not in (_NOBODY, owner) and row.expires_at > at:
                return None
            row = row or LeaseRow(device=device, round_id="", owner=_NOBODY, token=0, expires_at=at)
            row.round_id, row.owner, row.token = round_id, owner, row.token + 1
            row.expires_at = at + timedelta(seconds=ttl_s)
            session.add(row)
            close(session, select(AttemptRow).where(AttemptRow.device == device), at)
            return row.token

    def renew(self, tokens: dict[str, int], at: datetime, ttl_s: float) -> None:
        """Show that the holders of these devices are alive; a lease that moved on stays with its new holder."""
        wanted = select(LeaseRow).where(col(LeaseRow.device).in_(tokens))
        with self._database.write() as session:
            for row in session.exec(wanted).all():
                if row.token == tokens[row.device]:
                    row.expires_at = at + timedelta(seconds=ttl_s)
                    session.add(row)

    def give_back(self, device: str, token: int, at: datetime) -> None:
        """End a lease without a record; StoreError when it moved on to somebody else."""
        with self._database.write() as session:
            release(session, device, token, at)


def release(session: Session, device: str, token: int, at: datetime) -> None:
    """End a lease in the transaction that ends its work.

    Raises:
        StoreError: the lease moved on to somebody else; what is being recorded is not the newest.
    """
    row = session.get(LeaseRow, device)
    if row is None or row.token != token:
        raise StoreError(f"the lease on {device} moved on; this record comes too late")
    row.owner, row.expires_at = _NOBODY, at
    session.add(row)
