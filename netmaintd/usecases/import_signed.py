"""Bring back a PDF that was signed elsewhere: in another application, or in the national letters system."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.documents.signing.verdicts import signatures_in
from netmaintd.errors import UploadRefused
from netmaintd.model.people import Role
from netmaintd.model.signatures import SignatureVerdict, SignedCopy, SigningMethod
from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.number_document import Numbering, number_document
from netmaintd.usecases.sign_document import newest_version

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)
BRINGERS = (Role.KASI, Role.KABID, Role.KADIS, Role.TIM)


@dataclass(frozen=True, slots=True)
class Imported:
    """A copy that was brought back. `same` is False where its content cannot be compared with the document's."""

    copy: SignedCopy
    signatures: tuple[SignatureVerdict, ...]
    same: bool


def import_signed(
    store: Store, office: Office, sha256: str, content: bytes, user: str, at: datetime, *, rendered_anew: bool = False
) -> Imported:
    """Record a signed copy of a document.

    Args:
        rendered_anew: somebody vouches that another system made the PDF anew from the same content.

    Raises:
        UploadRefused: it is no PDF, bears no new signature, one that does not hold, or is another document.
        StaleDecision: the document was replaced, or somebody signed meanwhile.
        NotFound, DecisionNotAllowed: no such document; the person has no post for it.
    """
    actor = find_official(store, office, user, at, BRINGERS)
    newest_version(store, sha256)
    head = store.signed_copies.head(sha256)
    before = store.signed_copies.content(head)
    same = content.startswith(before) and len(content) > len(before)
    signatures = _judged(content, at)
    if not same and not rendered_anew:
        raise UploadRefused(
            "isi PDF ini tidak sama dengan dokumen yang terdaftar; unggah dokumen ini yang sudah ditandatangani, "
            "atau nyatakan bahwa sistem lain membuatnya ulang"
        )
    added = signatures[len(signatures_in(before, (), at)) :] if same else signatures
    if not added:
        raise UploadRefused("PDF ini belum bertambah tanda tangannya; tandatangani dulu, lalu unggah lagi")
    signers, signed_at = ", ".join(one.signer for one in added), added[-1].signed_at or at
    digest = store.signed_copies.put(content)
    copy = SignedCopy(sha256, digest, head, SigningMethod.IMPORT, signers, "", signed_at, at, actor.user)
    store.signed_copies.add(copy, at)
    logger.info("signed copy imported", extra={"sha256": sha256, "same": same, "role": actor.role.value})
    return Imported(copy, signatures, same)


def give_number(
    store: Store, office: Office, sha256: str, number: str, day: date | None, user: str, at: datetime
) -> None:
    """Give a document the number that its copy got elsewhere; nothing to do where it has just that one.

    Raises:
        DecisionNotAllowed, DocumentError, AlreadyRecorded: as `number_document`.
    """
    document = newest_version(store, sha256)
    if document.number != number:
        how = Numbering(by_hand=number, day=day)
        number_document(store, office, document.round_id, document.kind, document.site, user, at, how)


def _judged(content: bytes, at: datetime) -> tuple[SignatureVerdict, ...]:
    if not content.startswith(b"%PDF-"):
        raise UploadRefused("berkas itu bukan PDF; unggah PDF yang sudah ditandatangani secara elektronik")
    signatures = signatures_in(content, (), at)
    if not signatures:
        raise UploadRefused("PDF ini tidak memuat tanda tangan elektronik; yang berpena diunggah sebagai pindaian")
    broken = [one for one in signatures if not one.good]
    if broken:
        raise UploadRefused(f"{broken[0].sentence}; berkas ini tidak dicatat")
    return signatures
