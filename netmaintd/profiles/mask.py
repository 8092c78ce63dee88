"""Configurations for people: secrets replaced by keyed tags, and lines that change by themselves left out.

A tag is a keyed hash of the secret: it tells nothing of it, but another secret has another tag, so that a
changed password still shows as a change. Patterns see the whole text, because keys and quoted values go over
several lines; every match counts, because one line may hold several secrets.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator

from netmaintd.profiles.profile import Profile

Span = tuple[int, int]

_KIND = (
    r"\d{1,3}|0x[0-9a-f]{1,2}|cipher|simple|plain|clear|irreversible-cipher|ciphertext|plaintext|encrypted|enc|ascii|"
    r"hex|text|string|read|write|sha(?:-?\d+)*|md5|des\d*|3des\S*|aes(?:-?\d+)*|level|"
    r"(?:auth|priv)-pass(?:word|phrase)?|key-string"
)
"""Words between the name of a secret and the secret."""
_VALUE = r"(?!\"\"|'')(?:\"((?:[^\"\\]|\\[\s\S])+)\"|'([^'\n]+)'|(\S+))"
_NAME = (
    r"pass(?:word|phrase|wd|code)?|secret|community|psk|key(?:-string)?|token|presharedkey|"
    r"psksecret|authpwd|privpwd|pwd"
)
_GENERIC = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"(?<![=\w.-])[\w.-]*(?:{_NAME})(?![\w.-])[\"']?[ \t=:]+(?:(?:{_KIND})[ \t]+)*{_VALUE}",
        rf"\b(?:auth|priv|authentication|privacy|encryption)(?:-mode|-protocol)?[ \t]+"
        rf"(?:md5|sha\S*|des\S*|3des\S*|aes\S*)[ \t]+(?:(?:{_KIND})[ \t]+)*{_VALUE}",
        # Short words after "hash" name the algorithm, not a value.
        rf"\b[\w.-]*hash(?![\w.-])[\"']?[ \t=:]+(?:(?:{_KIND})[ \t]+)*[\"']?([^\s\"']{{12,}})",
        r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----\s*([\s\S]*?)\s*(?:-----END|\Z)",
    )
)
"""What every platform writes beside a secret; masks more rather than less."""


def mask(profile: Profile, text: str, key: bytes) -> str:
    """Return a configuration with every secret as `<rahasia:…>`."""
    parts, at = [], 0
    for start, end in _joined(_secrets(profile, text)):
        parts += [text[at:start], tag(text[start:end], key)]
        at = end
    return "".join((*parts, text[at:]))


def _secrets(profile: Profile, text: str) -> Iterator[Span]:
    """Return where secrets stand; what is a tag already is none."""
    patterns = (*(re.compile(pattern, re.MULTILINE) for pattern in profile.secrets), *_GENERIC)
    for pattern in patterns:
        yield from _found(pattern, text, (0, len(text)))
    for rule in profile.block_secrets:
        secret = re.compile(rule.secret, re.MULTILINE)
        for block in re.finditer(rule.block, text, re.MULTILINE):
            yield from _found(secret, text, block.span())


def _found(pattern: re.Pattern[str], text: str, within: Span) -> Iterator[Span]:
    for match in pattern.finditer(text, *within):
        group = next((number for number, found in enumerate(match.groups(), start=1) if found), None)
        if group is not None and not match.group(group).startswith("<rahasia:"):
            yield match.span(group)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def tag(secret: str, key: bytes) -> str:
    """Return the keyed tag of a secret: eight hexadecimal digits of HMAC-SHA-256."""
    return f"<rahasia:{hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()[:8]}>"


def normalise(profile: Profile, text: str) -> str:
    """Return a configuration without the lines that change by themselves and without trailing blanks."""
    noise = [re.compile(pattern) for pattern in profile.noise]
    lines = (line.rstrip() for line in text.replace("\r", "").split("\n"))
    kept = [line for line in lines if not any(pattern.search(line) for pattern in noise)]
    return "\n".join(kept).strip("\n") + "\n"
