"""The register of documents: every version of every round, found by year, kind, place and words."""

from __future__ import annotations

import builtins
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal_column, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from netmaintd.model.document_numbers import NumberState
from netmaintd.model.documents import DocumentKind, IssuedDocument
from netmaintd.model.register import RegisterEntry
from netmaintd.store.part import Part
from netmaintd.store.signers import signers_of
from netmaintd.store.tables import DocumentRow, NumberRow
from netmaintd.store.words import contains

MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are wanted; what is empty does not matter.

    Attributes:
        since, until: when they were issued, the second moment not included.
        words: in number, round or location.
        places: locations whose titles contain the words.
    """

    since: datetime | None = None
    until: datetime | None = None
    kind: DocumentKind | None = None
    round_id: str = ""
    site: str = ""
    words: str = ""
    places: Collection[str] = ()


class Register(Part):
    """All documents of all rounds."""

    def find(self, wanted: Wanted, page: int = 1, most: int = MOST) -> tuple[builtins.list[RegisterEntry], int]:
        """Return one page of documents, newest first, and how many there are."""
        later = aliased(DocumentRow)
        conditions = _conditions(wanted)
        rows = (
            select(DocumentRow, NumberRow.number, later.sha256)
            .select_from(DocumentRow)
            .outerjoin(NumberRow, _numbered())
            .outerjoin(later, _follows(later))
            .where(*conditions)
            .order_by(col(DocumentRow.issued_at).desc(), col(DocumentRow.id).desc())
        )
        count = select(func.count()).select_from(DocumentRow)
        if wanted.words:
            count = count.outerjoin(NumberRow, _numbered())
        count = count.where(*conditions)
        with self._database.read() as session:
            found = session.exec(rows.offset((page - 1) * most).limit(most)).all()
            return _entries(session, found), session.exec(count).one()

    def first_issued(self) -> datetime | None:
        """Return when the first document was issued, None when there is none."""
        with self._database.read() as session:
            return session.exec(select(func.min(DocumentRow.issued_at))).one()


def _entries(session: Session, rows: Collection[tuple[DocumentRow, str | None, str | None]]) -> list[RegisterEntry]:
    signers = signers_of(session, [row for row, _, _ in rows])
    return [
        RegisterEntry(
            IssuedDocument(
                row.round_id, DocumentKind(row.kind), row.version, row.sha256, row.issued_at, row.site or None, number,
                row.supersedes,
            ),
            later,
            tuple(signers.get(row.sha256, ())),
        )
        for row, number, later in rows
    ]  # fmt: skip


def _conditions(wanted: Wanted) -> builtins.list[ColumnElement[bool]]:
    found: builtins.list[ColumnElement[bool]] = []
    if wanted.since is not None:
        found.append(col(DocumentRow.issued_at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(DocumentRow.issued_at) < wanted.until)
    exact = {DocumentRow.kind: wanted.kind, DocumentRow.round_id: wanted.round_id, DocumentRow.site: wanted.site}
    found += (col(column) == value for column, value in exact.items() if value)
    if wanted.words:
        words = contains(wanted.words, NumberRow.number, DocumentRow.round_id, DocumentRow.site)
        found.append(or_(words, col(DocumentRow.site).in_(wanted.places)) if wanted.places else words)
    return found


def _numbered() -> ColumnElement[bool]:
    """Return what joins a document with the number that it bears; the literal word lets the index be used."""
    return and_(
        col(NumberRow.state) == NumberState.GIVEN.value,
        col(NumberRow.state) != literal_column("'dibatalkan'"),
        col(NumberRow.round_id) == col(DocumentRow.round_id),
        col(NumberRow.kind) == col(DocumentRow.kind),
        col(NumberRow.site) == col(DocumentRow.site),
    )


def _follows(later: type[DocumentRow]) -> ColumnElement[bool]:
    return and_(
        col(later.round_id) == col(DocumentRow.round_id),
        col(later.kind) == col(DocumentRow.kind),
        col(later.site) == col(DocumentRow.site),
        col(later.version) == col(DocumentRow.version) + 1,
    )
