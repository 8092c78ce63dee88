"""Copies of documents with signatures: each one more than the copy before, none of them changed."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from netmaintd.errors import StaleDecision
from netmaintd.model.signatures import SignatureBox, SignedCopy, SigningMethod
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import DocumentRow, SignatureRoomsRow, SignedCopyRow

_FIELDS = ("document_sha256", "sha256", "previous_sha256", "signer", "post", "signed_at", "recorded_at", "recorded_by")


class SignedCopies(Part):
    """All signed copies."""

    def put(self, content: bytes) -> str:
        """Store the bytes of a copy and return their hash; it is no record before `add`."""
        return self._blobs.put(content)

    def add(self, copy: SignedCopy, at: datetime) -> None:
        """Record a copy whose bytes are stored.

        Raises:
            StaleDecision: somebody else signed meanwhile, so that this copy lacks a signature.
            AlreadyRecorded: the same copy is there.
        """
        with self._database.write() as session:
            if copy.method is not SigningMethod.SCAN and _head(session, copy.document_sha256) != copy.previous_sha256:
                raise StaleDecision("orang lain menandatangani dokumen ini lebih dulu; buka lagi, lalu tandatangani")
            row = SignedCopyRow(method=copy.method.value, **{name: getattr(copy, name) for name in _FIELDS})
            session.add(row)
            session.flush()
            audit.append(
                session, at, copy.recorded_by, "document.signed", _round_of(session, copy.document_sha256),
                document_sha256=copy.document_sha256, sha256=copy.sha256, method=copy.method.value,
                signer=copy.signer, post=copy.post, seals=seals(session, SignedCopyRow, sha256=copy.sha256),
            )  # fmt: skip

    def of(self, document_sha256: str) -> tuple[SignedCopy, ...]:
        """Return the copies of a document, oldest first."""
        wanted = select(SignedCopyRow).where(SignedCopyRow.document_sha256 == document_sha256)
        with self._database.read() as session:
            return tuple(_copy(row) for row in session.exec(wanted.order_by(col(SignedCopyRow.id))))

    def find(self, sha256: str) -> SignedCopy | None:
        """Return the copy with exactly these bytes, None when there is none."""
        with self._database.read() as session:
            row = session.exec(select(SignedCopyRow).where(SignedCopyRow.sha256 == sha256)).first()
            return _copy(row) if row else None

    def head(self, document_sha256: str) -> str:
        """Return the hash of what is to be signed next: the newest copy, or the document itself."""
        with self._database.read() as session:
            return _head(session, document_sha256)

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a document or of a copy."""
        return self._blobs.get(sha256)

    def rooms(self, document_sha256: str) -> tuple[SignatureBox, ...]:
        """Return where on a document signatures go; none for one that was issued before this was kept."""
        with self._database.read() as session:
            row = session.get(SignatureRoomsRow, document_sha256)
            return from_json(tuple[SignatureBox, ...], row.body) if row else ()


def _head(session: Session, document_sha256: str) -> str:
    wanted = (
        select(SignedCopyRow.sha256)
        .where(SignedCopyRow.document_sha256 == document_sha256, SignedCopyRow.method != SigningMethod.SCAN.value)
        .order_by(col(SignedCopyRow.id).desc())
        .limit(1)
    )
    return session.exec(wanted).first() or document_sha256


def _round_of(session: Session, document_sha256: str) -> str:
    wanted = select(DocumentRow.round_id).where(DocumentRow.sha256 == document_sha256)
    return session.exec(wanted.limit(1)).one()


def _copy(row: SignedCopyRow) -> SignedCopy:
    return SignedCopy(method=SigningMethod(row.method), **{name: getattr(row, name) for name in _FIELDS})
