"""Random tokens that only their holder has: the store keeps a hash of each, and finds it by that."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Return a token of 256 random bits, fit for a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a token; it needs no salt, for nobody can guess so many bits."""
    return hashlib.sha256(token.encode()).hexdigest()
