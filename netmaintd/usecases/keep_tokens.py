"""Make tokens of the API: by their owner, or by an administrator for the account of a program."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netmaintd.errors import AccountRefused, NotFound
from netmaintd.model.accounts import DECIDERS
from netmaintd.model.api_tokens import ApiToken, Scope
from netmaintd.model.people import Role

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from netmaintd.model.accounts import TwoFactor
    from netmaintd.store.connect import Store

DEFAULT_DAYS, MOST_DAYS, MOST_TOKENS = 90, 365, 20
MAY_DECIDE = DECIDERS | {Role.TIM}
NO_TITLE = "Tulis untuk apa token ini, dalam satu baris sampai 80 huruf; nanti Anda mengenalinya dari itu."
NO_SCOPE = "Pilih paling sedikit satu wewenang untuk token ini."
WRONG_DAYS = "Masa berlaku token 1 sampai 365 hari."
TOO_MANY = "Sudah ada 20 token; cabut dahulu yang tidak dipakai lagi."
DECIDES_NOTHING = "Tidak ada jabatan Anda yang memutuskan, jadi token Anda juga tidak."
CODES_FIRST = "Token yang memutuskan hanya untuk akun dengan kode 6 angka; nyalakan dahulu kode itu."
WRONG_CODE = "Kode tidak cocok, atau sudah dipakai. Tunggu kode berikutnya, lalu ketik."


def make_own_token(
    store: Store, user: str, title: str, scopes: Collection[Scope], days: int, code: str,
    roles: Collection[Role], two_factor: TwoFactor, at: datetime,
) -> str:  # fmt: skip
    """Return a new token of the one who asks; nobody can show it again.

    Args:
        code: of six digits, asked for where the token is to decide and the account uses codes.
        roles: what its owner is today.
        two_factor: whom the office makes use codes.

    Raises:
        AccountRefused: it cannot be so; the sentence is for its owner.
    """
    if Scope.DECIDE in scopes:
        _may_decide(store, user, code, roles, two_factor, at)
    return _make(store, user, title, scopes, days, user, at)


def make_token_for(
    store: Store, user: str, title: str, scopes: Collection[Scope], days: int, actor: str, at: datetime
) -> str:
    """Return a new token for the account of a program; it only reads.

    Raises:
        AccountRefused: it cannot be so.
        NotFound: there is no such account.
    """
    if Scope.DECIDE in scopes:
        raise AccountRefused("the scope 'decide' is given by a person to his own token, on the page /akun/token")
    return _make(store, user, title, scopes, days, actor, at)


def tokens_of(store: Store, user: str) -> tuple[ApiToken, ...]:
    """Return the tokens of an account, the newest first; NotFound when there is no such account."""
    if store.accounts.get(user) is None:
        raise NotFound(f"{user!r} has no account; see 'netmaintd account list'")
    return store.api_tokens.of(user)


def _may_decide(
    store: Store, user: str, code: str, roles: Collection[Role], two_factor: TwoFactor, at: datetime
) -> None:
    account = store.accounts.get(user)
    if account is None or MAY_DECIDE.isdisjoint(roles):
        raise AccountRefused(DECIDES_NOTHING)
    if account.two_factor:
        if not store.accounts.code_fits(user, code, at):
            raise AccountRefused(WRONG_CODE)
    elif two_factor.wants(roles):
        raise AccountRefused(CODES_FIRST)


def _make(
    store: Store, user: str, title: str, scopes: Collection[Scope], days: int, actor: str, at: datetime
) -> str:  # fmt: skip
    words = " ".join(title.split())
    if not 0 < len(words) <= 80 or not words.isprintable():
        raise AccountRefused(NO_TITLE)
    if not scopes:
        raise AccountRefused(NO_SCOPE)
    if not 0 < days <= MOST_DAYS:
        raise AccountRefused(WRONG_DAYS)
    if len(store.api_tokens.of(user)) >= MOST_TOKENS:
        raise AccountRefused(TOO_MANY)
    return store.api_tokens.make(user, words, scopes, at + timedelta(days=days), actor, at)
