"""The key that a person has on a token or in a hardware security module (PKCS#11), opened with a PIN."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pkcs11
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer

from netmaintd.documents.signing.keys import refuse_unfit
from netmaintd.errors import SigningFailed, SigningRefused


@contextmanager
def on_token(module: Path, token: str, label: str, pin: str, at: datetime) -> Iterator[Signer]:
    """Give the key of a token while its session is open. The PIN is tried once: tokens lock after a few wrong ones.

    Raises:
        SigningRefused: no such token or key, the PIN is wrong, or the certificate is not for signing today.
    """
    try:
        session = open_pkcs11_session(str(module), token_criteria=TokenCriteria(label=token), user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
        raise SigningRefused("PIN token salah; token terkunci setelah beberapa PIN yang salah") from error
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
        raise SigningRefused(f"token {token} tidak dapat dibuka ({type(error).__name__}); apakah terpasang?") from error
    with session:
        # Hashed here: many tokens sign a hash and know no mechanism that hashes as well.
        signer = PKCS11Signer(session, cert_label=label, key_label=label, use_raw_mechanism=True)
        try:
            refuse_unfit(signer, at)
        except pkcs11.PKCS11Error as error:
            raise SigningRefused(f"token {token} tidak berisi kunci {label!r}") from error
        try:
            yield signer
        except pkcs11.PKCS11Error as error:
            raise SigningFailed(f"token {token} tidak menandatangani ({type(error).__name__})") from error
