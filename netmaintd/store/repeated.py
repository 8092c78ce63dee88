"""Columns that repeat what stands in other records, to be counted: whether they still say the same."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, func
from sqlmodel import Session, col, select

from netmaintd.model.document_numbers import NumberState
from netmaintd.model.results import Status
from netmaintd.store.tables import ExaminationRow, NumberActRow, NumberRow, ResultRow

_ORDER = {Status.OK: 0, Status.UNKNOWN: 1, Status.WARNING: 2, Status.CRITICAL: 3}


def wrong_statuses(session: Session) -> list[str]:
    """Return a sentence for each examination whose status is not the worst of its results."""
    worst = func.max(_rank(ResultRow.status))
    wanted = (
        select(ExaminationRow.round_id, ExaminationRow.device, ExaminationRow.nth)
        .outerjoin(ResultRow, _of_examination())
        .group_by(col(ExaminationRow.id))
        .having(func.coalesce(worst, _ORDER[Status.UNKNOWN]) != _rank(ExaminationRow.status))
        .order_by(col(ExaminationRow.id))
    )
    sentence = "examination {}/{}, {}: its status is not the worst of its results"
    return [sentence.format(*row) for row in session.exec(wanted)]


def wrong_numbers(session: Session) -> list[str]:
    """Return a sentence for each number whose state is not that of its newest act; without acts it was given."""
    of_number = col(NumberActRow.number) == col(NumberRow.number)
    act = select(NumberActRow.state).where(of_number).order_by(col(NumberActRow.id).desc()).limit(1).scalar_subquery()
    wrong = func.coalesce(act, NumberState.GIVEN.value) != col(NumberRow.state)
    wanted = select(NumberRow.number).where(wrong).order_by(col(NumberRow.id))
    return [f"number {number}: its state is not that of its newest act" for number in session.exec(wanted)]


def _of_examination() -> ColumnElement[bool]:
    return and_(
        col(ResultRow.round_id) == col(ExaminationRow.round_id),
        col(ResultRow.device) == col(ExaminationRow.device),
        col(ResultRow.nth) == col(ExaminationRow.nth),
    )


def _rank(column: str) -> ColumnElement[int]:
    return case({status.value: rank for status, rank in _ORDER.items()}, value=col(column), else_=-1)
