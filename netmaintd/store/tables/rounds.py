"""Due times, rounds, decisions, and what people wrote down or asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import text_column, time_column


class DueSlotRow(SQLModel, table=True):
    """One due time of one plan, and what became of it."""

    __tablename__ = "due_slot"
    __table_args__ = (UniqueConstraint("plan", "nominal_at"),)
    id: int | None = Field(default=None, primary_key=True)
    plan: str
    nominal_at: datetime = Field(sa_column=time_column())
    state: str
    reason: str = Field(sa_column=text_column())
    actor: str
    changed_at: datetime = Field(sa_column=time_column())


class RoundRow(SQLModel, table=True):
    """One round; `body` is the whole value."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("plan", "nominal_at"),)
    id: str = Field(primary_key=True)
    plan: str = Field(index=True)
    nominal_at: datetime = Field(sa_column=time_column())
    version: int
    step: int
    status: str = Field(index=True)
    body: str = Field(sa_column=text_column())


class DecisionRow(SQLModel, table=True):
    """One decision; unique for the version of the round that it was made on."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("round_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    version: int
    step: int
    verb: str
    actor: str
    role: str
    capacity: str
    at: datetime = Field(sa_column=time_column())
    document_sha256: str | None = None
    body: str = Field(sa_column=text_column())


class VisitRecordRow(SQLModel, table=True):
    """What was written down at one location; each saving is a row of its own."""

    __tablename__ = "visit_record"
    __table_args__ = (UniqueConstraint("round_id", "site", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    site: str = Field(index=True)
    version: int
    actor: str
    at: datetime = Field(sa_column=time_column())
    body: str = Field(sa_column=text_column())


class StopRow(SQLModel, table=True):
    """A stop that is in force; `scope` is `*` or the id of a round."""

    __tablename__ = "stop"
    scope: str = Field(primary_key=True)
    reason: str = Field(sa_column=text_column())
    actor: str
    at: datetime = Field(sa_column=time_column())


class RunRequestRow(SQLModel, table=True):
    """Somebody asks the daemon to take a round up now."""

    __tablename__ = "run_request"
    round_id: str = Field(primary_key=True)
    actor: str
    at: datetime = Field(sa_column=time_column())
