"""Values of `model` to JSON text and back, faithfully: what is read equals what was written."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from netmaintd.model.facts import FACT_KINDS, Facts, Missing

T = TypeVar("T")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(value: object, kind: Any = None) -> str:
    """Return a value as JSON text; `kind` names the type where the value's class does not (`tuple[X, ...]`)."""
    return _adapter(kind or type(value)).dump_json(value).decode()


def from_json(kind: type[T], text: str | bytes) -> T:
    """Return the value of a type that `to_json` wrote."""
    return cast("T", _adapter(kind).validate_json(text))


def facts_to_json(facts: Facts) -> bytes:
    """Return facts with the name of each one's kind beside it."""
    known = [(type(fact).__name__, json.loads(to_json(fact))) for fact in facts.known]
    missing = [(item.kind.__name__, item.reason) for item in facts.missing]
    taken_at = facts.taken_at.isoformat() if facts.taken_at else None
    return json.dumps({"known": known, "missing": missing, "taken_at": taken_at}, ensure_ascii=False).encode()


def facts_from_json(text: bytes) -> Facts:
    """Return facts; kinds that this program does not know any more are left out."""
    data = json.loads(text)
    known = tuple(from_json(FACT_KINDS[name], json.dumps(value)) for name, value in data["known"] if name in FACT_KINDS)
    missing = tuple(Missing(FACT_KINDS[name], reason) for name, reason in data["missing"] if name in FACT_KINDS)
    return Facts(known, missing, datetime.fromisoformat(data["taken_at"]) if data["taken_at"] else None)
