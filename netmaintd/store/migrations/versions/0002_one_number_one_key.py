"""One number for a document, one current host key for a device."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them rules of the database."""
    op.create_index("ux_document_number_document", "document_number", ["round_id", "kind", "site"], unique=True)
    current = sa.text("current")
    op.create_index(
        "ux_host_key_current", "host_key", ["device"], unique=True, sqlite_where=current, postgresql_where=current
    )
