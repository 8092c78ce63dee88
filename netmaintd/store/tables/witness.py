"""One-time links for the agency at a location: working state, told of in the audit chain."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from netmaintd.store.columns import time_column


class WitnessLinkRow(SQLModel, table=True):
    """One link, under the hash of its token: who reads the database cannot sign with it."""

    __tablename__ = "witness_link"
    id: str = Field(primary_key=True)
    token_sha256: str = Field(unique=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    site: str
    document_sha256: str
    made_by: str
    made_at: datetime = Field(sa_column=time_column())
    ends_at: datetime = Field(sa_column=time_column())
    made_from: str
    used_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
    used_from: str = ""
    revoked_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
