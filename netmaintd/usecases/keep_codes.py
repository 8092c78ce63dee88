"""The second step of a login: codes of six digits from a phone, turned on and off by the person of the account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netmaintd.errors import PasswordRefused
from netmaintd.store.passwords import code_step, enrolment_address, new_secret

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.store.connect import Store

WRONG_CODE = "Kode tidak cocok. Periksa jam telepon Anda, lalu ketik kode yang tampil sekarang."
OTHER_WORD = "Sandi tidak cocok; kode tetap dipakai."
_SECRET = re.compile(r"[A-Z2-7]{32}")


@dataclass(frozen=True, slots=True)
class CodeOffer:
    """A shared secret that counts once a code of it was shown."""

    secret: str = field(repr=False)
    address: str = field(repr=False)
    """What a phone reads from a QR code."""


def offer_codes(user: str, office: str, secret: str = "") -> CodeOffer:
    """Return a secret for an authenticator, or once more the one that was offered before."""
    chosen = secret if _SECRET.fullmatch(secret) else new_secret()
    return CodeOffer(chosen, enrolment_address(chosen, user, office))


def turn_codes_on(store: Store, user: str, secret: str, code: str, at: datetime, token: str) -> None:
    """Ask for codes from now on; every session but that of `token` ends.

    Raises:
        PasswordRefused: the code is not one of this secret now.
    """
    step = code_step(secret, code, at) if _SECRET.fullmatch(secret) else None
    if step is None:
        raise PasswordRefused(WRONG_CODE)
    store.accounts.set_two_factor(user, secret, user, at, step=step, but=token)


def turn_codes_off(store: Store, user: str, password: str, at: datetime, token: str) -> None:
    """Ask for codes no longer; every session but that of `token` ends.

    Raises:
        PasswordRefused: the password is not that of the account.
    """
    if not store.accounts.password_fits(user, password):
        raise PasswordRefused(OTHER_WORD)
    store.accounts.set_two_factor(user, None, user, at, but=token)
