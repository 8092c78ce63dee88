"""Versions of work plans."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import text_column, time_column


class WorkPlanVersionRow(SQLModel, table=True):
    """One version of a round's work plan; `body` is the whole value. A plan that was never changed has no row."""

    __tablename__ = "work_plan_version"
    __table_args__ = (UniqueConstraint("round_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    version: int
    actor: str
    at: datetime = Field(sa_column=time_column())
    body: str = Field(sa_column=text_column())
