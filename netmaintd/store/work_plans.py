"""Work plans of rounds, version by version.

The newest version is also what stands in the round itself. A plan that was never changed has its only version
there; with the first change that one is written down as version 1.
"""

from __future__ import annotations

import builtins
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from netmaintd.errors import NotFound, StaleDecision
from netmaintd.model.people import Official
from netmaintd.model.plan_versions import FIRST_VERSION, WorkPlanVersion
from netmaintd.model.rounds import Round
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.rounds import round_in
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import RoundRow, WorkPlanVersionRow


class WorkPlans(Part):
    """All versions of all work plans."""

    def list(self, round_id: str) -> builtins.list[WorkPlanVersion]:
        """Return the versions of a round's work plan, oldest first, at least one; NotFound without such a round."""
        with self._database.read() as session:
            return _versions(session, round_in(session, round_id))

    def newest(self, round_id: str) -> WorkPlanVersion:
        """Return the version that holds; NotFound when there is no such round."""
        return self.list(round_id)[-1]

    def get(self, round_id: str, version: int) -> WorkPlanVersion:
        """Return one version; NotFound when there is none of that number."""
        for one in self.list(round_id):
            if one.version == version:
                return one
        raise NotFound(f"the work plan of {round_id} has no version {version}")

    def save(self, before: Round, after: Round, by: Official, at: datetime) -> WorkPlanVersion:
        """Return the new version, saved together with the round that goes by it.

        Raises:
            StaleDecision: the round is no longer the one that was seen; nothing was written.
        """
        with self._database.write() as session:
            newest = _written(session, before.id)
            if not newest:
                newest = [_first(before)]
                session.add(_row(before.id, newest[0]))
            version = WorkPlanVersion(newest[-1].version + 1, after.work_plan, at, by)
            changed = session.connection().execute(
                update(RoundRow)
                .where(col(RoundRow.id) == before.id, col(RoundRow.version) == before.version)
                .values(version=after.version, body=to_json(after))
            )
            if changed.rowcount != 1:
                raise StaleDecision(f"round {before.id} moved on meanwhile; read its work plan again")
            session.add(_row(before.id, version))
            session.flush()
            audit.append(
                session, at, by.user, "plan.save", before.id, version=version.version, role=by.role.value,
                capacity=by.capacity.value, sites=len(after.work_plan.sites), devices=len(after.work_plan.devices),
                seals={
                    **seals(session, RoundRow, id=before.id),
                    **seals(session, WorkPlanVersionRow, round_id=before.id),
                },
            )  # fmt: skip
            return version


def _versions(session: Session, round_: Round) -> list[WorkPlanVersion]:
    return _written(session, round_.id) or [_first(round_)]


def _first(round_: Round) -> WorkPlanVersion:
    return WorkPlanVersion(FIRST_VERSION, round_.work_plan, round_.opened_at)


def _written(session: Session, round_id: str) -> list[WorkPlanVersion]:
    wanted = select(WorkPlanVersionRow).where(WorkPlanVersionRow.round_id == round_id)
    rows = session.exec(wanted.order_by(col(WorkPlanVersionRow.version)))
    return [from_json(WorkPlanVersion, row.body) for row in rows]


def _row(round_id: str, version: WorkPlanVersion) -> WorkPlanVersionRow:
    actor = version.by.user if version.by else ""
    return WorkPlanVersionRow(
        round_id=round_id, version=version.version, actor=actor, at=version.at, body=to_json(version)
    )
