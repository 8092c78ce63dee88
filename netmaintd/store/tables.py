"""The tables. A row is validated before it is built: SQLModel does not do it for tables.

Values of `model` are kept whole as JSON text beside the columns that queries need; the text is the record.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import UtcTime


def _time(*, nullable: bool = False) -> Column[datetime]:
    return Column(UtcTime(), nullable=nullable)


def _text(*, nullable: bool = False) -> Column[str]:
    return Column(Text(), nullable=nullable)


class DueSlotRow(SQLModel, table=True):
    """One due time of one plan, and what became of it."""

    __tablename__ = "due_slot"
    __table_args__ = (UniqueConstraint("plan", "nominal_at"),)
    id: int | None = Field(default=None, primary_key=True)
    plan: str
    nominal_at: datetime = Field(sa_column=_time())
    state: str
    reason: str = Field(sa_column=_text())
    actor: str
    changed_at: datetime = Field(sa_column=_time())


class RoundRow(SQLModel, table=True):
    """One round; `body` is the whole value."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("plan", "nominal_at"),)
    id: str = Field(primary_key=True)
    plan: str = Field(index=True)
    nominal_at: datetime = Field(sa_column=_time())
    version: int
    step: int
    status: str = Field(index=True)
    body: str = Field(sa_column=_text())


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
    at: datetime = Field(sa_column=_time())
    document_sha256: str | None = None
    body: str = Field(sa_column=_text())


class AttemptRow(SQLModel, table=True):
    """One session with one device, committed before its first byte."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_round_device", "round_id", "device"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    protocol: str
    started_at: datetime = Field(sa_column=_time())
    ended_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))
    outcome: str | None = None
    detail: str = Field(default="", sa_column=_text())


class ExaminationRow(SQLModel, table=True):
    """One device in one round. `facts` is what the next round compares with."""

    __tablename__ = "examination"
    __table_args__ = (UniqueConstraint("round_id", "device"), Index("ix_examination_device", "device", "ended_at"))
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    site: str
    platform: str
    outcome: str
    started_at: datetime = Field(sa_column=_time())
    ended_at: datetime = Field(sa_column=_time())
    sessions: str = Field(sa_column=_text())
    facts_sha256: str


class ResultRow(SQLModel, table=True):
    """One check on one device in one round."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("round_id", "device", "check"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    check: str
    status: str
    body: str = Field(sa_column=_text())


class EvidenceRow(SQLModel, table=True):
    """One piece of raw output; the bytes are a blob."""

    __tablename__ = "evidence"
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    device: str
    kind: str
    name: str
    sha256: str
    size: int
    taken_at: datetime = Field(sa_column=_time())


class BackupRow(SQLModel, table=True):
    """One configuration that was read whole."""

    __tablename__ = "config_backup"
    __table_args__ = (Index("ix_config_backup_device", "device", "taken_at"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    platform: str
    kind: str
    sha256: str
    size: int
    taken_at: datetime = Field(sa_column=_time())


class LeaseRow(SQLModel, table=True):
    """Who examines a device now. A higher token than the recorded one means that the lease moved on."""

    __tablename__ = "lease"
    device: str = Field(primary_key=True)
    round_id: str
    owner: str
    token: int
    expires_at: datetime = Field(sa_column=_time())


class FindingRow(SQLModel, table=True):
    """One finding of one round."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("round_id", "device", "check"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    check: str
    body: str = Field(sa_column=_text())


class ReferralRow(SQLModel, table=True):
    """One referral to a related SOP."""

    __tablename__ = "referral"
    id: str = Field(primary_key=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    body: str = Field(sa_column=_text())


class VisitRecordRow(SQLModel, table=True):
    """What was written down at one location; each saving is a row of its own."""

    __tablename__ = "visit_record"
    __table_args__ = (UniqueConstraint("round_id", "site", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    site: str
    version: int
    actor: str
    at: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_text())


class DocumentRow(SQLModel, table=True):
    """One version of one document; the bytes are a blob."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("round_id", "kind", "site", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    kind: str
    site: str
    """Empty for documents of the round: NULL would not be unique."""
    version: int
    sha256: str = Field(index=True)
    issued_at: datetime = Field(sa_column=_time())
    supersedes: str | None = None


class NumberRow(SQLModel, table=True):
    """One number of the office's register; never used twice."""

    __tablename__ = "document_number"
    __table_args__ = (UniqueConstraint("kind", "year", "sequence"), UniqueConstraint("number"))
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    year: int
    sequence: int
    number: str
    round_id: str
    site: str


class AssignmentRow(SQLModel, table=True):
    """A person holds a post for a time."""

    __tablename__ = "assignment"
    id: int | None = Field(default=None, primary_key=True)
    user: str = Field(index=True)
    role: str
    since: date
    until: date | None = None
    body: str = Field(sa_column=_text())


class HostKeyRow(SQLModel, table=True):
    """The recorded SSH host key of a device; earlier ones stay, not current."""

    __tablename__ = "host_key"
    id: int | None = Field(default=None, primary_key=True)
    device: str = Field(index=True)
    key_type: str
    key_base64: str = Field(sa_column=_text())
    current: bool
    recorded_at: datetime = Field(sa_column=_time())
    recorded_by: str
    reason: str = Field(default="", sa_column=_text())


class StopRow(SQLModel, table=True):
    """A stop that is in force; `scope` is `*` or the id of a round."""

    __tablename__ = "stop"
    scope: str = Field(primary_key=True)
    reason: str = Field(sa_column=_text())
    actor: str
    at: datetime = Field(sa_column=_time())


class RunRequestRow(SQLModel, table=True):
    """Somebody asks the daemon to take a round up now."""

    __tablename__ = "run_request"
    round_id: str = Field(primary_key=True)
    actor: str
    at: datetime = Field(sa_column=_time())


class AuditRow(SQLModel, table=True):
    """One link of the audit chain; the hash is over the stored bytes."""

    __tablename__ = "audit"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    body: bytes = Field(sa_column=Column(LargeBinary(), nullable=False))
    previous: str
    hash: str
