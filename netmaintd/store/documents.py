"""Documents: versions by hash, by code, and with the number that they bear."""

from __future__ import annotations

import builtins
from datetime import datetime

from sqlmodel import Session, col, select

from netmaintd.model.document_numbers import NumberState
from netmaintd.model.documents import DocumentKind, IssuedDocument
from netmaintd.model.signatures import SignatureBox
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.serialise import to_json
from netmaintd.store.tables import DocumentCodeRow, DocumentRow, NumberRow, SignatureRoomsRow


class Documents(Part):
    """All documents that were issued."""

    def store(
        self, kind: DocumentKind, round_id: str, site: str | None, content: bytes, actor: str, at: datetime,
        rooms: tuple[SignatureBox, ...] = (), code: str | None = None,
    ) -> IssuedDocument:  # fmt: skip
        """Store the next version of a document, where on it signatures go, and its code; the version before stays."""
        digest = self._blobs.put(content)
        with self._database.write() as session:
            before = _newest(session, kind, round_id, site)
            row = DocumentRow(
                round_id=round_id,
                kind=kind.value,
                site=site or "",
                version=before.version + 1 if before else 1,
                sha256=digest,
                issued_at=at,
                supersedes=before.sha256 if before else None,
            )
            session.add(row)
            session.merge(SignatureRoomsRow(document_sha256=digest, body=to_json(rooms, tuple[SignatureBox, ...])))
            if code:
                session.add(DocumentCodeRow(code=code, document_sha256=digest))
            session.flush()
            sealed = seals(session, DocumentRow, id=row.id) | seals(session, DocumentCodeRow, document_sha256=digest)
            audit.append(
                session, at, actor, "document.issued", round_id, kind=kind.value, site=site, version=row.version,
                sha256=digest, seals=sealed,
            )  # fmt: skip
            return issued_in(session, row)

    def list(self, round_id: str) -> builtins.list[IssuedDocument]:
        """Return all versions of all documents of a round, in the order they were issued."""
        wanted = select(DocumentRow).where(DocumentRow.round_id == round_id).order_by(col(DocumentRow.id))
        numbered = select(NumberRow.kind, NumberRow.site, NumberRow.number).where(
            NumberRow.round_id == round_id, NumberRow.state == NumberState.GIVEN.value
        )
        coded = (
            select(DocumentCodeRow.document_sha256, DocumentCodeRow.code)
            .join(DocumentRow, col(DocumentRow.sha256) == col(DocumentCodeRow.document_sha256))
            .where(DocumentRow.round_id == round_id)
        )
        with self._database.read() as session:
            numbers = {(kind, site): number for kind, site, number in session.exec(numbered)}
            codes = dict(session.exec(coded).all())
            rows = session.exec(wanted).all()
            return [_issued(row, numbers.get((row.kind, row.site)), codes.get(row.sha256)) for row in rows]

    def latest(self, round_id: str, kind: DocumentKind, site: str | None) -> IssuedDocument | None:
        """Return the newest version of a document, None when it was never issued."""
        with self._database.read() as session:
            row = _newest(session, kind, round_id, site)
            return issued_in(session, row) if row else None

    def find(self, sha256: str) -> IssuedDocument | None:
        """Return the document with exactly these bytes, None when there is none."""
        with self._database.read() as session:
            row = session.exec(select(DocumentRow).where(DocumentRow.sha256 == sha256)).first()
            return issued_in(session, row) if row else None

    def with_code(self, code: str) -> IssuedDocument | None:
        """Return the version that bears a code, None when there is none."""
        wanted = (
            select(DocumentRow)
            .join(DocumentCodeRow, col(DocumentCodeRow.document_sha256) == col(DocumentRow.sha256))
            .where(DocumentCodeRow.code == code)
        )
        with self._database.read() as session:
            row = session.exec(wanted).first()
            return issued_in(session, row) if row else None

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a document; IntegrityBroken when they are no longer those that were issued."""
        return self._blobs.get(sha256)

    def number(self, kind: DocumentKind, round_id: str, site: str | None) -> str | None:
        """Return the number that a document bears, None while it has none or only a reserved one."""
        with self._database.read() as session:
            return _number(session, kind.value, round_id, site or "")


def _newest(session: Session, kind: DocumentKind, round_id: str, site: str | None) -> DocumentRow | None:
    wanted = (
        select(DocumentRow)
        .where(DocumentRow.round_id == round_id, DocumentRow.kind == kind.value, DocumentRow.site == (site or ""))
        .order_by(col(DocumentRow.version).desc())
        .limit(1)
    )
    return session.exec(wanted).first()


def _number(session: Session, kind: str, round_id: str, site: str) -> str | None:
    wanted = select(NumberRow.number).where(
        NumberRow.kind == kind, NumberRow.round_id == round_id, NumberRow.site == site,
        NumberRow.state == NumberState.GIVEN.value,
    )  # fmt: skip
    return session.exec(wanted).first()


def issued_in(session: Session, row: DocumentRow) -> IssuedDocument:
    """Return what a row says of a document, with its number and its code."""
    code = session.exec(select(DocumentCodeRow.code).where(DocumentCodeRow.document_sha256 == row.sha256)).first()
    return _issued(row, _number(session, row.kind, row.round_id, row.site), code)


def _issued(row: DocumentRow, number: str | None, code: str | None) -> IssuedDocument:
    return IssuedDocument(
        round_id=row.round_id,
        kind=DocumentKind(row.kind),
        version=row.version,
        sha256=row.sha256,
        issued_at=row.issued_at,
        site=row.site or None,
        number=number,
        supersedes=row.supersedes,
        code=code,
    )
