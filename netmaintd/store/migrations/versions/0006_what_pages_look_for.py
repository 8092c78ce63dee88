"""Columns and indexes by which pages find findings, referrals, sites and papers; closings and follow-ups."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from netmaintd.store.columns import UtcTime, Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

EPOCH = sa.text("'1970-01-01 00:00:00.000000'")
WORDS = ("site", "status", "state")
INDEXES = (
    ("ix_finding_problem", "finding", ["device", "check"]),
    ("ix_finding_newest", "finding", ["newest", "state"]),
    ("ix_finding_site", "finding", ["site"]),
    ("ix_referral_problem", "referral", ["device", "check"]),
    ("ix_referral_status", "referral", ["status", "opened_at"]),
    ("ix_examination_site", "examination", ["site", "device"]),
    ("ix_evidence_device", "evidence", ["device", "round_id"]),
    ("ix_visit_record_site", "visit_record", ["site"]),
    ("ix_document_site", "document", ["site"]),
    ("ix_document_issued_at", "document", ["issued_at"]),
)


def upgrade() -> None:
    """Add them, filled from what is recorded."""
    _add("finding", *(sa.Column(name, sa.String(), nullable=False, server_default="") for name in WORDS))
    _add(
        "finding",
        sa.Column("since", UtcTime(), nullable=False, server_default=EPOCH),
        sa.Column("summary", sa.Text(), nullable=False, server_default=""),
        sa.Column("newest", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    words = (sa.Column(name, sa.String(), nullable=False, server_default="") for name in ("sop", "device", "check"))
    _add("referral", *words, sa.Column("status", sa.String(), nullable=False, server_default=""))
    _add("referral", sa.Column("opened_at", UtcTime(), nullable=False, server_default=EPOCH))
    _add("examination", sa.Column("status", sa.String(), nullable=False, server_default=""))
    _repeat("finding", (*WORDS, "summary"), "since")
    _repeat("referral", ("sop", "device", "check", "status"), "opened_at")
    op.execute(NEWEST)
    op.execute(WORST)
    _tables()
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _repeat(table: str, words: tuple[str, ...], time: str) -> None:
    """Fill columns from the text of each row."""
    rows = sa.table(table, sa.column("id"), sa.column("body"), *(sa.column(word, Words()) for word in words),
                    sa.column(time, UtcTime()))  # fmt: skip
    connection = op.get_bind()
    told = [(number, json.loads(body)) for number, body in connection.execute(sa.select(rows.c.id, rows.c.body))]
    values = [
        {"row": number, **{word: body[word] for word in words}, time: datetime.fromisoformat(body[time])}
        for number, body in told
    ]
    if values:
        changed: dict[str, Any] = {name: sa.bindparam(name) for name in (*words, time)}
        connection.execute(rows.update().where(rows.c.id == sa.bindparam("row")).values(changed), values)


def _tables() -> None:
    op.create_table(
        "finding_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("check", sa.String(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("device", "check", "since"),
    )
    op.create_table(
        "referral_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.String(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("referral_id", "nth"),
    )


NEWEST = """
UPDATE finding SET newest = (1 = 1) WHERE id IN (
  SELECT id FROM (
    SELECT f.id AS id, row_number() OVER (
      PARTITION BY f.device, f."check" ORDER BY r.nominal_at DESC, r.id DESC
    ) AS place FROM finding f JOIN round r ON r.id = f.round_id
  ) AS placed WHERE place = 1
)
"""
WORST = """
UPDATE examination SET status = coalesce((
  SELECT CASE max(CASE r.status WHEN 'critical' THEN 3 WHEN 'warning' THEN 2 WHEN 'unknown' THEN 1 ELSE 0 END)
         WHEN 3 THEN 'critical' WHEN 2 THEN 'warning' WHEN 1 THEN 'unknown' WHEN 0 THEN 'ok' END
  FROM result r
  WHERE r.round_id = examination.round_id AND r.device = examination.device AND r.nth = examination.nth
), 'unknown')
"""
