"""Tokens of the API: working state like sessions, told of in the audit chain."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from netmaintd.store.columns import text_column, time_column


class ApiTokenRow(SQLModel, table=True):
    """One token, under its hash: who reads the database cannot ask anything with it."""

    __tablename__ = "api_token"
    token_sha256: str = Field(primary_key=True)
    user: str = Field(foreign_key="account.user", index=True)
    title: str = Field(sa_column=text_column())
    scopes: str
    """Words of `Scope`, with commas between them."""
    made_at: datetime = Field(sa_column=time_column())
    ends_at: datetime = Field(sa_column=time_column())
    used_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
