"""Tables as files that are sent while they are read: CSV for spreadsheets and for programs, JSON for programs.

Two readers want two kinds of CSV. A spreadsheet of an Indonesian office parts cells by `;`, because the comma is
its decimal mark, and opens such a file by a double click; it wants office time. A program expects RFC 4180 with
commas, points and UTC. Both files begin with the mark by which spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

from fastapi.responses import StreamingResponse

from netmaintd.model.csv_cells import Cell, cell
from netmaintd.model.plain_values import number_or_text

MARK = "\ufeff"
_ROWS = 500
"""Rows that are sent at once."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its heading for people."""

    name: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """What is told. `rows` is read once, while it is sent."""

    name: str
    """Of the file, without its kind: letters, digits, hyphens and dots."""
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV is written for a reader."""

    delimiter: str = ","
    decimal: str = "."
    zone: ZoneInfo | None = None
    """Office time and headings for people; None: UTC and names for programs."""


PROGRAMS = Dialect()


def for_office(zone: ZoneInfo) -> Dialect:
    """Return what the spreadsheet of an office reads."""
    return Dialect(";", ",", zone)


def as_csv(table: Table, dialect: Dialect = PROGRAMS) -> StreamingResponse:
    """Return a table as CSV."""
    return _file(_csv(table, dialect), f"{table.name}.csv", "text/csv; charset=utf-8")


def as_json(table: Table) -> StreamingResponse:
    """Return a table as one JSON list of objects."""
    return _file(_json(table), f"{table.name}.json", "application/json")


def _file(parts: Iterator[str], name: str, media_type: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(parts, headers=headers, media_type=media_type)


def _csv(table: Table, dialect: Dialect) -> Iterator[str]:
    heads = [column.heading if dialect.zone else column.name for column in table.columns]
    text = StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    text.write(MARK)
    writer.writerow([cell(head) for head in heads])
    for number, row in enumerate(table.rows, 1):
        writer.writerow([cell(value, dialect.decimal, dialect.zone) for value in row])
        if number % _ROWS == 0:
            yield _taken(text)
    yield _taken(text)


def _json(table: Table) -> Iterator[str]:
    names = [column.name for column in table.columns]
    text = StringIO("[")
    text.seek(1)
    for number, row in enumerate(table.rows):
        text.write(",\n" if number else "\n")
        text.write(json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False))
        if number % _ROWS == _ROWS - 1:
            yield _taken(text)
    text.write("\n]\n")
    yield _taken(text)


def _taken(text: StringIO) -> str:
    """Return what was written since the last time."""
    written = text.getvalue()
    text.seek(0)
    text.truncate()
    return written


def _plain(value: Cell) -> str | int | float | bool | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else number_or_text(value)
