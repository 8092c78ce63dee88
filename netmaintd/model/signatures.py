"""Signatures on documents: where one goes on the page, the copies that were signed, and what is to be said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SigningMethod(StrEnum):
    """How a copy of a document got its signature. Values are stable: they are stored."""

    PKCS12 = "pkcs12"
    PKCS11 = "pkcs11"
    BSRE = "bsre"
    IMPORT = "impor"
    """Signed elsewhere, and brought back."""
    SCAN = "pindaian"
    """Signed with a pen, and scanned."""

    @property
    def word(self) -> str:
        """How it is said to people."""
        return _WORDS[self]


_WORDS = {
    SigningMethod.PKCS12: "tanda tangan elektronik dengan berkas sertifikat",
    SigningMethod.PKCS11: "tanda tangan elektronik dengan token",
    SigningMethod.BSRE: "tanda tangan elektronik melalui layanan BSrE",
    SigningMethod.IMPORT: "ditandatangani di luar aplikasi",
    SigningMethod.SCAN: "tanda tangan basah, dipindai",
}


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """The room for one signature on a page. Lengths in points from the upper left corner; `page` counts from 1."""

    name: str
    post: str
    page: int
    x: float
    y: float
    width: float
    height: float
    page_height: float

    @property
    def bottom(self) -> float:
        """Its lower edge as PDF counts: from below."""
        return self.page_height - self.y - self.height


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A document with one signature more. The bytes lie in the store under `sha256`."""

    document_sha256: str
    """Of the version as it was issued."""
    sha256: str
    previous_sha256: str
    """What was signed: the version itself, or the copy with the signature before."""
    method: SigningMethod
    signer: str
    post: str
    signed_at: datetime
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What a certified signature in a PDF is worth.

    Attributes:
        signer: the name in the certificate.
        issuer: who gave the certificate.
        signed_at: as the signer's own clock says, or the time authority where `timestamped`.
        intact: what was signed is as it was.
        valid: the signature is that of the certificate.
        trusted: the certificate leads to one that the office trusts.
        covers: the whole file, or the whole file as it was when this signature was added.
        later: only further signatures were added after it.
        trouble: why nothing more can be said (Indonesian); empty otherwise.
    """

    field: str
    signer: str
    issuer: str = ""
    signed_at: datetime | None = None
    timestamped: bool = False
    intact: bool = False
    valid: bool = False
    trusted: bool = False
    covers: bool = False
    later: bool = False
    trouble: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing speaks against it; trust is another question."""
        return self.intact and self.valid and self.covers and self.later

    @property
    def sentence(self) -> str:
        """What is said to the one who asks (Indonesian)."""
        if self.trouble:
            return f"{self.signer or self.field}: {self.trouble}"
        if not self.good:
            return f"{self.signer}: TIDAK SAH, isi dokumen berubah setelah ditandatangani"
        known = "dari penerbit yang dipercaya" if self.trusted else "dari penerbit yang tidak dikenal kantor ini"
        return f"{self.signer}: sah dan utuh, sertifikat {known} ({self.issuer})"
