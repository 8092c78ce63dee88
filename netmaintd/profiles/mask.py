"""Configurations for people: secrets replaced by keyed tags.

A tag is a keyed hash of the secret: it tells nothing of it, but another secret has another tag, so that a
changed password still shows as a change. What a device encrypts anew at every display has a tag without a hash:
whether it changed cannot be told. Patterns see the whole text, because keys and quoted values go over several lines;
every match counts, because one line may hold several secrets.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache

from netmaintd.profiles.noise import UNTOLD, normalise, reencrypted
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.secret_words import NAMED, SHAPED

__all__ = ["mask", "normalise", "secret_spans", "tag"]

Span = tuple[int, int]
_LONGEST_NAME = 100
_WORD_SIGNS = f"{string.ascii_letters}{string.digits}._-"


def mask(profile: Profile, text: str, key: bytes) -> str:
    """Return a configuration with every secret as `<rahasia:…>`."""
    untold = _joined(reencrypted(profile, text))
    parts, at = [], 0
    for start, end in secret_spans(profile, text):
        anew = any(first < end and start < last for first, last in untold)
        parts += [text[at:start], UNTOLD if anew else tag(text[start:end], key)]
        at = end
    return "".join((*parts, text[at:]))


def secret_spans(profile: Profile, text: str) -> list[Span]:
    """Return where secrets stand, in order and apart from each other."""
    return _joined((*_secrets(profile, text), *reencrypted(profile, text)))


def tag(secret: str, key: bytes) -> str:
    """Return the keyed tag of a secret: eight hexadecimal digits of HMAC-SHA-256."""
    return f"<rahasia:{hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()[:8]}>"


def _secrets(profile: Profile, text: str) -> Iterator[Span]:
    """Return where secrets stand; what is a tag already is none."""
    whole = (0, len(text))
    for pattern in (*(_compiled(pattern) for pattern in profile.secrets), *SHAPED):
        yield from _found(pattern, text, whole)
    for pattern in NAMED:
        yield from _found(pattern, text, whole, named=True)
    for rule in profile.block_secrets:
        secret = _compiled(rule.secret)
        for block in _compiled(rule.block).finditer(text):
            yield from _found(secret, text, block.span())


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def _found(pattern: re.Pattern[str], text: str, within: Span, *, named: bool = False) -> Iterator[Span]:
    for match in pattern.finditer(text, *within):
        group = next((number for number, found in enumerate(match.groups(), start=1) if found), None)
        if group is None or match.group(group).startswith("<rahasia") or (named and _is_value(text, match.start())):
            continue
        length = len(match.group(group).rstrip())
        if length:
            yield match.start(group), match.start(group) + length


def _is_value(text: str, at: int) -> bool:
    """Whether the word that a name ends is itself the value of another name."""
    start = max(0, at - _LONGEST_NAME)
    first = start + len(text[start:at].rstrip(_WORD_SIGNS))
    return text[first - 1 : first] in ("=", "<")


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
