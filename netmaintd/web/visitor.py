"""Who asks: the account of the session and the posts that its person holds today."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from netmaintd.model.accounts import Account, Grant
from netmaintd.model.people import Official, Role
from netmaintd.web.site import site_of

COOKIE = "__Host-netmaintd"
"""The prefix makes browsers refuse it without TLS, from another host and for part of the site."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is logged in."""

    account: Account
    posts: tuple[Official, ...] = ()

    @property
    def user(self) -> str:
        """The name in records."""
        return self.account.user

    @property
    def name(self) -> str:
        """The name of the person, or of the account where no post tells one."""
        return self.posts[0].name if self.posts else self.user

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of the SOP that the person has today."""
        return frozenset(post.role for post in self.posts)

    def may(self, grant: Grant) -> bool:
        """Whether the account was given something beyond its posts."""
        return grant in self.account.grants


def visitor_of(request: Request) -> Visitor | None:
    """Return who asks, None for somebody who is not logged in."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    site = site_of(request)
    now = site.now()
    account = site.store.logins.account(token, now)
    if account is None:
        return None
    return Visitor(account, tuple(site.store.people.posts(account.user, now.astimezone(site.office.zone).date())))
