"""JSON Schemas of the files, for editors that complete and check while an administrator types."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from netmaintd.compliance.pack import PackFile
from netmaintd.compliance.waiver import WaiverFile
from netmaintd.config.inventory_files import InventoryFile
from netmaintd.model.plans import OfficeCalendar, Plan

_FILES: dict[str, type[BaseModel]] = {
    "inventory": InventoryFile,
    "plan": Plan,
    "calendar": OfficeCalendar,
    "rule-pack": PackFile,
    "waivers": WaiverFile,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return kind of file to JSON Schema (draft 2020-12)."""
    return {kind: {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
            for kind, model in _FILES.items()}  # fmt: skip
