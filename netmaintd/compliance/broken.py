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
    """Return the lines of a remedy, those with a placeholder once for each place; unknown places are left out."""
    text = "\n".join(remedy)
    by_section, by_line = "{section}" in text, "{line}" in text
    if not (by_section or by_line):
        return remedy
    places = dict.fromkeys(
        (
            quotes.of(remark.section, remark.title_words) if by_section else "",
            quotes.of(remark.line, remark.fitting_words) if by_line else "",
        )
        for remark in remarks[:_MOST_PLACES]
    )
    return tuple(line for section, found in places for line in _filled(remedy, section, found))


def _filled(remedy: tuple[str, ...], section: str, found: str) -> tuple[str, ...]:
    if NOT_QUOTED in (section, found):
        return ()
    return tuple(line.replace("{section}", section).replace("{line}", found) for line in remedy)


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
