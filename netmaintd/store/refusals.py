"""What a database refuses, in our own errors. Stored values never appear in them: they hold personal numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

from netmaintd.errors import AlreadyRecorded, NotFound, StoreError

_UNIQUE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
_FOREIGN = {"SQLITE_CONSTRAINT_FOREIGNKEY", "23503"}
_FULL = {"SQLITE_FULL", "53100"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "55P03"}
_READ_ONLY = {"SQLITE_READONLY", "SQLITE_READONLY_DBMOVED", "25006"}


@contextmanager
def translated() -> Iterator[None]:
    """Turn whatever the database refuses inside into a leaf of StoreError."""
    try:
        yield
    except IntegrityError as error:
        raise _broken_rule(error) from error
    except DataError as error:  # its message repeats the value
        raise StoreError(f"a value of this record does not fit its column ({_code(error.orig)})") from error
    except DBAPIError as error:
        raise StoreError(_sentence(error.orig)) from error
    except sqlite3.Error as error:  # raised while a connection is prepared, which SQLAlchemy does not wrap
        raise StoreError(_sentence(error)) from error
    except SQLAlchemyError as error:
        raise StoreError(f"a record cannot be stored or read as it is ({type(error).__name__})") from error


def _broken_rule(error: IntegrityError) -> StoreError:
    code = _code(error.orig)
    if code in _UNIQUE:
        return AlreadyRecorded(f"already recorded: {_first_line(error.orig)}")
    if code in _FOREIGN:
        return NotFound("what this record belongs to is not in the store")
    return StoreError(f"refused by a rule of the store ({code})")


def _sentence(error: BaseException | None) -> str:
    code = _code(error)
    if code in _FULL:
        return "the disk of the database is full; nothing of this was stored: make room and try again"
    if code in _BUSY:
        return "the database is held by another process; nothing of this was stored: try again"
    if code in _READ_ONLY:
        return "the database is read-only; nothing of this was stored"
    return f"the database cannot do this now: {_first_line(error)}"


def _code(error: BaseException | None) -> str:
    """Return SQLite's name of the error or PostgreSQL's SQLSTATE; the class where there is neither."""
    return str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or type(error).__name__)


def _first_line(error: BaseException | None) -> str:
    """Return what the database says; PostgreSQL shows stored values in the lines after the first."""
    return str(error).partition("\n")[0]
