"""How the command line shows things: tables for people, `--json` for machines, sentences for errors.

What devices, files and people wrote is hostile: it is printed as plain text, control characters made visible.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from netmaintd.model.public import json_text
from netmaintd.model.results import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

_PIPED_WIDTH = 160
"""Of a table that goes to a file or another program: no terminal says how wide it is."""
OUT = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED_WIDTH)
ERR = Console(stderr=True, highlight=False)

_COLOURS = {Status.OK: "green", Status.WARNING: "yellow", Status.CRITICAL: "red", Status.UNKNOWN: "magenta"}


def plain(value: object) -> str:
    """Return text that a terminal can only print: markup escaped, control characters made visible."""
    text = "–" if value is None or value == "" else str(value)
    shown = "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
    return escape(shown)


def status(value: Status) -> str:
    """Return the office's word for a status, coloured."""
    return f"[{_COLOURS[value]}]{value.word}[/]"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; its first column is never broken. `Markup` keeps its colours, all other cells are plain."""
    view = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for place, head in enumerate(heads):
        view.add_column(head, overflow="fold", no_wrap=place == 0)
    for row in rows:
        view.add_row(*(cell.text if isinstance(cell, Markup) else plain(cell) for cell in row))
    OUT.print(view)


@dataclasses.dataclass(frozen=True, slots=True)
class Markup:
    """Text of our own that may carry colours."""

    text: str


def show_json(value: object) -> None:
    """Print a value as JSON: dataclasses by field, times in ISO 8601, sets in order; no personal number, no bytes."""
    sys.stdout.write(json_text(value) + "\n")


def local(at: datetime | None, zone: ZoneInfo) -> str:
    """Return an instant in office time, `2026-11-24 08.00`."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H.%M") if at else "–"
