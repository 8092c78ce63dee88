"""Numbers are reserved, given and cancelled; one that is written by hand takes nothing from the counter."""

import sqlalchemy as sa
from alembic import op

from netmaintd.store.columns import UtcTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LIVE = sa.text("state != 'dibatalkan'")


def upgrade() -> None:
    """Let the register keep more of a number; what it has was given."""
    op.drop_index("ux_document_number_document", "document_number")
    with op.batch_alter_table("document_number") as batch:
        batch.alter_column("sequence", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("state", sa.String(), nullable=False, server_default="bernomor"))
    with op.batch_alter_table("document_number") as batch:
        batch.alter_column("state", existing_type=sa.String(), server_default=None)
    op.create_index(
        "ux_document_number_document", "document_number", ["round_id", "kind", "site"], unique=True,
        sqlite_where=LIVE, postgresql_where=LIVE,
    )  # fmt: skip
    op.create_table(
        "number_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["document_number.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_number_act_number", "number_act", ["number"])
