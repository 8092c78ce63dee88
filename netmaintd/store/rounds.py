"""Rounds and decisions. A decision is saved only on the version that was seen."""

from __future__ import annotations

import builtins
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from netmaintd.errors import NotFound, StaleDecision
from netmaintd.model.people import Official
from netmaintd.model.rounds import Decision, Round, RoundStatus
from netmaintd.model.witness import LinkUse
from netmaintd.store import audit
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.session import Database
from netmaintd.store.slots import OPENED
from netmaintd.store.tables import DecisionRow, DueSlotRow, RoundRow
from netmaintd.store.witness_links import used_in


class Rounds:
    """All rounds of the office."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def open(self, round_: Round, actor: str, at: datetime) -> None:
        """Record a new round together with its slot.

        Raises:
            AlreadyRecorded: the due time has its round.
        """
        with self._database.write() as session:
            session.add(
                RoundRow(
                    id=round_.id,
                    plan=round_.plan,
                    nominal_at=round_.nominal_at,
                    version=round_.version,
                    step=round_.step,
                    status=round_.status.value,
                    body=to_json(round_),
                )
            )
            slot = session.exec(
                select(DueSlotRow).where(DueSlotRow.plan == round_.plan, DueSlotRow.nominal_at == round_.nominal_at)
            ).first()
            slot = slot or DueSlotRow(
                plan=round_.plan, nominal_at=round_.nominal_at, state="", reason="", actor="", changed_at=at
            )
            slot.state, slot.reason, slot.actor, slot.changed_at = OPENED, round_.id, actor, at
            session.add(slot)
            session.flush()
            audit.append(
                session, at, actor, "round.open", round_.id, step=round_.step,
                seals=seals(session, RoundRow, id=round_.id),
            )  # fmt: skip

    def get(self, round_id: str) -> Round:
        """Return a round; NotFound when there is none of that id."""
        with self._database.read() as session:
            return round_in(session, round_id)

    def list(self, *statuses: RoundStatus) -> builtins.list[Round]:
        """Return whole rounds, newest first, perhaps only those in some statuses; for lists see `round_heads`."""
        wanted = select(RoundRow).order_by(col(RoundRow.nominal_at).desc())
        if statuses:
            wanted = wanted.where(col(RoundRow.status).in_([status.value for status in statuses]))
        with self._database.read() as session:
            return [from_json(Round, row.body) for row in session.exec(wanted)]

    def latest_done(self, plan: str, before: datetime) -> Round | None:
        """Return the newest finished round of a plan before a due time."""
        wanted = (
            select(RoundRow)
            .where(RoundRow.plan == plan, RoundRow.nominal_at < before, RoundRow.status == RoundStatus.DONE.value)
            .order_by(col(RoundRow.nominal_at).desc())
            .limit(1)
        )
        with self._database.read() as session:
            row = session.exec(wanted).first()
            return from_json(Round, row.body) if row else None

    def save_decision(
        self,
        before: Round,
        after: Round,
        decision: Decision,
        actor: Official,
        at: datetime,
        link: LinkUse | None = None,
    ) -> None:
        """Save the round after a decision, with the decision and its audit row, in one transaction.

        Args:
            before: as it was seen.
            after: as it is now.
            decision: what was decided.
            actor: who decided.
            at: when.
            link: the one-time link by which it was decided; used up with it.

        Raises:
            StaleDecision: the round is no longer the one that was seen, or the link no longer open; nothing was
                written.
        """
        with self._database.write() as session:
            changed = session.connection().execute(
                update(RoundRow)
                .where(col(RoundRow.id) == before.id, col(RoundRow.version) == before.version)
                .values(version=after.version, step=after.step, status=after.status.value, body=to_json(after))
            )
            if changed.rowcount != 1:
                now = round_in(session, before.id)
                raise StaleDecision(
                    f"round {before.id} moved on to version {now.version} (step {now.step}) meanwhile; read it again"
                )
            session.add(
                DecisionRow(
                    round_id=before.id,
                    version=before.version,
                    step=before.step,
                    verb=decision.verb,
                    actor=actor.user,
                    role=actor.role.value,
                    capacity=actor.capacity.value,
                    at=at,
                    document_sha256=decision.document_sha256,
                    body=to_json(decision),
                )
            )
            session.flush()
            sealed = {
                **seals(session, RoundRow, id=before.id),
                **seals(session, DecisionRow, round_id=before.id, version=before.version),
            }
            by_link = used_in(session, link, at) if link else {}
            audit.append(
                session, at, actor.user, "round.decide", before.id, verb=decision.verb, role=actor.role.value,
                capacity=actor.capacity.value, site=decision.site, reason=decision.reason, step=after.step,
                version=after.version, document=decision.document_sha256, seals=sealed, **by_link,
            )  # fmt: skip


def round_in(session: Session, round_id: str) -> Round:
    """Return a round inside a transaction; NotFound when there is none of that id."""
    row = session.get(RoundRow, round_id)
    if row is None:
        raise NotFound(f"no round {round_id!r}; see 'netmaintd round list'")
    return from_json(Round, row.body)
