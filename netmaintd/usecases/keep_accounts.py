"""Make accounts and set passwords: the first by an administrator, the own one by its person."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from netmaintd.errors import PasswordRefused

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from netmaintd.model.accounts import Grant
    from netmaintd.store.connect import Store

SHORTEST = 12


def create_account(store: Store, user: str, grants: Collection[Grant], actor: str, at: datetime) -> str:
    """Make an account and return its first password, which is good for one login and shown once.

    Raises:
        AlreadyRecorded: there is one of that name.
    """
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


def change_own_password(store: Store, user: str, old: str, new: str, again: str, at: datetime) -> None:
    """Set the password that its person chose.

    Raises:
        PasswordRefused: the old one does not fit, or the new one is not good enough.
    """
    if not store.accounts.password_fits(user, old):
        raise PasswordRefused("Sandi lama tidak cocok.")
    if new != again:
        raise PasswordRefused("Kedua sandi baru tidak sama; ketik sekali lagi.")
    if len(new) < SHORTEST:
        raise PasswordRefused(f"Sandi baru terlalu pendek; pakai paling sedikit {SHORTEST} huruf, misalnya tiga kata.")
    if new == old or user.casefold() in new.casefold():
        raise PasswordRefused("Sandi baru tidak boleh sama dengan yang lama atau memuat nama pengguna.")
    store.accounts.set_password(user, new, user, at, must_change=False)


def _first_password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(4))
