"""Due slots: one row for each due time of each plan, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, select

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.store import audit
from netmaintd.store.session import Database
from netmaintd.store.tables import DueSlotRow

PENDING, WAITING, OPENED, SKIPPED, RAN, RAN_LATE = "pending", "waiting", "opened", "skipped", "ran", "ran_late"
_OPEN = (PENDING, WAITING)


class Slots:
    """All due times."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def expand(self, plan: str, times: Iterable[datetime], at: datetime) -> int:
        """Add due times that are not there yet; returns how many were new."""
        with self._database.write() as session:
            known = set(session.exec(select(DueSlotRow.nominal_at).where(DueSlotRow.plan == plan)))
            fresh = [nominal for nominal in dict.fromkeys(times) if nominal not in known]
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
        """Return all slots of a plan as (due time, state, reason or round), oldest first.

        States: `pending`, `waiting` for a person, `opened`, and at last one of `ran`, `ran_late`, `skipped`.
        """
        with self._database.read() as session:
            rows = session.exec(select(DueSlotRow).where(DueSlotRow.plan == plan))
            return sorted((row.nominal_at, row.state, row.reason) for row in rows)

    def skip(self, plan: str, nominal: datetime, reason: str, actor: str, at: datetime) -> None:
        """Settle a slot without a round.

        Raises:
            AlreadyRecorded: the slot has its round, or was skipped before.
            NotFound: the plan has no such slot.
        """
        self._settle(plan, nominal, _OPEN, SKIPPED, reason, actor, at)

    def wait_for_person(self, plan: str, nominal: datetime, reason: str, actor: str, at: datetime) -> None:
        """Leave a slot to a person's decision; raises as `skip` does."""
        self._settle(plan, nominal, _OPEN, WAITING, reason, actor, at)

    def ran(self, plan: str, nominal: datetime, actor: str, at: datetime, *, late: bool) -> None:
        """Record that the work of a slot's round is done; its reason stays the round's id.

        Raises:
            AlreadyRecorded: that is recorded, or the slot has no round.
            NotFound: the plan has no such slot.
        """
        self._settle(plan, nominal, (OPENED,), RAN_LATE if late else RAN, None, actor, at)

    def _settle(
        self, plan: str, nominal: datetime, before: tuple[str, ...], state: str, reason: str | None, actor: str,
        at: datetime,
    ) -> None:  # fmt: skip
        wanted = select(DueSlotRow).where(DueSlotRow.plan == plan, DueSlotRow.nominal_at == nominal)
        with self._database.write() as session:
            slot = session.exec(wanted).first()
            if slot is None:
                raise NotFound(f"plan {plan!r} is not due at {nominal.isoformat()}")
            if slot.state not in before:
                raise AlreadyRecorded(f"plan {plan!r}, due {nominal.isoformat()}: already {slot.state}")
            slot.state, slot.actor, slot.changed_at = state, actor, at
            slot.reason = slot.reason if reason is None else reason
            session.add(slot)
            audit.append(session, at, actor, f"slot.{state}", plan, nominal=nominal.isoformat(), reason=slot.reason)
