"""What is known of locations over all rounds: who was there when, what was written down, which devices were seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from netmaintd.model.device_book import SiteNote
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.rounds import Visit
from netmaintd.model.site_book import SiteVisit
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import ExaminationRow, RoundRow, VisitRecordRow


@dataclass(frozen=True, slots=True)
class _Plan:
    period: str


@dataclass(frozen=True, slots=True)
class _Round:
    """As much of a stored round as a location's page shows: the whole is half a megabyte in a large office."""

    id: str
    title: str
    nominal_at: datetime
    work_plan: _Plan
    visits: tuple[Visit, ...]


class SiteBook(Part):
    """The pages of all locations."""

    def seen(self) -> tuple[str, ...]:
        """Return the locations at which a device was ever examined, by name."""
        with self._database.read() as session:
            return tuple(session.exec(select(ExaminationRow.site).distinct().order_by(ExaminationRow.site)))

    def devices(self, site: str) -> tuple[str, ...]:
        """Return the devices that were ever examined at a location, by name."""
        wanted = select(ExaminationRow.device).where(ExaminationRow.site == site).distinct()
        with self._database.read() as session:
            return tuple(session.exec(wanted.order_by(ExaminationRow.device)))

    def visits(self, site: str, page: int = 1, most: int = 5) -> tuple[tuple[SiteVisit, ...], int]:
        """Return one page of the visits of a location, newest first, and how many there are."""
        with self._database.read() as session:
            rounds = _rounds_of(session, site)
            some = rounds[(page - 1) * most : page * most]
            bodies = session.exec(select(RoundRow.body).where(col(RoundRow.id).in_(some)))
            told = {one.id: one for one in (from_json(_Round, body) for body in bodies)}
            records = _records(session, [site], some)
        found = [_visit(told[name], site, records.get((name, site))) for name in some]
        return tuple(one for one in found if one), len(rounds)

    def notes(self, device: str, sites: Collection[str], most: int) -> tuple[SiteNote, ...]:
        """Return what was written down of a device at some locations in the newest rounds, newest first."""
        with self._database.read() as session:
            records = _records(session, sites)
        notes = [_note(round_id, device, record, at) for (round_id, _), (record, at) in records.items()]
        return tuple(sorted((one for one in notes if not one.empty), key=lambda one: one.at, reverse=True)[:most])


def _rounds_of(session: Session, site: str) -> list[str]:
    """Return the rounds in which something of a location is recorded, and those under way that plan it."""
    examined = select(ExaminationRow.round_id).where(ExaminationRow.site == site)
    written = select(VisitRecordRow.round_id).where(VisitRecordRow.site == site)
    recorded = {*session.exec(examined.distinct()), *session.exec(written.distinct())}
    order = select(RoundRow.id, RoundRow.status, RoundRow.nominal_at).order_by(col(RoundRow.nominal_at).desc())
    rows = session.exec(order).all()
    under_way = [name for name, status, _ in rows if status in ("active", "paused") and name not in recorded]
    bodies = session.exec(select(RoundRow.body).where(col(RoundRow.id).in_(under_way)))
    planned = {one.id for one in (from_json(_Round, body) for body in bodies) if _of(one, site)}
    return [name for name, _, _ in rows if name in recorded | planned]


def _records(
    session: Session, sites: Collection[str], rounds: Collection[str] | None = None
) -> dict[tuple[str, str], tuple[VisitRecord, datetime]]:
    """Return the newest record of each round and location, with the time of its saving."""
    wanted = select(VisitRecordRow).where(col(VisitRecordRow.site).in_(sites))
    if rounds is not None:
        wanted = wanted.where(col(VisitRecordRow.round_id).in_(rounds))
    newest = {(row.round_id, row.site): row for row in session.exec(wanted.order_by(col(VisitRecordRow.version)))}
    return {key: (from_json(VisitRecord, row.body), row.at) for key, row in newest.items()}


def _of(round_: _Round, site: str) -> Visit | None:
    return next((visit for visit in round_.visits if visit.site == site), None)


def _visit(round_: _Round, site: str, recorded: tuple[VisitRecord, datetime] | None) -> SiteVisit | None:
    visit = _of(round_, site)
    record = recorded[0] if recorded else VisitRecord(site)
    if visit is None:
        return None
    return SiteVisit(round_.id, round_.title, round_.work_plan.period, round_.nominal_at, visit, record)


def _note(round_id: str, device: str, record: VisitRecord, saved_at: datetime) -> SiteNote:
    return SiteNote(
        round_id, record.site, record.arrived_at or saved_at,
        tuple(photo for photo in record.photos if photo.device == device),
        tuple(part for part in record.parts if part.device == device),
        tuple(entry for entry in record.manual if entry.device == device),
    )  # fmt: skip
