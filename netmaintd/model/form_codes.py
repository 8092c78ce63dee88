"""The code on every page of a paper form: 40 random bits for round and location, and the page. `K7QM-4ZT1-2`.

The letters are those of the codes of documents (`document_codes.py`). A form that was printed for no round bears
`KOSONG`, which names nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM_CODE_BYTES = 5
"""How much randomness goes into a code."""
BLANK_CODE = "KOSONG"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 8, 4
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", **dict.fromkeys(" -‐‑–.\t", "")})
_CODE = re.compile(f"([{_LETTERS}]{{{_LENGTH}}})([0-9]{{0,3}})")
_MOST_CHARACTERS = 400
"""Of what is typed or pasted: a whole address with a code at its end."""
_QUERY = "kode="


@dataclass(frozen=True, slots=True)
class FormCode:
    """A code as it was read from paper; `page` is 0 where only the form was named."""

    code: str
    page: int = 0

    @property
    def blank(self) -> bool:
        """Whether it stands on a form that names no round."""
        return self.code == BLANK_CODE

    def __str__(self) -> str:
        """Return it as it is printed."""
        return f"{self.code}-{self.page}" if self.page else self.code


def form_code(random: bytes) -> str:
    """Return the code that stands for `FORM_CODE_BYTES` random bytes; ValueError for any other number of them."""
    if len(random) != FORM_CODE_BYTES:
        raise ValueError(len(random))
    number = int.from_bytes(random, "big")
    return _grouped("".join(_LETTERS[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5)))


def read_form_code(text: str) -> FormCode | None:
    """Return the code that somebody typed, scanned or pasted with its address; None when it can be none."""
    if len(text) > _MOST_CHARACTERS:
        return None
    typed = text.strip().rpartition(_QUERY)[2].upper()
    blank, _, page = typed.partition("-")
    if blank == BLANK_CODE:
        return FormCode(BLANK_CODE, int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0)
    found = _CODE.fullmatch(typed.translate(_MEANT))
    return FormCode(_grouped(found[1]), int(found[2] or 0)) if found else None


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))
