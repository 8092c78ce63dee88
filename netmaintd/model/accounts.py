"""Accounts of people: who may log in to the pages, beside the posts that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grant(StrEnum):
    """What an account may beyond the posts of its person. Neither of them decides anything of the SOP."""

    AUDITOR = "auditor"
    """Reads everything, changes nothing."""
    ADMIN = "admin"
    """Keeps accounts and posts."""


@dataclass(frozen=True, slots=True)
class Account:
    """One login. The name is that of `Official.user`."""

    user: str
    grants: frozenset[Grant] = frozenset()
    disabled: bool = False
    must_change: bool = False
    """The password was set by somebody else and is good for one login."""
    two_factor: bool = False
    """A code of six digits is asked for as well (RFC 6238)."""
