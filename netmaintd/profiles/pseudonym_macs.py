"""Hardware addresses of a recording become locally administered ones, spelled as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from netmaintd.profiles.folded_text import Edit, fitted

_MAC = re.compile(
    r"(?<![0-9A-Fa-f:.-])(?:[0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}"
    r"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}|[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}"
    r"|[0-9A-Fa-f]{6}[-:][0-9A-Fa-f]{6}|[0-9A-Fa-f]{12})(?![0-9A-Fa-f]|[:.-][0-9A-Fa-f])"
)
_CUT_MAC = re.compile(r"(?<![0-9A-Fa-f:.-])[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){2,4}(?::[0-9A-Fa-f]?)?(?![0-9A-Fa-f:])")
"""What a narrow column leaves of one."""


class PseudonymMacs:
    """What stands for the hardware addresses of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Find those that are spelled with separators; twelve digits alone are one only where they are known."""
        self._stand_ins: dict[str, str] = {}
        for text in texts:
            for found in _MAC.finditer(text):
                if len(found.group()) > 12 and (digits := _digits(found.group())):
                    self.of(digits)

    def of(self, digits: str) -> str:
        """Return what stands for twelve digits."""
        return self._stand_ins.setdefault(digits, f"020000{len(self._stand_ins) + 1:06x}")

    def edits(self, text: str) -> Iterator[Edit]:
        """Yield the edits that replace them, those that a column cuts off as well."""
        for found in _MAC.finditer(text):
            digits = _digits(found.group())
            if digits and (len(found.group()) > 12 or digits in self._stand_ins):
                yield fitted(text, *found.span(), _spelled_like(found.group(), self.of(digits)))
        for found in _CUT_MAC.finditer(text):
            begun = found.group().replace(":", "").lower()
            whole = next((digits for digits in self._stand_ins if digits.startswith(begun)), None)
            if whole:
                yield Edit(*found.span(), _spelled_like("00:00", self._stand_ins[whole])[: len(found.group())])


def _digits(text: str) -> str | None:
    """Return the twelve digits of one device's address; None for a group's, and for none."""
    parts = re.split(r"[:.-]", text)
    digits = "".join(part.rjust(2, "0") for part in parts).lower()
    return None if len(digits) != 12 or not int(digits, 16) or int(digits[:2], 16) & 1 else digits


def _spelled_like(text: str, digits: str) -> str:
    separator = next((char for char in text if char in ":.-"), "")
    size = 12 if not separator else max(2, text.index(separator))
    spelled = separator.join(re.findall("." * size, digits))
    return spelled.upper() if re.search("[A-F]", text) else spelled
