"""How far the examination of a round is. Asked for every few seconds: only counted columns are read, no results."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from netmaintd.model.progress import Examined
from netmaintd.model.results import CheckResult, Outcome, Status
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import ExaminationRow, LeaseRow, ResultRow

_BAD = (Status.CRITICAL.value, Status.WARNING.value)


class Progress(Part):
    """What is examined, what is being examined, and what is not well."""

    def examined(self, round_id: str) -> dict[str, Examined]:
        """Return the newest examination of each device of a round; empty for an unknown round."""
        row = ExaminationRow
        wanted = select(row.device, row.outcome, row.status, row.ended_at).where(row.round_id == round_id)
        with self._database.read() as session:
            rows = session.exec(wanted.order_by(col(row.nth)))
            return {
                device: Examined(device, Outcome(outcome), Status(status or Status.UNKNOWN), at)
                for device, outcome, status, at in rows
            }

    def running(self, round_id: str, at: datetime) -> frozenset[str]:
        """Return the devices that somebody examines now for a round."""
        wanted = select(LeaseRow.device).where(
            LeaseRow.round_id == round_id, LeaseRow.expires_at > at, col(LeaseRow.owner) != ""
        )
        with self._database.read() as session:
            return frozenset(session.exec(wanted))

    def not_well(self, round_id: str, most: int) -> dict[str, list[CheckResult]]:
        """Return by device what its newest examination found wrong, not more than so many results in all."""
        newest = (
            select(ResultRow.device, ResultRow.nth, ResultRow.body)
            .where(ResultRow.round_id == round_id, col(ResultRow.status).in_(_BAD))
            .order_by(col(ResultRow.device), col(ResultRow.nth).desc(), col(ResultRow.id))
        )
        found: dict[str, tuple[int, list[CheckResult]]] = {}
        with self._database.read() as session:
            for device, nth, body in session.exec(newest.limit(most)):
                last, results = found.setdefault(device, (nth, []))
                if nth == last:
                    results.append(from_json(CheckResult, body))
        return {device: results for device, (_, results) in found.items()}
