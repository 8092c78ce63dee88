"""The configuration that a device is compared with because somebody chose it."""

import sqlalchemy as sa
from alembic import op

from netmaintd.store.columns import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "config_baseline",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("backup_id", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["backup_id"], ["config_backup.id"]),
        sa.PrimaryKeyConstraint("device"),
    )
