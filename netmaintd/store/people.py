"""People and the posts they hold, as dated assignments."""

from __future__ import annotations

import builtins
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import col, select

from netmaintd.errors import NotFound
from netmaintd.model.people import Assignment, Official
from netmaintd.store import audit
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.session import Database
from netmaintd.store.tables import AssignmentRow


class People:
    """All assignments."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def assign(self, assignment: Assignment, actor: str, at: datetime) -> None:
        """Record that a person holds a post. The audit row names user and role, never a number of a person."""
        official = assignment.official
        with self._database.write() as session:
            row = AssignmentRow(
                user=official.user,
                role=official.role.value,
                since=assignment.since,
                until=assignment.until,
                body=to_json(assignment),
            )
            session.add(row)
            session.flush()
            audit.append(
                session, at, actor, "post.assigned", official.user, role=official.role.value,
                capacity=official.capacity.value, since=assignment.since.isoformat(),
                seals=seals(session, AssignmentRow, id=row.id),
            )  # fmt: skip

    def posts(self, user: str, day: date) -> builtins.list[Official]:
        """Return the posts that a person holds on a day, newest first; empty when there are none."""
        wanted = select(AssignmentRow).where(AssignmentRow.user == user).order_by(col(AssignmentRow.id).desc())
        with self._database.read() as session:
            assignments = [from_json(Assignment, row.body) for row in session.exec(wanted)]
        return [assignment.official for assignment in assignments if assignment.holds_on(day)]

    def numbered(self) -> dict[int, Assignment]:
        """Return all assignments by the number under which each can be ended."""
        with self._database.read() as session:
            rows = session.exec(select(AssignmentRow).order_by(col(AssignmentRow.id)))
            return {row.id: from_json(Assignment, row.body) for row in rows if row.id is not None}

    def end(self, number: int, until: date, actor: str, at: datetime) -> None:
        """Record the last day of an assignment.

        Raises:
            NotFound: there is none of that number.
        """
        with self._database.write() as session:
            row = session.get(AssignmentRow, number)
            if row is None:
                raise NotFound(f"there is no post with the number {number}")
            row.until, row.body = until, to_json(replace(from_json(Assignment, row.body), until=until))
            session.add(row)
            session.flush()
            audit.append(
                session, at, actor, "post.ended", row.user, role=row.role, until=until.isoformat(),
                seals=seals(session, AssignmentRow, id=number),
            )  # fmt: skip

    def list(self) -> builtins.list[Assignment]:
        """Return all assignments in the order they were recorded."""
        with self._database.read() as session:
            rows = session.exec(select(AssignmentRow).order_by(col(AssignmentRow.id)))
            return [from_json(Assignment, row.body) for row in rows]
