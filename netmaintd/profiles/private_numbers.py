"""Keys, certificates and numbers of persons in a text of a device: what is recognised by its own look."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLOCK = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"-----BEGIN [A-Z0-9 ]{1,40}-----([\s\S]{0,20000}?)(?:-----END|\Z)",
        r"^\s{0,8}certificate [^\n]{1,80}\n((?:[ \t][0-9A-Fa-f \t]*\n){1,400})",
        r"^\s{0,8}public-key-code begin\s*\n((?:[0-9A-Fa-f \t]+\n){1,200})",
        r"^\s{0,8}key-string\s*\n([^\n]{1,2000}\n(?:[^\n]{1,2000}\n){0,50}?)[ \t]*(?:exit|quit)",
    )
)
_BLOB = re.compile(
    r"(?<![\w+/.-])(?:"
    r"(?=[0-9A-Fa-f]*[a-fA-F])(?=[0-9A-Fa-f]*\d)[0-9A-Fa-f]{16,}"
    r"|[0-9A-Fa-f]{21,}"
    r"|[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){7,}"
    r"|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
    r"|(?<=SHA256:)[A-Za-z0-9+/]{30,}"
    r"|(?=[A-Za-z+/]*\d)(?=[a-z\d+/]*[A-Z])(?=[A-Z\d+/]*[a-z])[A-Za-z0-9+/]{40,}"
    r")={0,2}(?![\w+/])"
)
"""Hashes, fingerprints and keys: long runs in which letters and digits are mixed."""
_FINGERPRINT = re.compile(r"(?<=SHA256:)[A-Za-z0-9+/]{30,}")
_PERSON = tuple(
    re.compile(pattern)
    for pattern in (
        # NIP: date of birth, month of appointment, sex, running number; NIK: district, date of birth, running number.
        r"(?<![\d.])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ .]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])[ .]?"
        r"[12][ .]?\d{3}(?![\d.])",
        r"(?<![\d.])[1-9]\d{5}(?:0[1-9]|[12456]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?![\d.])",
        r"(?<![\w.:+/-])(?:\+?62[ -]?|0)8\d{1,2}[ -]?\d{3,4}[ -]?\d{3,5}(?![\w.:])",
        r"(?<![\w.:/-])(?:\(0\d{2,3}\) ?|\+62[ -]?\d{2,3}[ -]?|0\d{2,3}[ -])\d{3,4}[ -]?\d{3,4}(?![\w.:/-])",
    )
)


def keys(text: str) -> Iterator[tuple[int, int]]:
    """Yield where certificates, keys, hashes and fingerprints stand."""
    for pattern in _BLOCK:
        yield from (found.span(1) for found in pattern.finditer(text))
    yield from (found.span() for pattern in (_BLOB, _FINGERPRINT) for found in pattern.finditer(text))


def personal(text: str) -> Iterator[tuple[int, int]]:
    """Yield where NIP, NIK and telephone numbers stand."""
    for pattern in _PERSON:
        yield from (found.span() for found in pattern.finditer(text))
