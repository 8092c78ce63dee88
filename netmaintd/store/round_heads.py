"""Rounds by their headings, for lists: a whole round is half a megabyte in a large office and takes its time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from pydantic_core import from_json as partly
from sqlalchemy import func, select
from sqlmodel import col

from netmaintd.model.round_heads import RoundHead
from netmaintd.model.rounds import RoundStatus
from netmaintd.store.part import Part
from netmaintd.store.rounds import round_in
from netmaintd.store.tables import RoundRow

_HEAD = 4000
"""Characters: title and period stand at the beginning of a stored round."""


class RoundHeads(Part):
    """The headings of all rounds."""

    def list(self, rounds: Collection[str] | None = None) -> tuple[RoundHead, ...]:
        """Return headings, newest first, perhaps only those of some rounds."""
        beginning = func.substr(RoundRow.body, 1, _HEAD)
        wanted: Any = select(
            col(RoundRow.id), col(RoundRow.plan), col(RoundRow.nominal_at), col(RoundRow.step), col(RoundRow.status),
            beginning,
        ).order_by(col(RoundRow.nominal_at).desc())  # fmt: skip
        if rounds is not None:
            wanted = wanted.where(col(RoundRow.id).in_(rounds))
        with self._database.read() as session:
            return tuple(self._head(session, *row) for row in session.exec(wanted))

    def _head(
        self, session: Any, name: str, plan: str, nominal_at: datetime, step: int, status: str, beginning: str
    ) -> RoundHead:
        told = partly(beginning, allow_partial=True)
        title, period = told.get("title"), told.get("work_plan", {}).get("period")
        if title is None or period is None:
            whole = round_in(session, name)
            title, period = whole.title, whole.work_plan.period
        return RoundHead(name, plan, title, period, nominal_at, step, RoundStatus(status))
