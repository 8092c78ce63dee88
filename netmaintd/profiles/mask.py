"""Configurations for people: secrets replaced by keyed tags, and lines that change by themselves left out.

A tag is a keyed hash of the secret: it tells nothing of it, but another secret has another tag, so that a
changed password still shows as a change.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from netmaintd.profiles.profile import Profile

_GENERIC = re.compile(
    r"(?i)\b(?:pass(?:word|phrase|wd)?|secret|community|psk|pre-shared-key|(?:auth|priv|encryption|md5|api)-?key|key-string|"
    r"hash|token)\b[ =:\"']*"
    r"(?:(?:\d+|cipher|simple|plain|irreversible-cipher|ciphertext|plaintext|encrypted|sha\d*|md5)\s+)*"
    r"[\"']?([^\s\"']{3,})"
)
"""What every platform writes beside a secret; masks more rather than less."""


def mask(profile: Profile, text: str, key: bytes) -> str:
    """Return a configuration with every secret as `<rahasia:…>`."""
    patterns = [re.compile(pattern) for pattern in profile.secrets]
    return "\n".join(_masked(line, patterns, key) for line in text.split("\n"))


def _masked(line: str, patterns: list[re.Pattern[str]], key: bytes) -> str:
    for pattern in (*patterns, _GENERIC):
        match = pattern.search(line)
        if match and match.lastindex and match.group(1) and not match.group(1).startswith("<rahasia:"):
            line = f"{line[: match.start(1)]}{tag(match.group(1), key)}{line[match.end(1) :]}"
    return line


def tag(secret: str, key: bytes) -> str:
    """Return the keyed tag of a secret: eight hexadecimal digits of HMAC-SHA-256."""
    return f"<rahasia:{hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()[:8]}>"


def normalise(profile: Profile, text: str) -> str:
    """Return a configuration without the lines that change by themselves and without trailing blanks."""
    noise = [re.compile(pattern) for pattern in profile.noise]
    lines = (line.rstrip() for line in text.replace("\r", "").split("\n"))
    kept = [line for line in lines if not any(pattern.search(line) for pattern in noise)]
    return "\n".join(kept).strip("\n") + "\n"
