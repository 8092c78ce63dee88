"""Values as they may leave the office in a file of data: by field, times in ISO 8601, no personal number, no bytes."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from pydantic import BaseModel

PERSONAL = frozenset({"nip", "phone"})
"""Fields that stand on paper where an office wants them, and in no file of data."""


def json_text(value: object) -> str:
    """Return a value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=public)


def public(value: Any) -> object:
    """Return what JSON makes of a value that it does not know."""
    if dataclasses.is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name not in PERSONAL}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return str(value)
