"""The schema: brought up to date by Alembic, and refused when it is not the one this program writes."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from netmaintd.errors import SchemaMismatch
from netmaintd.store.session import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def newest_version() -> str:
    """Return the schema version that this program writes."""
    head = _scripts().get_current_head()
    if head is None:
        raise SchemaMismatch("this program ships no schema; install it again")
    return head


def current_version(database: Database) -> str | None:
    """Return the schema version of a database, None when it is empty."""
    with database.read() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def upgrade(database: Database, version: str = "head") -> None:
    """Bring a database to the newest schema, or to an earlier version on the way there, in one transaction.

    Raises:
        SchemaMismatch: the database is newer than this program; nothing was changed.
    """
    config = _config()
    _refuse_newer(current_version(database))
    with database.change_schema() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def require_newest(database: Database) -> None:
    """Refuse a database of another schema.

    Raises:
        SchemaMismatch: the message says whether to upgrade the database or the program.
    """
    current, newest = current_version(database), newest_version()
    if current == newest:
        return
    _refuse_newer(current)
    raise SchemaMismatch(
        f"the database has schema {current or 'none'}, this program needs {newest}: netmaintd db upgrade"
    )


def _refuse_newer(current: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if current is not None and current not in known:
        raise SchemaMismatch(f"the database has schema {current}, newer than this program; install the newer program")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
