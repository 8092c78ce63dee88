"""File the scan of a document that was signed with a pen: known by the code on its pages, kept beside the document."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from netmaintd.documents.scan_codes import codes_on
from netmaintd.documents.scans import read_scan
from netmaintd.errors import AlreadyRecorded, UploadRefused
from netmaintd.model.signatures import SignedCopy, SigningMethod
from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.import_signed import BRINGERS

if TYPE_CHECKING:
    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed with a pen, as what, and when."""

    signer: str
    post: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Filed:
    """A scan on file. `read` is False where no code could be read and somebody said what it is."""

    document: IssuedDocument
    copy: SignedCopy
    read: bool


def file_scan(
    store: Store, office: Office, content: bytes, signing: Signing, user: str, at: datetime, said: str = ""
) -> Filed:
    """Keep a scan with the document and version that its code names.

    Args:
        said: hash of the document that somebody says it is; needed where no code can be read.

    Raises:
        UploadRefused: no scan, of another document than was said, or of one that is not known here.
        DecisionNotAllowed: the person has no post for it.
    """
    actor = find_official(store, office, user, at, BRINGERS)
    if not signing.signer.strip() or not signing.post.strip():
        raise UploadRefused("Tulis nama dan jabatan yang menandatangani.")
    if signing.signed_at > at:
        raise UploadRefused("Tanggal tanda tangan belum tiba; periksa tanggalnya.")
    scan = read_scan(content, office.zone)
    codes = codes_on(scan)
    document = _document(store, codes, said)
    copy = SignedCopy(
        document.sha256, store.signed_copies.put(scan.content), document.sha256, SigningMethod.SCAN,
        signing.signer.strip(), signing.post.strip(), signing.signed_at, at, actor.user,
    )  # fmt: skip
    try:
        store.signed_copies.add(copy, at)
    except AlreadyRecorded as error:
        raise UploadRefused("Pindaian ini sudah tersimpan.") from error
    logger.info("scan filed", extra={"sha256": document.sha256, "read": bool(codes), "role": actor.role.value})
    return Filed(document, copy, bool(codes))


def _document(store: Store, codes: tuple[str, ...], said: str) -> IssuedDocument:
    """Return the document that a scan shows; several codes of one document are those of its pages."""
    found = {document.sha256: document for code in codes if (document := store.documents.with_code(code))}
    if len(found) > 1:
        raise UploadRefused("Pindaian ini memuat lebih dari satu dokumen; unggah satu per satu.")
    shown = next(iter(found.values()), None)
    named = store.documents.find(said) if said else None
    if shown and named and shown.sha256 != named.sha256:
        raise UploadRefused(
            f"Kode pada pindaian ini milik dokumen lain: {shown.kind.heading} versi {shown.version}, {shown.round_id}."
        )
    if codes and shown is None:
        raise UploadRefused("Kode pada pindaian ini tidak terdaftar di kantor ini.")
    document = shown or named
    if document is None:
        raise UploadRefused("Kode QR pada pindaian tidak terbaca; buka dokumennya, lalu unggah di sana.")
    return document
