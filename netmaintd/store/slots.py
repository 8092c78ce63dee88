"""Due slots: one row for each due time of each plan, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, select

from netmaintd.store import audit
from netmaintd.store.session import Database
from netmaintd.store.tables import DueSlotRow

PENDING, OPENED, SKIPPED, WAITING = "pending", "opened", "skipped", "waiting"


class Slots:
    """All due times."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def expand(self, plan: str, times: Iterable[datetime], at: datetime) -> int:
        """Add due times that are not there yet; returns how many were new."""
        with self._database.write() as session:
            known = set(session.exec(select(DueSlotRow.nominal_at).where(DueSlotRow.plan == plan)))
            fresh = [nominal for nominal in times if nominal not in known]
            session.add_all(
                DueSlotRow(plan=plan, nominal_at=nominal, state=PENDING, reason="", actor="jadwal", changed_at=at)
                for nominal in fresh
            )
            return len(fresh)

    def newest(self, plan: str) -> datetime | None:
        """Return up to when a plan was expanded, None for a plan that is new."""
        wanted = select(DueSlotRow).where(DueSlotRow.plan == plan).order_by(col(DueSlotRow.nominal_at).desc()).limit(1)
        with self._database.read() as session:
            row = session.exec(wanted).first()
            return row.nominal_at if row else None

    def pending(self, plan: str) -> list[datetime]:
        """Return due times of which nothing became yet, oldest first."""
        wanted = select(DueSlotRow).where(DueSlotRow.plan == plan, DueSlotRow.state == PENDING)
        with self._database.read() as session:
            return sorted(row.nominal_at for row in session.exec(wanted))

    def list(self, plan: str) -> list[tuple[datetime, str, str]]:
        """Return all slots of a plan as (due time, state, reason or round), oldest first."""
        with self._database.read() as session:
            rows = session.exec(select(DueSlotRow).where(DueSlotRow.plan == plan))
            return sorted((row.nominal_at, row.state, row.reason) for row in rows)

    def skip(self, plan: str, nominal: datetime, reason: str, actor: str, at: datetime) -> None:
        """Settle a slot without a round."""
        self._settle(plan, nominal, SKIPPED, reason, actor, at)

    def wait_for_person(self, plan: str, nominal: datetime, reason: str, actor: str, at: datetime) -> None:
        """Leave a slot to a person's decision."""
        self._settle(plan, nominal, WAITING, reason, actor, at)

    def _settle(self, plan: str, nominal: datetime, state: str, reason: str, actor: str, at: datetime) -> None:
        wanted = select(DueSlotRow).where(DueSlotRow.plan == plan, DueSlotRow.nominal_at == nominal)
        with self._database.write() as session:
            slot = session.exec(wanted).one()
            slot.state, slot.reason, slot.actor, slot.changed_at = state, reason, actor, at
            session.add(slot)
            audit.append(session, at, actor, f"slot.{state}", plan, nominal=nominal.isoformat(), reason=reason)
