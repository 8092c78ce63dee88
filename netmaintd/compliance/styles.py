"""How platforms write a configuration down: by indentation, in braces, or as paths behind a slash.

Texts inside a configuration (banners, certificates) are no statements: a banner that says `no ip http server`
must not keep the rule that asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from netmaintd.compliance.statements import MOST_BYTES, MOST_STATEMENTS, Scope, Statement, Unreadable

MOST_DEPTH = 64
_MOST_BANNER = 200
_TOO_DEEP = f"konfigurasi bersarang lebih dari {MOST_DEPTH} tingkat"
_TOO_LARGE = "konfigurasi terlalu besar untuk diuraikan"


class Style(StrEnum):
    """How a platform writes its configuration."""

    INDENT = "indent"
    """A deeper line belongs to the shallower one before it: IOS, VRP, Comware, ProCurve, FortiOS."""
    BRACES = "braces"
    """Junos and VyOS, in braces or as `set` lines; either way a statement is the whole path."""
    SLASH = "slash"
    """RouterOS: a statement is its menu and its command."""


def read(text: str, style: Style) -> Scope:
    """Return the statements of a configuration.

    Raises:
        Unreadable: nested too deep, or too large when written out.
    """
    statements: list[Statement] = []
    size = 0
    for statement in _READERS[style](text.replace("\r", "").split("\n")):
        size += len(statement.text)
        if size > MOST_BYTES or len(statements) >= MOST_STATEMENTS:
            raise Unreadable(_TOO_LARGE)
        statements.append(statement)
    return Scope(statements, nested=style is Style.INDENT)


_BANNER = re.compile(r"^(?:banner (?:[\w-]+ )?|header (?:[\w-]+ )(?:information )?)(\^C|[^\w\s])", re.IGNORECASE)


def _indented(lines: list[str]) -> Iterator[Statement]:
    """A bare `!` or `#` in the first column ends all sections: what follows may stand indented and be outermost."""
    open_at: list[int] = []
    number = 0
    while number < len(lines):
        line, number = lines[number].expandtabs(), number + 1
        words = " ".join(line.split())
        if not words or words[0] in "!#;":
            if line[:1] in ("!", "#"):
                open_at.clear()
            continue
        indent = len(line) - len(line.lstrip())
        while open_at and open_at[-1] >= indent:
            open_at.pop()
        if len(open_at) >= MOST_DEPTH:
            raise Unreadable(_TOO_DEEP)
        yield Statement(number, words, len(open_at))
        open_at.append(indent)
        number = _after_banner(words, lines, number)


def _after_banner(words: str, lines: list[str], number: int) -> int:
    """Return where statements go on behind a text; where its end is not found, at once."""
    begun = _BANNER.match(words)
    if begun is None or begun[1] in words[begun.end() :]:
        return number
    for at in range(number, min(number + _MOST_BANNER, len(lines))):
        if begun[1] in lines[at]:
            return at + 1
    return number


def _braced(lines: list[str]) -> Iterator[Statement]:
    """Inactive parts count for nothing; a list in square brackets is one statement for each of its items."""
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
                raise Unreadable(_TOO_DEEP)
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


_VERB = re.compile(r" (?=(?:add|set|remove|unset|enable|disable|move|reset|print)(?: |$))")


def _slashed(lines: list[str]) -> Iterator[Statement]:
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


_READERS: dict[Style, Callable[[list[str]], Iterator[Statement]]] = {
    Style.INDENT: _indented,
    Style.BRACES: _braced,
    Style.SLASH: _slashed,
}
