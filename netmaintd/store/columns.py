"""Column types: aware UTC times, and texts that any database can keep."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused on the way in; what comes out is aware and in UTC, also from SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Put the zone back."""
        if value is None:
            return None
        at: datetime = value
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that may come from a device or a terminal: NUL and lone surrogates are shown, never stored.

    PostgreSQL refuses NUL, both databases refuse surrogates; neither may cost the record they stand in.
    """

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Show what cannot be stored as an escape."""
        if value is None:
            return None
        return value.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def time_column(*, nullable: bool = False, index: bool = False) -> Column[datetime]:
    """Return a column for an instant."""
    return Column(UtcTime(), nullable=nullable, index=index)


def text_column(*, nullable: bool = False) -> Column[str]:
    """Return a column for a text of any length."""
    return Column(Words(), nullable=nullable)
