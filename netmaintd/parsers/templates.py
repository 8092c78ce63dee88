"""Where templates stand: our own beside this file, and those of ntc-templates by the names of their files.

A name is that of the file without its ending, `cisco_ios_show_version`: exact, where the index of ntc-templates
takes abbreviations and picks by order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

OWN = Path(__file__).parent / "templates"
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_VALUE = re.compile(r"^Value\s+(?:[A-Za-z,]+\s+)?([A-Z][A-Z0-9_]*)\s+\(", re.MULTILINE | re.IGNORECASE)


@lru_cache(maxsize=1)
def _folders() -> tuple[Path, ...]:
    """Return the folders, ours first; the package is found without being loaded, which would load TextFSM."""
    found = find_spec("ntc_templates")
    places = found.submodule_search_locations if found else None
    return (OWN, *(Path(place) / "templates" for place in places or ()))


@lru_cache(maxsize=512)
def source_of(name: str) -> str | None:
    """Return the text of a template, None where there is none of that name."""
    if not _NAME.fullmatch(name):
        return None
    for folder in _folders():
        file = folder / f"{name}.textfsm"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return None


def columns_of(name: str) -> frozenset[str]:
    """Return the columns of a template; none where there is no such template."""
    return frozenset(_VALUE.findall(source_of(name) or ""))
