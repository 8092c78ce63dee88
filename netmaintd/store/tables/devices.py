"""What came of devices: leases, attempts, examinations, results, evidence, configurations, host keys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import text_column, time_column


class LeaseRow(SQLModel, table=True):
    """Who examines a device now. A higher token than the recorded one means that the lease moved on."""

    __tablename__ = "lease"
    device: str = Field(primary_key=True)
    round_id: str
    owner: str
    token: int
    expires_at: datetime = Field(sa_column=time_column())


class AttemptRow(SQLModel, table=True):
    """One session with one device, committed before its first byte."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_round_device", "round_id", "device"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    protocol: str
    started_at: datetime = Field(sa_column=time_column())
    ended_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
    outcome: str | None = None
    detail: str = Field(default="", sa_column=text_column())


class ExaminationRow(SQLModel, table=True):
    """One device in one round, once for each time it was asked for. `facts` is what the next round compares with."""

    __tablename__ = "examination"
    __table_args__ = (
        UniqueConstraint("round_id", "device", "nth"),
        Index("ix_examination_device", "device", "ended_at"),
        Index("ix_examination_site", "site", "device"),
    )
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    nth: int
    """1, and one more for each repetition that was asked for."""
    site: str
    platform: str
    outcome: str
    started_at: datetime = Field(sa_column=time_column())
    ended_at: datetime = Field(sa_column=time_column())
    sessions: str = Field(sa_column=text_column())
    facts_sha256: str
    status: str = ""
    """The worst of its results, which are the record: kept here to be counted."""


class ResultRow(SQLModel, table=True):
    """One check on one device in one examination."""

    __tablename__ = "result"
    __table_args__ = (UniqueConstraint("round_id", "device", "nth", "check"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    nth: int
    check: str
    status: str
    body: str = Field(sa_column=text_column())


class RepetitionRow(SQLModel, table=True):
    """Somebody asked for a device to be examined once more in its round; the earlier record stays."""

    __tablename__ = "repetition"
    __table_args__ = (UniqueConstraint("round_id", "device", "nth"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    device: str
    nth: int
    """Of the examination that is asked for: 2 or more."""
    reason: str = Field(sa_column=text_column())
    actor: str
    at: datetime = Field(sa_column=time_column())


class EvidenceRow(SQLModel, table=True):
    """One piece of raw output; the bytes are a blob."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_device", "device", "round_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    device: str
    kind: str
    name: str
    sha256: str
    size: int
    taken_at: datetime = Field(sa_column=time_column())


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
    taken_at: datetime = Field(sa_column=time_column())


class BaselineRow(SQLModel, table=True):
    """The stored configuration that somebody chose to compare a device with; who chose it is in the audit chain."""

    __tablename__ = "config_baseline"
    device: str = Field(primary_key=True)
    backup_id: int = Field(foreign_key="config_backup.id")
    chosen_by: str
    chosen_at: datetime = Field(sa_column=time_column())


class HostKeyRow(SQLModel, table=True):
    """The recorded SSH host key of a device; earlier ones stay, not current."""

    __tablename__ = "host_key"
    __table_args__ = (
        Index(
            "ux_host_key_current", "device", unique=True, sqlite_where=text("current"), postgresql_where=text("current")
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    device: str = Field(index=True)
    key_type: str
    key_base64: str = Field(sa_column=text_column())
    current: bool
    recorded_at: datetime = Field(sa_column=time_column())
    recorded_by: str
    reason: str = Field(default="", sa_column=text_column())
