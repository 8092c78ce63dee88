"""Replace what is private in the texts of one device, step by step: secrets, keys, numbers, addresses, names, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from netmaintd.profiles import private_numbers, private_words
from netmaintd.profiles.folded_text import Edit, FoldedText, fitted, fold
from netmaintd.profiles.mask import secret_spans, tag
from netmaintd.profiles.plain_words import is_plain
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.pseudonym_addresses import PseudonymAddresses
from netmaintd.profiles.pseudonyms import LETTER_RUN, PIECE, Pseudonyms, words_in

_LEAST_LITERAL = 4
"""Characters of a secret that is looked for wherever it stands; of digits alone, two more."""
_LEAST_SERIAL = 5
_LONG_NAME = 5
"""Characters of a name that is found in the middle of others too."""


@dataclass(frozen=True, slots=True)
class Private:
    """What is known to be private before a text is looked at.

    Attributes:
        names: of devices and people; their digits and short parts are private too.
        texts: whose words are.
        secrets: to be found wherever they stand.
        plain: words of this platform, in lower case, that are nobody's name.
        versions: that look like addresses and are none.
    """

    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    serials: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    versions: frozenset[str] = field(default_factory=frozenset)


class TextAnonymiser:
    """Knows everything private of one device and replaces it in one text after the other."""

    def __init__(
        self, profile: Profile, configs: Iterable[bytes], contents: Iterable[bytes], private: Private, key: bytes
    ) -> None:
        """Look through all texts first, configurations and others: a name in one is a name in all."""
        self._profile, self._key, self._plain = profile, key, private.plain
        written = tuple(_decoded(content)[0].text for content in configs)
        texts = (*written, *(_decoded(content)[0].text for content in contents))
        names = {*private.names, *(name for text in texts for name in private_words.named(text))}
        said = {*private.texts, *names, *(words for text in texts for words in private_words.described(text))}
        said |= {words for text in written for words in private_words.labelled(text)}
        said |= {text[slice(*span)] for text in texts for span in private_words.whole(text)}
        words = {word for one in said for word in words_in(one, private.plain)}
        self._stand_ins = Pseudonyms(key, words, private.plain)
        self._addresses = PseudonymAddresses(texts, private.versions)
        found = {text[slice(*span)] for text in texts for span in secret_spans(profile, text)}
        self._literals = _any_of(
            [
                *((secret, "") for secret in private.secrets if len(secret) >= _LEAST_LITERAL),
                *((secret, _edge(secret)) for secret in found if _tells(secret, private.plain)),
            ]
        )
        numbers = {*private.serials, *(number for text in texts for number in private_words.serials(text))}
        self._serials = _any_of([(number, _edge(number)) for number in numbers if len(number) >= _LEAST_SERIAL])
        self._names = _any_of([(one, _edge(one)) for name in names for one in _odd_names(name, private.plain)], re.I)

    def of(self, content: bytes, *, config: bool = False, free: bool = False) -> bytes:
        """Return the content with stand-ins; of `free` text nothing stays but plain words.

        Args:
            config: what stands beside the name of a secret is one; elsewhere plain words are none.
        """
        folded, encoding = _decoded(content)
        folded = folded.edited(self._secret_edits(folded.text, config=config))
        for step in (self._person_edits, self._addresses.edits, self._number_edits):
            folded = folded.edited(step(folded.text))
        text = folded.text
        spans = [(0, len(text))] if free else [*private_words.whole(text), *_spans(self._names, text)]
        folded = folded.edited(_in_order(self._piece_edits(folded, spans)))
        folded = folded.edited(self._word_edits(folded))
        return folded.unfolded().encode(encoding, "replace")

    def _secret_edits(self, text: str, *, config: bool) -> list[Edit]:
        said = secret_spans(self._profile, text)
        spans = [span for span in said if config or not self._ordinary(text[slice(*span)])]
        spans += _spans(self._literals, text)
        return _in_order(fitted(text, *span, tag(text[slice(*span)], self._key)) for span in spans)

    def _ordinary(self, said: str) -> bool:
        """Whether a text holds nothing but plain words, or no letter and no digit at all."""
        return all(is_plain(run.lower(), self._plain) for run in LETTER_RUN.findall(said)) and not re.search(
            r"\d", said
        )

    def _number_edits(self, text: str) -> list[Edit]:
        return self._shaped([*private_numbers.keys(text), *_spans(self._serials, text)], text)

    def _person_edits(self, text: str) -> list[Edit]:
        return self._shaped(private_numbers.personal(text), text)

    def _shaped(self, spans: Iterable[tuple[int, int]], text: str) -> list[Edit]:
        return _in_order(Edit(*span, self._stand_ins.shaped(text[slice(*span)])) for span in spans)

    def _piece_edits(self, folded: FoldedText, spans: Iterable[tuple[int, int]]) -> Iterator[Edit]:
        for gap in (gap for span in spans for gap in folded.gaps(*span)):
            for found in PIECE.finditer(folded.text, *gap):
                yield Edit(*found.span(), self._stand_ins.piece(found.group()))

    def _word_edits(self, folded: FoldedText) -> Iterator[Edit]:
        for gap in folded.gaps(0, len(folded.text)):
            for found in LETTER_RUN.finditer(folded.text, *gap):
                other = self._stand_ins.run(found.group())
                if other != found.group():
                    yield Edit(*found.span(), other)


def _decoded(content: bytes) -> tuple[FoldedText, str]:
    """Return text and its encoding: UTF-8, else Latin-1, as answers are read."""
    try:
        return fold(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return fold(content.decode("latin-1")), "latin-1"


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: (edit.start, -edit.end))


def _spans(pattern: re.Pattern[str] | None, text: str) -> Iterator[tuple[int, int]]:
    if pattern is not None:
        yield from (found.span() for found in pattern.finditer(text))


def _any_of(wanted: list[tuple[str, str]], flags: int = 0) -> re.Pattern[str] | None:
    """Return a pattern of texts, the longest first; the second of each pair is what must not stand beside it."""
    longest_first = sorted(set(wanted), key=lambda one: (-len(one[0]), one))
    found = "|".join(
        f"(?<!{edge}){re.escape(text)}(?!{edge})" if edge else re.escape(text) for text, edge in longest_first
    )
    return re.compile(found, flags) if found else None


def _edge(text: str) -> str:
    """Return what must not stand beside a text: a short one is looked for as a word, a long one anywhere."""
    return r"\d" if len(text) > _LONG_NAME else r"[^\W_]"


def _tells(secret: str, plain: frozenset[str]) -> bool:
    """Whether a secret can be told from an ordinary word or number."""
    enough = _LEAST_LITERAL + 2 if secret.isdigit() else _LEAST_LITERAL
    return len(secret) >= enough and not is_plain(secret.lower(), plain) and "<rahasia" not in secret


def _odd_names(name: str, plain: frozenset[str]) -> Iterator[str]:
    """Yield names of which more than their words is private: those with digits and short parts."""
    for one in (name.strip(), name.partition(".")[0].strip()):
        runs = LETTER_RUN.findall(one)
        private = [run for run in runs if not is_plain(run.lower(), plain)]
        bare = sum(len(run) for run in runs) == sum(char.isalnum() for char in one)
        if re.fullmatch(r"[\w.@ -]{3,}", one) and private and not (bare and all(len(run) > 2 for run in runs)):
            yield one
