"""What the certified signatures in a PDF are worth. Nothing is fetched: the office's own list says whom it trusts."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from netmaintd.errors import ConfigError
from netmaintd.model.signatures import SignatureVerdict

logger = logging.getLogger(__name__)
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""It logs a traceback for each certificate of an unknown issuer; the verdict says the same in a sentence."""

_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
_SIGNATURES_ONLY = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_UNREADABLE = "tanda tangan ini tidak dapat dibaca; periksa dengan aplikasi penerbitnya"


def trusted_certificates(folder: Path | None) -> tuple[x509.Certificate, ...]:
    """Return the certificates (`*.pem`, `*.crt`, `*.cer`) of a folder, none without one.

    Raises:
        ConfigError: a file there cannot be read as a certificate.
    """
    if folder is None or not folder.is_dir():
        return ()
    files = sorted(file for file in folder.iterdir() if file.suffix in (".pem", ".crt", ".cer"))
    try:
        return tuple(certificate for file in files for certificate in load_certs_from_pemder([str(file)]))
    except (ValueError, OSError) as error:
        raise ConfigError(f"{folder}: a certificate there cannot be read: {error}") from error


def signatures_in(pdf: bytes, trusted: Iterable[x509.Certificate], at: datetime) -> tuple[SignatureVerdict, ...]:
    """Return a verdict for each signature, oldest first; none for a file without one or that is no PDF."""
    try:
        found = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
    except (PdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError, IndexError) as error:
        logger.info("signatures could not be looked for", extra={"why": type(error).__name__})
        return ()
    roots = list(trusted)
    return tuple(_judged(signature, roots, at) for signature in found)


def _judged(signature: EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime) -> SignatureVerdict:
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=_moment(signature, at))
    for without_later in (False, True):  # where what was added later cannot be read, the signature itself still may be
        try:
            return _verdict(signature, validate_pdf_signature(signature, context, skip_diff=without_later))
        except (SignatureValidationError, SigningError, PdfError, ValueError, TypeError, KeyError) as error:
            logger.info("signature could not be judged", extra={"field": signature.field_name, "why": str(error)})
    return SignatureVerdict(str(signature.field_name), _name(signature), trouble=_UNREADABLE)


def _verdict(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> SignatureVerdict:
    stamped = status.timestamp_validity
    timestamped = stamped is not None and stamped.valid and stamped.intact
    issuer = status.signing_cert.issuer.native
    return SignatureVerdict(
        field=str(signature.field_name),
        signer=_name(signature),
        issuer=str(issuer.get("common_name") or issuer.get("organization_name") or ""),
        signed_at=stamped.timestamp if stamped and timestamped else signature.self_reported_timestamp,
        timestamped=timestamped,
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        covers=status.coverage in _WHOLE,
        later=status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        or status.modification_level
        in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING),
    )


def _name(signature: EmbeddedPdfSignature) -> str:
    certificate = signature.signer_cert
    return str(certificate.subject.native.get("common_name", "")) if certificate else ""


def _moment(signature: EmbeddedPdfSignature, at: datetime) -> datetime:
    """Return when the certificate must have been valid: a document is verified years after it was signed."""
    said = signature.self_reported_timestamp
    return min(said, at) if said else at
