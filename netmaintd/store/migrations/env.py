"""Alembic's environment: always on a connection that `schema.upgrade` hands in."""

from alembic import context
from sqlmodel import SQLModel

from netmaintd.store import tables  # noqa: F401  importing fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
