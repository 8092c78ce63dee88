"""The shape of what templates are given, read off many samples.

`python tests/documents/context_shapes.py` writes the published schemas anew, after a context has got a new key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from netmaintd.documents import schemas
from netmaintd.documents.contexts import context
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from sample_dossier import OFFICE, sample_dossier, sample_issue, undecided

FOLDER = Path(schemas.__file__).parent
_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def dossiers() -> Iterator[Dossier]:
    yield sample_dossier()
    yield undecided()


def contexts(kind: DocumentKind) -> Iterator[dict[str, Any]]:
    """Give the data of a kind in every state that the samples have."""
    for dossier in dossiers():
        for site in dossier.round.work_plan.sites if kind.per_site else dossier.round.work_plan.sites[:1]:
            yield context(sample_issue(kind, site.site), dossier, OFFICE)


def schema_of(kind: DocumentKind) -> dict[str, Any]:
    shape: dict[str, Any] = {}
    for data in contexts(kind):
        shape = joined(shape, shape_of(json.loads(json.dumps(data))))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.heading}
    return {**head, **shape}


def shape_of(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        keys = {key: shape_of(item) for key, item in value.items()}
        return {"type": "object", "properties": keys, "required": sorted(keys), "additionalProperties": False}
    if isinstance(value, list):
        items: dict[str, Any] = {}
        for item in value:
            items = joined(items, shape_of(item))
        return {"type": "array", "items": items} if items else {"type": "array"}
    return {"type": _TYPES[type(value)]}


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what fits both shapes."""
    if not one or not other or one == other:
        return one or other
    if one.get("type") == other.get("type") == "object":
        names = sorted(one["properties"].keys() | other["properties"].keys())
        keys = {name: joined(one["properties"].get(name, {}), other["properties"].get(name, {})) for name in names}
        required = sorted(set(one["required"]) & set(other["required"]))
        return {"type": "object", "properties": keys, "required": required, "additionalProperties": False}
    if one.get("type") == other.get("type") == "array":
        items = joined(one.get("items", {}), other.get("items", {}))
        return {"type": "array", "items": items} if items else {"type": "array"}
    parts = [*one.get("anyOf", [one]), *other.get("anyOf", [other])]
    return {"anyOf": [part for place, part in enumerate(parts) if part not in parts[:place]]}


if __name__ == "__main__":
    for kind in DocumentKind:
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=1)
        (FOLDER / f"{kind.value}.json").write_text(f"{text}\n", "utf-8")
