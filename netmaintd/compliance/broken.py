"""What a broken rule proposes: its remedy, filled in with the sections and lines that break it.

Only text for people: nothing here or behind it is ever sent to a device. It is made of the masked copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from netmaintd.compliance.opinion import Remark
from netmaintd.compliance.quotes import NOT_QUOTED, Quotes

LABEL = "usulan, tidak dijalankan"
_MOST_PLACES = 100


def proposed(remedy: tuple[str, ...], remarks: tuple[Remark, ...], quotes: Quotes) -> tuple[str, ...]:
    """Return the lines of a remedy; what has a placeholder once for each place, and not where none is known."""
    return tuple(line for block in _blocks(remedy) for line in _filled("\n".join(block), remarks, quotes))


def _blocks(remedy: tuple[str, ...]) -> list[list[str]]:
    """Part a remedy into its outermost lines, each with those that stand deeper behind it."""
    blocks: list[list[str]] = []
    for line in remedy:
        if line.startswith(" ") and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _filled(block: str, remarks: tuple[Remark, ...], quotes: Quotes) -> list[str]:
    by_section, by_line = "{section}" in block, "{line}" in block
    if not (by_section or by_line):
        return block.split("\n")
    places = dict.fromkeys(
        (
            quotes.of(remark.section, remark.title_words) if by_section else "",
            quotes.of(remark.line, remark.fitting_words) if by_line else "",
        )
        for remark in remarks[:_MOST_PLACES]
    )
    known = (place for place in places if NOT_QUOTED not in place)
    filled = (block.replace("{section}", section).replace("{line}", line) for section, line in known)
    return [line for text in filled for line in text.split("\n")]


def grouped(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines with each section and each line in it once, at its first place."""
    sections: dict[str, dict[str, None]] = {}
    head = ""
    for line in lines:
        if line.startswith(" "):
            sections.setdefault(head, {})[line] = None
        else:
            head = line
            sections.setdefault(head, {})
    return tuple(line for head, inside in sections.items() for line in (head, *inside))
