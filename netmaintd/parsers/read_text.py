"""The reading itself: a TextFSM template, or a regular expression, over one text. Runs in the process of its own.

The only file that imports textfsm. A text is hostile: it may make a regular expression run for years, which is why
nothing calls this but the process that can be ended.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import textfsm

MAX_ROWS = 50_000
MAX_CELL = 2_000
"""Characters; no name, version or message of a device is longer."""

_EMPTY_LINES = re.compile(r"\n(?:[ \t\r\f\v]*+\n){2,}")
_Row = dict[str, str | list[str]]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return `rows`, or in `not_understood` why there are none; no part of the text is in that."""
    text = request["text"]
    try:
        if request["source"]:
            return {"rows": by_template(request["source"], text)}
        return {"rows": by_pattern(request["lines"], request["within"], text)}
    except textfsm.TextFSMTemplateError:
        return {"not_understood": "the template has a fault"}
    except textfsm.TextFSMError:
        return {"not_understood": "a line that the template does not know"}


def by_template(source: str, text: str) -> list[_Row]:
    """Return the rows that a template reads; what TextFSM raises comes through."""
    machine = _machine(source)
    machine.Reset()
    records = machine.ParseText(text)
    return [dict(zip(machine.header, map(_cell, record), strict=True)) for record in records[:MAX_ROWS]]


@lru_cache(maxsize=64)
def _machine(source: str) -> Any:
    return textfsm.TextFSM(io.StringIO(source))


def by_pattern(lines: str, within: str, text: str) -> list[_Row]:
    """Return a row for every match of a regular expression, its named groups as columns."""
    found: list[_Row] = []
    pattern = re.compile(lines, re.MULTILINE)
    # Blanks at the beginning of a line are often passed over by patterns, and many empty lines would each pass all.
    text = _EMPTY_LINES.sub("\n\n", text)
    for part, outer in _parts(within, text):
        for match in pattern.finditer(part):
            found.append({name: _cell(value) for name, value in {**outer, **match.groupdict()}.items()})
            if len(found) >= MAX_ROWS:
                return found
    return found


def _parts(within: str, text: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    if not within:
        yield text, {}
        return
    for match in re.compile(within, re.MULTILINE).finditer(text):
        yield match.group(), match.groupdict()


def _cell(value: object) -> str | list[str]:
    if isinstance(value, list):
        return [_text(item) for item in value]
    return _text(value)


def _text(value: object) -> str:
    return value[:MAX_CELL].strip() if isinstance(value, str) else ""
