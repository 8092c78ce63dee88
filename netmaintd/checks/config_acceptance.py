"""May a configuration that was read stand as a backup: clean, whole, and as long as one can expect.

A device that answers with half of its configuration may still end it properly. What is much shorter than the
last stored one is doubted once; where the device gives the same text a second time, it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from netmaintd.model.facts import ConfigKind, ConfigText, StoredBackup

TOO_SHORT = "jauh lebih pendek dari cadangan terakhir"
REMNANTS = "sisa layar (pager atau ANSI) ada di dalamnya"
LEAST_RATIO = 0.5
_REMNANT = re.compile(rb"\x1b\[|\x08|^[ \t]*(?:<-{1,8}|-{2,8}) ?\(?more\)? ?(?:-{1,8}>?)?[ \t\r]*$", re.I | re.M)


def accept(
    text: ConfigText, stored: StoredBackup | None, given_before: Container[str], least_ratio: float = LEAST_RATIO
) -> ConfigText:
    """Return the configuration, no longer complete where something speaks against it.

    Args:
        text: what was read.
        stored: the last whole running configuration of the device.
        given_before: normalised texts of the device that were doubted for their length.
        least_ratio: of the lines that the stored one has.
    """
    if not text.complete:
        return text
    if _REMNANT.search(text.text):
        return replace(text, complete=False, doubt=REMNANTS)
    if is_short(text, stored, least_ratio) and text.normalised not in given_before:
        return replace(text, complete=False, doubt=TOO_SHORT)
    return text


def is_short(text: ConfigText, stored: StoredBackup | None, least_ratio: float) -> bool:
    """Whether a running configuration has far fewer lines than the stored one."""
    if stored is None or not stored.readable or text.kind is not ConfigKind.RUNNING:
        return False
    return lines_of(text.normalised) < least_ratio * lines_of(stored.normalised)


def lines_of(normalised: str) -> int:
    """Return the number of lines that say something."""
    return sum(1 for line in normalised.splitlines() if line.strip())
