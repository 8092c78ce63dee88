"""Verification of everything: the chain, every record against its seal in the chain, every stored byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from netmaintd.errors import IntegrityBroken, StoreError
from netmaintd.model.dossier import VisitRecord
from netmaintd.store import audit, seals
from netmaintd.store.blobs import Blobs
from netmaintd.store.facts_text import blobs_of
from netmaintd.store.repeated import wrong_numbers, wrong_statuses
from netmaintd.store.serialise import from_json
from netmaintd.store.session import Database
from netmaintd.store.tables import (
    BackupRow,
    DocumentRow,
    EvidenceRow,
    ExaminationRow,
    SignedCopyRow,
    VisitRecordRow,
)


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a whole verification found; `troubles` is empty when everything is as it was stored."""

    rows: int
    head: str
    blobs: int
    troubles: tuple[str, ...]


def verify_all(database: Database, blobs: Blobs) -> StoreReport:
    """Verify the chain, then the records by their seals, then every stored byte.

    Records are compared only where the chain itself holds: a broken chain vouches for nothing.
    """
    with database.read() as session:
        chain = audit.verify(session)
        records = [] if chain.troubles else seals.troubles(session, audit.told_seals(session))
        records = records or ([] if chain.troubles else [*wrong_statuses(session), *wrong_numbers(session)])
        digests = _digests(session)
        facts = set(session.exec(select(ExaminationRow.facts_sha256)))
        photos, unread = _photos(session)
    found = {digest: _trouble(blobs, digest) for digest in digests | photos}
    found |= {digest: _trouble(blobs, digest) for digest in _named_in(blobs, facts) - found.keys()}
    damaged = (found[digest] for digest in sorted(found) if found[digest])
    return StoreReport(chain.rows, chain.head, len(found), (*chain.troubles, *records, *unread, *damaged))


def _digests(session: Session) -> set[str]:
    columns = (
        EvidenceRow.sha256, BackupRow.sha256, DocumentRow.sha256, SignedCopyRow.sha256, ExaminationRow.facts_sha256,
    )  # fmt: skip
    return {digest for column in columns for digest in session.exec(select(col(column)).distinct())}


def _photos(session: Session) -> tuple[set[str], list[str]]:
    """Return the photos and scans that visits name, and a sentence for each visit that cannot be read."""
    photos: set[str] = set()
    unread = []
    for row in session.exec(select(VisitRecordRow)):
        try:
            photos |= from_json(VisitRecord, row.body).blobs
        except IntegrityBroken as error:
            unread.append(f"visit {row.round_id}/{row.site}, version {row.version}: {error}")
    return photos, unread


def _named_in(blobs: Blobs, facts: set[str]) -> set[str]:
    return {named for digest in facts for named in _names(blobs, digest)}


def _names(blobs: Blobs, digest: str) -> Iterator[str]:
    if not _trouble(blobs, digest):
        yield from blobs_of(blobs.get(digest))


def _trouble(blobs: Blobs, digest: str) -> str:
    try:
        blobs.get(digest)
    except StoreError as error:
        return str(error)
    return ""
