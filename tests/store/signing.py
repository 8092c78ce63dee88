"""Signed copies for tests of the store."""

from __future__ import annotations

from netmaintd.model.signatures import SignedCopy, SigningMethod
from netmaintd.store.connect import Store
from samples import NOW


def signed_copy(
    store: Store, document: str, content: bytes, method: SigningMethod = SigningMethod.PKCS12, previous: str = ""
) -> SignedCopy:
    sha256 = store.signed_copies.put(content)
    return SignedCopy(document, sha256, previous or document, method, "Rahmat", "KASI", NOW, NOW, "kasi")
