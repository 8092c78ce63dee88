"""Visits: what people wrote down at a location. Each saving is a version of its own; nothing is overwritten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from netmaintd.errors import StaleDecision
from netmaintd.model.dossier import VisitRecord
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import VisitRecordRow


class Visits(Part):
    """All visits of all rounds."""

    def save_visit_record(
        self, round_id: str, record: VisitRecord, seen_version: int, actor: str, at: datetime
    ) -> None:
        """Save what was written down at a location, as the next version.

        Raises:
            StaleDecision: somebody else saved meanwhile.
            NotFound: there is no such round.
        """
        version = seen_version + 1
        with self._database.write() as session:
            if _version(session, round_id, record.site) != seen_version:
                raise StaleDecision(f"{record.site}: somebody else wrote the visit down meanwhile; read it again")
            session.add(
                VisitRecordRow(
                    round_id=round_id, site=record.site, version=version, actor=actor, at=at, body=to_json(record)
                )
            )
            session.flush()
            audit.append(
                session, at, actor, "visit.record", round_id, site=record.site, version=version,
                seals=seals(session, VisitRecordRow, round_id=round_id, site=record.site, version=version),
            )  # fmt: skip

    def visit_version(self, round_id: str, site: str) -> int:
        """Return the newest version of a visit's record, 0 when nothing was written down."""
        with self._database.read() as session:
            return _version(session, round_id, site)

    def add_photo(self, content: bytes) -> str:
        """Store a photo and return its sha256, by which a visit's record names it."""
        return self._blobs.put(content)


def visits_in(session: Session, round_id: str) -> tuple[VisitRecord, ...]:
    """Return the newest record of each location that has one, inside a transaction."""
    wanted = select(VisitRecordRow).where(VisitRecordRow.round_id == round_id).order_by(col(VisitRecordRow.version))
    newest = {row.site: row for row in session.exec(wanted)}
    return tuple(from_json(VisitRecord, row.body) for _, row in sorted(newest.items()))


def _version(session: Session, round_id: str, site: str) -> int:
    newest = select(func.max(VisitRecordRow.version))
    return session.exec(newest.where(VisitRecordRow.round_id == round_id, VisitRecordRow.site == site)).one() or 0
