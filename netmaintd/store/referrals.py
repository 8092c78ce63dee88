"""Referrals of all rounds: which are open, and what was learned of each since."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from netmaintd.errors import NotFound
from netmaintd.model.problems import FollowUp
from netmaintd.model.results import Referral, ReferralStatus
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import FollowUpRow, ReferralRow

MOST = 50
UNSETTLED = (ReferralStatus.OPEN, ReferralStatus.IN_PROGRESS)


class Referrals(Part):
    """All referrals."""

    def find(
        self, statuses: Sequence[ReferralStatus] = (), sop: str = "", device: str = "", page: int = 1, most: int = MOST
    ) -> tuple[builtins.list[Referral], int]:
        """Return one page of referrals, newest first, and how many there are."""
        conditions: builtins.list[ColumnElement[bool]] = []
        if statuses:
            conditions.append(col(ReferralRow.status).in_([status.value for status in statuses]))
        exact = {ReferralRow.sop: sop, ReferralRow.device: device}
        conditions += [col(column) == value for column, value in exact.items() if value]
        wanted = select(ReferralRow.body).where(*conditions)
        wanted = wanted.order_by(col(ReferralRow.opened_at).desc(), col(ReferralRow.id))
        with self._database.read() as session:
            count = session.exec(select(func.count()).select_from(ReferralRow).where(*conditions)).one()
            rows = session.exec(wanted.offset((page - 1) * most).limit(most))
            return [from_json(Referral, body) for body in rows], count

    def get(self, referral_id: str) -> Referral:
        """Return one referral; NotFound when there is none of that id."""
        with self._database.read() as session:
            return from_json(Referral, _row(session, referral_id).body)

    def follow_ups(self, referral_id: str) -> tuple[FollowUp, ...]:
        """Return what was learned of a referral, oldest first."""
        wanted = select(FollowUpRow.body).where(FollowUpRow.referral_id == referral_id).order_by(col(FollowUpRow.nth))
        with self._database.read() as session:
            return tuple(from_json(FollowUp, body) for body in session.exec(wanted))

    def follow_up(self, told: FollowUp) -> tuple[str, ...]:
        """Record what was learned of a referral and return the ids of all that it is about.

        A problem that goes on is referred in each round anew: what is learned of one is said of the earlier
        referrals of the same problem to the same SOP too, as long as they are not settled.

        Raises:
            NotFound: there is no such referral.
        """
        with self._database.write() as session:
            rows = _same(session, _row(session, told.referral))
            for row in rows:
                _tell(session, row, replace(told, referral=row.id))
            return tuple(row.id for row in rows)


def _same(session: Session, row: ReferralRow) -> builtins.list[ReferralRow]:
    wanted = select(ReferralRow).where(
        ReferralRow.device == row.device,
        ReferralRow.check == row.check,
        ReferralRow.sop == row.sop,
        col(ReferralRow.opened_at) <= row.opened_at,
        col(ReferralRow.status).in_([status.value for status in UNSETTLED]),
        ReferralRow.id != row.id,
    )
    return [row, *session.exec(wanted.order_by(col(ReferralRow.opened_at).desc()))]


def _tell(session: Session, row: ReferralRow, told: FollowUp) -> None:
    newest = session.exec(select(func.max(FollowUpRow.nth)).where(FollowUpRow.referral_id == row.id)).one() or 0
    before = from_json(Referral, row.body)
    number = told.external_number or before.external_number
    row.status, row.body = told.status.value, to_json(replace(before, status=told.status, external_number=number))
    session.add(row)
    session.add(
        FollowUpRow(referral_id=row.id, nth=newest + 1, actor=told.by.user, at=told.at, body=to_json(told))
    )  # fmt: skip
    session.flush()
    audit.append(
        session, told.at, told.by.user, "referral.followed", row.id, status=told.status.value, number=number,
        note=told.note, role=told.by.role.value,
        seals=seals(session, FollowUpRow, referral_id=row.id, nth=newest + 1),
    )  # fmt: skip


def _row(session: Session, referral_id: str) -> ReferralRow:
    row = session.get(ReferralRow, referral_id)
    if row is None:
        raise NotFound(f"no referral {referral_id!r}")
    return row
