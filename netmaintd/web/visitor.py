"""Who asks: the account of the session and the posts that its person holds today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request

from netmaintd.model.accounts import Account, Grant
from netmaintd.model.api_tokens import Scope
from netmaintd.model.people import Official, Role
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.web.site import Site

COOKIE = "__Host-netmaintd"
"""The prefix makes browsers refuse it without TLS, from another host and for part of the site."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is logged in."""

    account: Account
    posts: tuple[Official, ...] = ()
    owes: str = ""
    """The page on which something must be done before any other; empty when nothing must."""
    scopes: frozenset[Scope] | None = None
    """Of the token with which a program asks in his name; None for himself in a browser."""

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

    @property
    def agencies(self) -> frozenset[str]:
        """The agencies at locations for which the person speaks today."""
        return frozenset(post.opd for post in self.posts if post.role is Role.OPD and post.opd)

    def may(self, grant: Grant) -> bool:
        """Whether the account was given something beyond its posts."""
        return grant in self.account.grants


def token_of(request: Request) -> str:
    """Return the token of the browser's session, empty without one."""
    return request.cookies.get(COOKIE, "")


def visitor_of(request: Request) -> Visitor | None:
    """Return who asks, None for somebody who is not logged in."""
    token = token_of(request)
    if not token:
        return None
    site = site_of(request)
    now = site.now()
    account = site.store.logins.account(token, now)
    if account is None:
        return None
    return visitor_with(site, account)


def visitor_with(site: Site, account: Account, scopes: frozenset[Scope] | None = None) -> Visitor:
    """Return the person of an account with the posts of today, perhaps as a token of his that has scopes."""
    posts = tuple(site.store.people.posts(account.user, site.now().astimezone(site.office.zone).date()))
    return Visitor(account, posts, _owed(site, account, posts), scopes)


def _owed(site: Site, account: Account, posts: tuple[Official, ...]) -> str:
    if account.must_change:
        return "/akun/sandi"
    wanted = site.configuration().settings.web.two_factor.wants({post.role for post in posts})
    return "/akun/kode" if wanted and not account.two_factor else ""
