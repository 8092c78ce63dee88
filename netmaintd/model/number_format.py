"""How an office writes the numbers of its documents: `{klasifikasi}/{urut:03}/{unit}/{tahun}`."""

from __future__ import annotations

import re
import string

WORDS = ("derajat", "klasifikasi", "jenis", "unit")
"""Those of the tokens that stand for words of the settings."""
TOKENS = ("derajat", "klasifikasi", "urut", "jenis", "unit", "bulan_romawi", "bulan", "tahun")
_PADDING = re.compile(r"(0?[1-9])?")
"""`{urut:03}` and no other format: a wide one would fill the memory."""


def asked(pattern: str) -> tuple[str, ...]:
    """Return the names between braces, each one of `TOKENS`; ValueError says what is wrong with any other pattern."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError as error:
        raise ValueError(f"number format {pattern!r} cannot be read: {error}") from error
    for _, name, padding, conversion in parts:
        if conversion or (padding and (name != "urut" or not _PADDING.fullmatch(padding))):
            raise ValueError(f"number format {pattern!r}: only {{urut}} may be padded, as {{urut:03}}")
    names = tuple(name for _, name, _, _ in parts if name is not None)
    unknown = [name or "nothing" for name in names if name not in TOKENS]
    if unknown:
        raise ValueError(f"number format {pattern!r} asks for {', '.join(unknown)}; known: {', '.join(TOKENS)}")
    return names


def countable(pattern: str) -> str:
    """Return a pattern that can be counted with; ValueError as `asked`, and for one without `{urut}`."""
    if "urut" not in asked(pattern):
        raise ValueError(f"number format {pattern!r} lacks {{urut}}: every document would get the same number")
    return pattern
