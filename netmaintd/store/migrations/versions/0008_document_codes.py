"""The public code of each version of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make its table; versions that are there keep none."""
    op.create_table(
        "document_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("document_sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("document_sha256"),
    )
