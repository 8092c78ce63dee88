"""Visits: what people wrote down at a location. Each saving is a version of its own; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, col, select

from netmaintd.errors import NotFound, StaleDecision
from netmaintd.model.dossier import VisitRecord, VisitVersion
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import VisitRecordRow

Change = Callable[[VisitVersion], VisitRecord | None]
"""The newest version to what is to be the next one, None to leave everything as it is. Must be quick and pure."""


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

        def unless_stale(newest: VisitVersion) -> VisitRecord:
            if newest.version != seen_version:
                raise StaleDecision(f"{record.site}: somebody else wrote the visit down meanwhile; read it again")
            return record

        self.amend_visit(round_id, record.site, unless_stale, actor, at)

    def amend_visit(self, round_id: str, site: str, change: Change, actor: str, at: datetime) -> VisitVersion:
        """Return the newest version after a change, made of the newest one while nobody else can save.

        Raises:
            NotFound: there is no such round.
        """
        with self._database.write() as session:
            newest = _newest(session, round_id, site)
            record = change(newest)
            if record is None:
                return newest
            version = newest.version + 1
            session.add(
                VisitRecordRow(round_id=round_id, site=site, version=version, actor=actor, at=at, body=to_json(record))
            )
            session.flush()
            audit.append(
                session, at, actor, "visit.record", round_id, site=site, version=version,
                seals=seals(session, VisitRecordRow, round_id=round_id, site=site, version=version),
            )  # fmt: skip
            return VisitVersion(version, record, actor, at)

    def visit_version(self, round_id: str, site: str) -> int:
        """Return the newest version of a visit's record, 0 when nothing was written down."""
        return self.visit(round_id, site).version

    def visit(self, round_id: str, site: str, version: int | None = None) -> VisitVersion:
        """Return the newest or one earlier version of a visit's record; an empty one where nothing was written.

        Raises:
            NotFound: there is no such version.
        """
        with self._database.read() as session:
            found = _newest(session, round_id, site, version)
        if version is not None and found.version != version:
            raise NotFound(f"{round_id}/{site} has no version {version}")
        return found

    def add_photo(self, content: bytes) -> str:
        """Store a photo or a scan and return its sha256, by which a visit's record names it."""
        return self._blobs.put(content)

    def photo(self, round_id: str, site: str, sha256: str) -> bytes:
        """Return the bytes of a photo or scan of a visit; NotFound for bytes that the visit does not name."""
        if sha256 not in self.visit(round_id, site).record.blobs:
            raise NotFound(f"{round_id}/{site} names no photo or scan {sha256[:12]}")
        return self._blobs.get(sha256)


def visits_in(session: Session, round_id: str) -> tuple[VisitRecord, ...]:
    """Return the newest record of each location that has one, inside a transaction."""
    wanted = select(VisitRecordRow).where(VisitRecordRow.round_id == round_id).order_by(col(VisitRecordRow.version))
    newest = {row.site: row for row in session.exec(wanted)}
    return tuple(from_json(VisitRecord, row.body) for _, row in sorted(newest.items()))


def _newest(session: Session, round_id: str, site: str, up_to: int | None = None) -> VisitVersion:
    wanted = select(VisitRecordRow).where(VisitRecordRow.round_id == round_id, VisitRecordRow.site == site)
    if up_to is not None:
        wanted = wanted.where(VisitRecordRow.version <= up_to)
    row = session.exec(wanted.order_by(col(VisitRecordRow.version).desc()).limit(1)).first()
    if row is None:
        return VisitVersion(0, VisitRecord(site))
    return VisitVersion(row.version, from_json(VisitRecord, row.body), row.actor, row.at)
