"""Configurations in braces, or as `set` lines (Junos, VyOS): either way a statement is the whole path."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netmaintd.compliance.statements import MOST_DEPTH, TOO_DEEP, Statement, Unreadable


def braced(lines: list[str]) -> Iterator[Statement]:
    """Return the statements of lines.

    Inactive parts count for nothing; a list in square brackets is one statement for each of its items.
    """
    if _in_set_form(lines):
        yield from _set_lines(lines)
        return
    path: list[str] = []
    empty, asleep = False, 0
    for number, line in enumerate(lines, start=1):
        words = " ".join(line.partition(" ## ")[0].split())
        if not words or words.startswith(("#", "/*", "*", "//")):
            continue
        if words.startswith("}"):
            if empty and path and not asleep:
                yield Statement(number, " ".join(path))
            asleep = 0 if asleep >= len(path) else asleep
            path, empty = path[:-1], False
        elif words.endswith("{"):
            path.append(words.removesuffix("{").strip().removeprefix("inactive: "))
            empty = True
            if words.startswith("inactive: ") and not asleep:
                asleep = len(path)
            if len(path) > MOST_DEPTH:
                raise Unreadable(TOO_DEEP)
        elif not asleep and not words.startswith("inactive: "):
            empty = False
            yield from _leaves(number, " ".join((*path, words.rstrip(";").strip())))
        else:
            empty = False


def _leaves(number: int, text: str) -> Iterator[Statement]:
    listed = re.search(r" \[ ([^\[\]]+) \]$", text)
    if listed is None:
        yield Statement(number, text)
        return
    for item in listed[1].split():
        yield Statement(number, f"{text[: listed.start()]} {item}")


def _in_set_form(lines: list[str]) -> bool:
    said = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "!"))]
    return bool(said) and 2 * sum(line.startswith(("set ", "deactivate ")) for line in said) > len(said)


def _set_lines(lines: list[str]) -> Iterator[Statement]:
    asleep = tuple(" ".join(line.split()[1:]) for line in lines if line.startswith("deactivate "))
    for number, line in enumerate(lines, start=1):
        text = " ".join(line.split()[1:])
        off = any(text == part or text.startswith(f"{part} ") for part in asleep)
        if line.startswith("set ") and not off:
            yield Statement(number, text)
