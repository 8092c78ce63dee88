"""Where a key stands in a TOML file. Python's reader keeps no places, so lines are found by reading once more."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from netmaintd.config.problems import Problem


def line_of(text: str, loc: tuple[Any, ...]) -> int:
    """Return the line of a key, or of the nearest table around it; 1 when there is neither."""
    wanted = [str(part) for part in loc if isinstance(part, str)]
    best, deepest, table = 1, 0, list[str]()
    for number, content in enumerate(text.splitlines(), start=1):
        heading = re.match(r"\s*\[+([^\[\]]+)\]+\s*(#.*)?$", content)
        key = re.match(r"\s*([^=#\[\]]+?)\s*=", content)
        if heading:
            table = here = _key_path(heading[1])
        elif key:
            here = table + _key_path(key[1])
        else:
            continue
        if deepest < len(here) and here == wanted[: len(here)]:
            best, deepest = number, len(here)
    return best


def not_toml(file: Path, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    """Return the problem of a file that cannot be read, at the place that stands in the reader's sentence."""
    what, _, place = str(error).rpartition(" (at ")
    found = re.match(r"line (\d+), column (\d+)", place)
    line, column = (int(found[1]), int(found[2])) if found else (len(text.splitlines()) or 1, 1)
    return Problem(str(file), line, column, "file", f"not TOML: {what or place}")


def _key_path(text: str) -> list[str]:
    """Return the parts of a dotted key, quoted or not."""
    try:
        value: Any = tomllib.loads(f"{text} = 0")
    except tomllib.TOMLDecodeError:
        return []
    parts = []
    while isinstance(value, dict):
        ((part, value),) = value.items()
        parts.append(part)
    return parts
