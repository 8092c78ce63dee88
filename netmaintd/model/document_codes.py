"""The public code of a document: 80 random bits that say nothing, written so that people can read and type them.

Crockford's base32: no I, L, O and U; what is typed for them is read as what was meant. `K7QM-4ZT1-9XWC-P0VA`.
"""

from __future__ import annotations

import re

CODE_BYTES = 10
"""How much randomness goes into a code."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", **dict.fromkeys(" -‐‑–.\t", "")})
_CODE = re.compile(f"[{_LETTERS}]{{{_LENGTH}}}")
_MOST_CHARACTERS = 400
"""Of what is typed or pasted: a whole address with a code at its end."""


def document_code(random: bytes) -> str:
    """Return the code that stands for `CODE_BYTES` random bytes; ValueError for any other number of them."""
    if len(random) != CODE_BYTES:
        raise ValueError(len(random))
    number = int.from_bytes(random, "big")
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, scanned or pasted with its address; None when it can be none."""
    if len(text) > _MOST_CHARACTERS:
        return None
    typed = text.strip().rpartition("/")[2].upper().translate(_MEANT)
    if not _CODE.fullmatch(typed):
        return None
    return "-".join(typed[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))
