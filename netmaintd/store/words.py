"""Words that people look for: found as they are typed, whatever signs are in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

MOST = 100
"""Characters of a search; nobody types more, and every row is held against them."""


def contains(words: str, *columns: Any) -> ColumnElement[bool]:
    """Return the condition that one of the columns contains the words; `%` and `_` in them are plain signs."""
    plain = words[:MOST].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\x00", "")
    return or_(*(col(column).ilike(f"%{plain}%", escape="\\") for column in columns))
