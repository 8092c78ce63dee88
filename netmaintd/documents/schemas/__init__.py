"""What templates are given, as JSON Schema: one file for each kind of document, published with the program.

A key is never taken away and never changes its meaning; a new one may come with a release.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from netmaintd.model.documents import DocumentKind


def context_schema(kind: DocumentKind) -> dict[str, Any]:
    """Return the schema of a kind's data."""
    file = resources.files(__name__) / f"{kind.value}.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema
