"""Accounts of people: who may log in to the pages, beside the posts that they hold."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from netmaintd.model.people import Role

DECIDERS = frozenset({Role.KASI, Role.KABID, Role.KADIS})
"""The posts whose word takes a round on."""
USER_NAME = re.compile(r"[a-z][a-z0-9._-]{1,63}")
"""What names a person in records and addresses; a number of a person is none."""


class Grant(StrEnum):
    """What an account may beyond the posts of its person. Neither of them decides anything of the SOP."""

    AUDITOR = "auditor"
    """Reads everything, changes nothing."""
    ADMIN = "admin"
    """Keeps accounts and posts."""


class TwoFactor(StrEnum):
    """Whom an office makes use codes of six digits beside the password; anybody may."""

    OFF = "off"
    DECIDERS = "deciders"
    ALL = "all"

    def wants(self, roles: Collection[Role]) -> bool:
        """Whether somebody with these roles must."""
        return self is TwoFactor.ALL or (self is TwoFactor.DECIDERS and not DECIDERS.isdisjoint(roles))


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


@dataclass(frozen=True, slots=True)
class Login:
    """One session of a browser, as its person may see it."""

    key: str
    """Names the session; nobody can use it to get in."""
    began_at: datetime
    seen_at: datetime
    own: bool = False
    """It is the one that asks."""
