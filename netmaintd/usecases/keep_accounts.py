"""Make accounts, close them and set passwords: the first by an administrator, the own one by its person."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from netmaintd.errors import AccountRefused, NotFound, PasswordRefused
from netmaintd.model.accounts import USER_NAME, Grant

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from netmaintd.store.connect import Store

SHORTEST = 12
NOT_A_NAME = (
    "Nama pengguna: huruf kecil, angka, titik, garis; diawali huruf, paling sedikit dua. NIP bukan nama pengguna."
)
OWN = "Akun sendiri tidak dapat ditutup, dan wewenang admin sendiri tidak dapat dilepas; minta administrator lain."
OLD_WRONG = "Sandi lama tidak cocok."
NOT_TWICE = "Kedua sandi baru tidak sama; ketik sekali lagi."
TOO_SHORT = "Sandi baru terlalu pendek; pakai paling sedikit 12 huruf, misalnya tiga kata."
TOO_NEAR = "Sandi baru tidak boleh sama dengan yang lama atau memuat nama pengguna."


def create_account(store: Store, user: str, grants: Collection[Grant], actor: str, at: datetime) -> str:
    """Make an account and return its first password, which is good for one login and shown once.

    Raises:
        AccountRefused: that is no name.
        AlreadyRecorded: there is one of that name.
    """
    if not USER_NAME.fullmatch(user):
        raise AccountRefused(NOT_A_NAME)
    password = _first_password()
    store.accounts.create(user, password, actor, at, grants)
    return password


def reset_password(store: Store, user: str, actor: str, at: datetime) -> str:
    """Return a new first password of an account, after which its sessions and the old one are void.

    Raises:
        NotFound: there is no such account.
    """
    password = _first_password()
    store.accounts.set_password(user, password, actor, at, must_change=True)
    return password


def close_account(store: Store, user: str, actor: str, at: datetime) -> None:
    """Close an account; what its person did stays on record.

    Raises:
        AccountRefused: it is that of the one who closes it.
        NotFound: there is no such account.
    """
    if user == actor:
        raise AccountRefused(OWN)
    store.accounts.set_disabled(user, True, actor, at)


def give_grants(store: Store, user: str, grants: Collection[Grant], actor: str, at: datetime) -> None:
    """Say what an account may beyond the posts of its person; its sessions end.

    Raises:
        AccountRefused: an administrator would take that away from himself.
        NotFound: there is no such account.
    """
    account = store.accounts.get(user)
    if account is None:
        raise NotFound(f"{user!r} has no account")
    if user == actor and Grant.ADMIN not in grants:
        raise AccountRefused(OWN)
    if account.grants != frozenset(grants):
        store.accounts.set_grants(user, grants, actor, at)


def change_own_password(store: Store, user: str, old: str, new: str, again: str, at: datetime) -> None:
    """Set the password that its person chose.

    Raises:
        PasswordRefused: the old one does not fit, or the new one is not good enough.
    """
    if not store.accounts.password_fits(user, old):
        raise PasswordRefused(OLD_WRONG)
    if new != again:
        raise PasswordRefused(NOT_TWICE)
    if len(new) < SHORTEST:
        raise PasswordRefused(TOO_SHORT)
    if new == old or user.casefold() in new.casefold():
        raise PasswordRefused(TOO_NEAR)
    store.accounts.set_password(user, new, user, at, must_change=False)


def _first_password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(4))
