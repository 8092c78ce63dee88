"""Passwords of people, as Argon2id hashes, and their codes of six digits. The only file that computes either.

A hash costs 64 MB and a tenth of a second: only so many are computed at once, however many ask.
"""

from __future__ import annotations

import threading
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

AT_ONCE = 2
_STEP_S = 30
_hasher = PasswordHasher()
_turns = threading.BoundedSemaphore(AT_ONCE)
_nobody = ""


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    with _turns:
        return _hasher.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether a password is the one that was stored; of nobody's account it takes as long, and is False."""
    with _turns:
        try:
            return _hasher.verify(stored or _decoy(), password) and stored is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def _decoy() -> str:
    """Return a hash that no password fits, made once: an unknown name must not answer faster than a known one."""
    global _nobody  # noqa: PLW0603  a tenth of a second at import would be paid by every command
    _nobody = _nobody or _hasher.hash(pyotp.random_base32())
    return _nobody


def new_secret() -> str:
    """Return a shared secret for codes, in Base32."""
    return pyotp.random_base32()


def enrolment_address(secret: str, user: str, office: str) -> str:
    """Return what an authenticator reads from a QR code (otpauth://)."""
    return pyotp.TOTP(secret).provisioning_uri(name=user, issuer_name=office)


def code_step(secret: str, code: str, at: datetime) -> int | None:
    """Return the half minute whose code this is, one before or after now included; None when it is of none.

    Source: RFC 6238, section 5.2.
    """
    now = int(at.timestamp()) // _STEP_S
    totp = pyotp.TOTP(secret)
    fitting = (step for step in (now, now - 1, now + 1) if pyotp.utils.strings_equal(totp.generate_otp(step), code))
    return next(fitting, None)
