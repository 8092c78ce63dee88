"""Findings, what they were handed to, and what people said became of both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import text_column, time_column


class FindingRow(SQLModel, table=True):
    """One finding of one round. The columns beside `body` repeat what is in it, to be looked for."""

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("round_id", "device", "check"),
        Index("ix_finding_problem", "device", "check"),
        Index("ix_finding_newest", "newest", "state"),
        Index("ix_finding_site", "site"),
    )
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    check: str
    site: str
    status: str
    state: str
    since: datetime = Field(sa_column=time_column())
    summary: str = Field(sa_column=text_column())
    newest: bool = False
    """No later round says anything of this device and check."""
    body: str = Field(sa_column=text_column())


class ReferralRow(SQLModel, table=True):
    """One referral to a related SOP. The columns beside `body` repeat what is in it, to be looked for."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_problem", "device", "check"),
        Index("ix_referral_status", "status", "opened_at"),
    )
    id: str = Field(primary_key=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    sop: str
    device: str
    check: str
    status: str
    opened_at: datetime = Field(sa_column=time_column())
    body: str = Field(sa_column=text_column())


class ClosingRow(SQLModel, table=True):
    """Somebody closed a problem that no examination says is over; `since` tells it from an earlier one."""

    __tablename__ = "finding_closing"
    __table_args__ = (UniqueConstraint("device", "check", "since"),)
    id: int | None = Field(default=None, primary_key=True)
    device: str
    check: str
    since: datetime = Field(sa_column=time_column())
    actor: str
    at: datetime = Field(sa_column=time_column())
    body: str = Field(sa_column=text_column())


class FollowUpRow(SQLModel, table=True):
    """What became of a referral, as it was learned; each telling is a row of its own."""

    __tablename__ = "referral_follow_up"
    __table_args__ = (UniqueConstraint("referral_id", "nth"),)
    id: int | None = Field(default=None, primary_key=True)
    referral_id: str = Field(foreign_key="referral.id")
    nth: int
    actor: str
    at: datetime = Field(sa_column=time_column())
    body: str = Field(sa_column=text_column())
