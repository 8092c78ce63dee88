"""Somebody who showed elsewhere who he is: an identity provider or a directory vouches for him."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.store.connect import Store


def known_elsewhere(store: Store, user: str, where: str, at: datetime) -> bool:
    """Return whether there is an open account of that name; none is ever made here.

    A first password that an administrator gave out is void from then on: its person needs none.
    """
    account = store.accounts.get(user)
    if account is None or account.disabled:
        return False
    if account.must_change:
        store.accounts.set_password(user, secrets.token_urlsafe(32), where, at, must_change=False)
    return True
