"""People, documents, numbers, and the audit chain over everything."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import text_column, time_column


class AssignmentRow(SQLModel, table=True):
    """A person holds a post for a time."""

    __tablename__ = "assignment"
    id: int | None = Field(default=None, primary_key=True)
    user: str = Field(index=True)
    role: str
    since: date
    until: date | None = None
    body: str = Field(sa_column=text_column())


class DocumentRow(SQLModel, table=True):
    """One version of one document; the bytes are a blob."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("round_id", "kind", "site", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    kind: str
    site: str = Field(index=True)
    """Empty for documents of the round: NULL would not be unique."""
    version: int
    sha256: str = Field(index=True)
    issued_at: datetime = Field(sa_column=time_column(index=True))
    supersedes: str | None = None


class DocumentCodeRow(SQLModel, table=True):
    """The public code of a version; versions from before there were codes have none."""

    __tablename__ = "document_code"
    code: str = Field(primary_key=True)
    document_sha256: str = Field(unique=True)


class SignatureRoomsRow(SQLModel, table=True):
    """Where on a document its signatures go, as its template says."""

    __tablename__ = "signature_rooms"
    document_sha256: str = Field(primary_key=True)
    body: str = Field(sa_column=text_column())


class SignedCopyRow(SQLModel, table=True):
    """A document with one signature more; the bytes are a blob."""

    __tablename__ = "signed_copy"
    id: int | None = Field(default=None, primary_key=True)
    document_sha256: str = Field(index=True)
    sha256: str = Field(unique=True)
    previous_sha256: str
    method: str
    signer: str
    post: str
    signed_at: datetime = Field(sa_column=time_column())
    recorded_at: datetime = Field(sa_column=time_column())
    recorded_by: str


class NumberRow(SQLModel, table=True):
    """One number of the office's register; never used twice, and one for a document that is not cancelled."""

    __tablename__ = "document_number"
    __table_args__ = (
        UniqueConstraint("kind", "year", "sequence"),
        UniqueConstraint("number"),
        Index(
            "ux_document_number_document", "round_id", "kind", "site", unique=True,
            sqlite_where=text("state != 'dibatalkan'"), postgresql_where=text("state != 'dibatalkan'"),
        ),
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    year: int
    sequence: int | None = None
    """None for a number that was written by hand: it takes nothing from the counter."""
    number: str
    round_id: str
    site: str
    state: str
    """Repeats the newest act."""


class NumberActRow(SQLModel, table=True):
    """What was done with a number: reserved, given, cancelled. Numbers from before they were kept have none."""

    __tablename__ = "number_act"
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(foreign_key="document_number.number", index=True)
    state: str
    day: date
    reason: str = Field(sa_column=text_column())
    actor: str
    at: datetime = Field(sa_column=time_column())


class AuditRow(SQLModel, table=True):
    """One link of the audit chain; the hash is over the stored bytes."""

    __tablename__ = "audit"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    body: bytes = Field(sa_column=Column(LargeBinary(), nullable=False))
    previous: str
    hash: str
