"""The export of RouterOS: a statement is its menu and its command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netmaintd.compliance.statements import Statement

_VERB = re.compile(r" (?=(?:add|set|remove|unset|enable|disable|move|reset|print)(?: |$))")


def slashed(lines: list[str]) -> Iterator[Statement]:
    """Return the statements of lines; one that ends in a backslash goes on in the next."""
    menu, number = "", 0
    while number < len(lines):
        first, parts = number + 1, [lines[number]]
        while parts[-1].endswith("\\") and number + 1 < len(lines):
            number += 1
            parts[-1] = parts[-1][:-1]
            parts.append(lines[number].lstrip())
        number += 1
        words = " ".join("".join(parts).split())
        if not words or words.startswith("#"):
            continue
        if words.startswith("/"):
            menu, _, command = _cut(words)
            if not command:
                continue
            words = command
        yield Statement(first, f"{menu} {words}".strip())


def _cut(words: str) -> tuple[str, str, str]:
    """Part a line that names a menu from the command behind it, if one is there."""
    verb = _VERB.search(words)
    return (words[: verb.start()], " ", words[verb.end() :]) if verb else (words, "", "")
