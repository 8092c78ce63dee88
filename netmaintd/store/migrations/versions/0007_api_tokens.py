"""Tokens with which programs ask the API."""

import sqlalchemy as sa
from alembic import op

from netmaintd.store.columns import UtcTime, Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "api_token",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["account.user"]),
        sa.PrimaryKeyConstraint("token_sha256"),
    )
    op.create_index("ix_api_token_user", "api_token", ["user"])
