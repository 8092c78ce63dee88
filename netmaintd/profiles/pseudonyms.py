"""What stands for a word, a number or a key that must not leave: as wide as it was, the same one everywhere.

Everything comes from one key that is thrown away with the process, so that two recordings of one office have
nothing in common. Letters become consonants: what can be read is what was there before.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

from netmaintd.profiles.plain_words import is_plain

LEAST = 3
"""Letters of a word that can tell of an office; "sw" and "lt" do not."""
_LEAST_INSIDE = 5
"""Letters of a word that is found inside others too."""
_LEAST_CUT = 4
"""Letters left of a word that a column or a prompt cuts off."""
_LETTERS = "bcdfghjklmnpqrstvwxz"
_HEX = "0123456789abcdef"
LETTER_RUN = re.compile(r"[^\W\d_]+")
PIECE = re.compile(r"[^\W\d_]+|[0-9]+")


def words_in(text: str, plain: frozenset[str]) -> set[str]:
    """Return the words of a text that can tell of an office, in lower case."""
    runs = (run.lower() for run in LETTER_RUN.findall(text))
    return {run for run in runs if len(run) >= LEAST and not is_plain(run, plain)}


class Pseudonyms:
    """Stand-ins for the words of one recording."""

    def __init__(self, key: bytes, words: Iterable[str], plain: frozenset[str]) -> None:
        """Know the private words, in lower case, and those that are everybody's."""
        self._key, self._plain = key, plain
        self._stand_in: dict[str, str] = {}
        self._cut: dict[str, str] = {}
        """Beginnings and ends of words: what a column or a prompt leaves of them, and puts into the next line."""
        self._taken: set[str] = set()
        for word in sorted(set(words), key=lambda one: (-len(one), one)):
            self._add(word)
        inside = [re.escape(word) for word in self._stand_in if len(word) >= _LEAST_INSIDE]
        self._inside = re.compile("|".join(inside)) if inside else None
        self._runs: dict[str, str] = {}

    def run(self, run: str) -> str:
        """Return a run of letters with what is private in it replaced."""
        if run not in self._runs:
            self._runs[run] = _cased(run, self._of(run.lower()))
        return self._runs[run]

    def piece(self, piece: str) -> str:
        """Return a run of letters or digits that is private as a whole: only plain words stay."""
        if piece[0].isdigit():
            order = self._digits()
            return "".join(order[int(digit)] for digit in piece)
        if is_plain(piece.lower(), self._plain):
            return piece
        known = self.run(piece)
        return known if known != piece else _cased(piece, self._letters(piece.lower(), len(piece)))

    def shaped(self, text: str) -> str:
        """Return other letters and digits in the shape of a serial number, a key or a number of a person."""
        digits = iter(self._stream(text, len(text)))
        capitals = re.search(r"[A-Z]", text) is not None
        is_hex = re.fullmatch(r"[0-9a-fA-F\W]+", text) is not None and re.search(r"[a-fA-F]", text) is not None

        def other(found: re.Match[str]) -> str:
            char, number = found.group(), next(digits)
            if is_hex:
                return _HEX[number % 16].upper() if capitals else _HEX[number % 16]
            return str(number % 10) if char.isdigit() else _cased(char, _LETTERS[number % len(_LETTERS)])

        return re.sub(r"[0-9A-Za-z]", other, text)

    def _add(self, word: str) -> None:
        """Give a word its stand-in; longer ones that begin with it have theirs already."""
        other = self._cut.get(word) or self._unused(word)
        self._stand_in[word] = other
        self._taken.add(other)
        for length in range(_LEAST_CUT, len(word)):
            self._cut.setdefault(word[:length], other[:length])
            if length > _LEAST_CUT:
                self._cut.setdefault(word[-length:], other[-length:])

    def _of(self, low: str) -> str:
        if low in self._stand_in:
            return self._stand_in[low]
        if is_plain(low, self._plain):
            return low
        if low in self._cut:
            return self._cut[low]
        return self._inside.sub(lambda found: self._stand_in[found.group()], low) if self._inside else low

    def _unused(self, word: str) -> str:
        """Return a stand-in that no other word has; of short words there are not enough for that."""
        tries = (self._letters(f"{word}\0{number}", len(word)) for number in range(64))
        return next(
            (other for other in tries if other not in self._taken and other != word), self._letters(word, len(word))
        )

    def _letters(self, seed: str, length: int) -> str:
        return "".join(_LETTERS[number % len(_LETTERS)] for number in self._stream(seed, length))

    def _digits(self) -> str:
        weights = self._stream("digits", 10)
        return "".join(sorted("0123456789", key=lambda digit: (weights[int(digit)], digit)))

    def _stream(self, seed: str, length: int) -> bytes:
        blocks = (
            hmac.new(self._key, f"{number}\0{seed}".encode("utf-8", "surrogatepass"), hashlib.sha512).digest()
            for number in range(length // 64 + 1)
        )
        return b"".join(blocks)[:length]


def _cased(like: str, text: str) -> str:
    """Return a text in the capitals of another one, and no longer than it."""
    return "".join(b.upper() if a.isupper() else b for a, b in zip(like, text, strict=False))
