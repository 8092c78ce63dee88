"""Words from people to the daemon: stop, go on, take this round up now. They survive a restart."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from netmaintd.store import audit
from netmaintd.store.session import Database
from netmaintd.store.tables import RunRequestRow, StopRow

EVERYTHING = "*"


class Control:
    """Stops and requests."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def stop(self, round_id: str | None, actor: str, at: datetime, reason: str) -> None:
        """Stop a round, or everything."""
        scope = round_id or EVERYTHING
        with self._database.write() as session:
            session.merge(StopRow(scope=scope, reason=reason, actor=actor, at=at))
            audit.append(session, at, actor, "control.stop", scope, reason=reason)

    def lift_stop(self, round_id: str | None, actor: str, at: datetime, reason: str) -> None:
        """End a stop; nothing happens when there is none."""
        scope = round_id or EVERYTHING
        with self._database.write() as session:
            row = session.get(StopRow, scope)
            if row:
                session.delete(row)
                audit.append(session, at, actor, "control.lift", scope, reason=reason)

    def stopped(self, round_id: str) -> str | None:
        """Return the reason of a stop that concerns a round, None when there is none."""
        with self._database.read() as session:
            for scope in (EVERYTHING, round_id):
                row = session.get(StopRow, scope)
                if row:
                    return row.reason
        return None

    def request_run(self, round_id: str, actor: str, at: datetime) -> None:
        """Ask the daemon to take a round up at its next turn."""
        with self._database.write() as session:
            session.merge(RunRequestRow(round_id=round_id, actor=actor, at=at))
            audit.append(session, at, actor, "control.run", round_id)

    def take_requests(self) -> tuple[str, ...]:
        """Return the rounds that were asked for and forget the requests."""
        with self._database.write() as session:
            rows = session.exec(select(RunRequestRow)).all()
            for row in rows:
                session.delete(row)
            return tuple(row.round_id for row in rows)
