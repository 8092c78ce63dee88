"""Verify a document: whether a file is, byte for byte, one that this office issued."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.model.documents import IssuedDocument
    from netmaintd.store.connect import Store


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """Whether a file is a document that this office issued."""

    sha256: str
    document: IssuedDocument | None

    @property
    def sentence(self) -> str:
        """What is said to the one who asks (Indonesian)."""
        if self.document is None:
            return "Berkas ini bukan dokumen yang terdaftar: isinya berubah atau tidak pernah diterbitkan."
        site = f" ({self.document.site})" if self.document.site else ""
        return (
            f"{self.document.kind.heading}{site}, versi {self.document.version}, putaran {self.document.round_id}: "
            "asli dan tidak berubah."
        )


def verify_document(store: Store, content: bytes) -> DocumentVerdict:
    """Compare a file with the register, byte for byte."""
    digest = hashlib.sha256(content).hexdigest()
    return DocumentVerdict(digest, store.documents.find(digest))
