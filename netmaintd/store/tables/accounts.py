"""Accounts of people and their sessions: working state of the pages, told of in the audit chain."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from netmaintd.store.columns import time_column


class AccountRow(SQLModel, table=True):
    """One login; no row holds a password or a shared secret in the clear."""

    __tablename__ = "account"
    user: str = Field(primary_key=True)
    password_hash: str
    grants: str = ""
    """Words of `Grant`, with commas between them."""
    disabled: bool = False
    must_change: bool = False
    totp_sha256: str | None = None
    """Blob of the shared secret, encrypted like evidence."""
    totp_step: int = 0
    """The newest half minute whose code was taken: none is good twice."""
    changed_at: datetime = Field(sa_column=time_column())


class LoginRow(SQLModel, table=True):
    """One session of a browser, under the hash of its token: who reads the database cannot log in with it."""

    __tablename__ = "login"
    token_sha256: str = Field(primary_key=True)
    user: str = Field(foreign_key="account.user", index=True)
    began_at: datetime = Field(sa_column=time_column())
    seen_at: datetime = Field(sa_column=time_column())
    ends_at: datetime = Field(sa_column=time_column())
