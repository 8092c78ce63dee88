"""The key that a person brings in a file (PKCS#12), and whether a certificate may be used for signing today."""

from __future__ import annotations

from datetime import datetime

from pyhanko.sign import SimpleSigner
from pyhanko.sign.signers import Signer

from netmaintd.errors import SigningRefused

MOST_BYTES = 64 * 1024
_FOR_SIGNING = {"digital_signature", "non_repudiation"}


def pkcs12(content: bytes, passphrase: str, at: datetime) -> Signer:
    """Return the key of a PKCS#12 file.

    Raises:
        SigningRefused: the passphrase is wrong, or its certificate is not for signing today.
    """
    if len(content) > MOST_BYTES:
        raise SigningRefused("berkas sertifikat lebih dari 64 kB; pilih berkas .p12 atau .pfx milik Anda")
    try:
        signer: Signer = SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=passphrase.encode())
    except (ValueError, AttributeError, TypeError) as error:  # the latter two: a file without a key or certificate
        raise SigningRefused(
            "berkas sertifikat tidak terbuka: kata sandi salah, atau berkas itu bukan PKCS#12 dengan kunci"
        ) from error
    refuse_unfit(signer, at)
    return signer


def holder(signer: Signer) -> str:
    """Return the name in a certificate."""
    certificate = signer.signing_cert
    return str(certificate.subject.native.get("common_name", "")) if certificate else ""


def refuse_unfit(signer: Signer, at: datetime) -> None:
    """Raise SigningRefused unless the certificate of a key is for signing, and valid now."""
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningRefused("tidak ada sertifikat pada kunci itu")
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise SigningRefused(
            f"sertifikat {holder(signer)} berlaku {certificate.not_valid_before:%d-%m-%Y} sampai "
            f"{certificate.not_valid_after:%d-%m-%Y}; minta yang baru"
        )
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & _FOR_SIGNING:
        raise SigningRefused(f"sertifikat {holder(signer)} bukan untuk tanda tangan")
