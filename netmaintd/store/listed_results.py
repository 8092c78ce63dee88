"""Results of a round in pages: ten thousand of them pass without ever being together in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, tuple_
from sqlmodel import Session, col, select

from netmaintd.model.listed import ListedResult, Sieve
from netmaintd.model.results import CheckResult, Outcome
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import EvidenceRow, ExaminationRow, ResultRow

_Pieces = dict[str, list[tuple[str, str, datetime]]]
ALL = Sieve()
_SOME = 400
"""Devices in one statement: databases cap its parameters."""


class ListedResults(Part):
    """Results of all rounds."""

    def page(
        self, round_id: str, most: int, after: tuple[str, str] | None = None, sieve: Sieve = ALL
    ) -> list[ListedResult]:  # fmt: skip
        """Return results of a round by device and check, beginning behind one of them.

        Only those of the newest examination of a device are among them. An unknown round has none.
        """
        key = (col(ResultRow.device), col(ResultRow.check))
        newest = (
            select(ExaminationRow.device, func.max(ExaminationRow.nth).label("nth"))
            .where(ExaminationRow.round_id == round_id)
            .group_by(col(ExaminationRow.device))
            .subquery()
        )
        wanted = (
            select(ResultRow, ExaminationRow)
            .join(newest, (col(ResultRow.device) == newest.c.device) & (col(ResultRow.nth) == newest.c.nth))
            .join(
                ExaminationRow,
                (col(ExaminationRow.round_id) == round_id)
                & (col(ExaminationRow.device) == newest.c.device)
                & (col(ExaminationRow.nth) == newest.c.nth),
            )
            .where(ResultRow.round_id == round_id)
        )
        for column, value in (
            (ExaminationRow.site, sieve.site), (ResultRow.device, sieve.device),
            (ResultRow.check, sieve.check), (ResultRow.status, sieve.status),
        ):  # fmt: skip
            if value is not None:
                wanted = wanted.where(column == value)
        if after:
            wanted = wanted.where(tuple_(*key) > after)
        with self._database.read() as session:
            rows = session.exec(wanted.order_by(*key).limit(most)).all()
            pieces = _pieces(session, round_id, {examined.device for _, examined in rows})
        return [_listed(row, examined, pieces[examined.device]) for row, examined in rows]


def _pieces(session: Session, round_id: str, devices: Iterable[str]) -> _Pieces:
    found: _Pieces = defaultdict(list)
    names = sorted(devices)
    for first in range(0, len(names), _SOME):
        wanted = select(EvidenceRow).where(
            EvidenceRow.round_id == round_id, col(EvidenceRow.device).in_(names[first : first + _SOME])
        )
        for row in session.exec(wanted.order_by(col(EvidenceRow.id))):
            found[row.device].append((row.kind, row.sha256, row.taken_at))
    return found


def _listed(row: ResultRow, examined: ExaminationRow, pieces: list[tuple[str, str, datetime]]) -> ListedResult:
    result = from_json(CheckResult, row.body)
    evidence = tuple(sha256 for kind, sha256, at in pieces if kind == result.method.value and at >= examined.started_at)
    return ListedResult(
        row.round_id, examined.site, row.device, Outcome(examined.outcome), examined.ended_at, result, evidence
    )
