"""The yearly summary of step 11: every visit of the rounds of a time, with what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from netmaintd.model.dossier import Tally
from netmaintd.model.people import Official
from netmaintd.model.register import SummaryRow
from netmaintd.model.results import FindingState, Status
from netmaintd.model.rounds import Visit
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import ExaminationRow, FindingRow, RoundRow, VisitRecordRow

_ORDER = (Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Site:
    site: str
    title: str
    opd: str


@dataclass(frozen=True, slots=True)
class _Plan:
    sites: tuple[_Site, ...]


@dataclass(frozen=True, slots=True)
class _Round:
    """As much of a stored round as the summary says."""

    id: str
    work_plan: _Plan
    visits: tuple[Visit, ...]
    officers: tuple[Official, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """As much of a visit's record as the summary says."""

    arrived_at: datetime | None = None
    officers: tuple[str, ...] = ()


class Summaries(Part):
    """Visits of all rounds, for the register."""

    def rows(self, since: datetime, until: datetime, zone: tzinfo) -> tuple[SummaryRow, ...]:
        """Return the visits of the rounds whose time lies between two moments, by day and location.

        Args:
            zone: of the days.
        """
        among = (RoundRow.nominal_at >= since, RoundRow.nominal_at < until)
        with self._database.read() as session:
            bodies = session.exec(select(RoundRow.body).where(*among)).all()
            found = [row for body in bodies for row in _rows(session, from_json(_Round, body), zone)]
        return tuple(sorted(found, key=lambda row: (row.on, row.title)))


def _rows(session: Session, round_: _Round, zone: tzinfo) -> Iterator[SummaryRow]:
    tallies, raised, records = _tallies(session, round_.id), _raised(session, round_.id), _records(session, round_.id)
    sites = {site.site: site for site in round_.work_plan.sites}
    appointed = tuple(officer.name for officer in round_.officers)
    for visit in round_.visits:
        site = sites.get(visit.site, _Site(visit.site, visit.site, visit.opd))
        record = records.get(visit.site, _Record())
        yield SummaryRow(
            round_.id, visit.site, site.title, site.opd,
            record.arrived_at.astimezone(zone).date() if record.arrived_at else visit.planned_on,
            record.officers or appointed, tallies.get(visit.site, Tally()), raised.get(visit.site, 0), visit.signature,
            visit.excused, visit.closed,
        )  # fmt: skip


def _tallies(session: Session, round_id: str) -> dict[str, Tally]:
    """Return how many devices of each location came out how, by their newest examination."""
    again = aliased(ExaminationRow)
    newest = select(func.max(again.nth)).where(
        again.round_id == ExaminationRow.round_id, again.device == ExaminationRow.device
    )
    wanted = (
        select(ExaminationRow.site, ExaminationRow.status, func.count())
        .where(
            ExaminationRow.round_id == round_id,
            ExaminationRow.nth == newest.correlate(ExaminationRow).scalar_subquery(),
        )
        .group_by(ExaminationRow.site, ExaminationRow.status)
    )
    counts: dict[str, Counter[Status]] = {}
    for site, status, number in session.exec(wanted):
        counts.setdefault(site, Counter())[Status(status)] = number
    return {site: Tally(*(found[status] for status in _ORDER)) for site, found in counts.items()}


def _raised(session: Session, round_id: str) -> dict[str, int]:
    wanted = select(FindingRow.site, func.count()).where(
        FindingRow.round_id == round_id, FindingRow.state != FindingState.RESOLVED.value
    )
    return dict(session.exec(wanted.group_by(FindingRow.site)).all())


def _records(session: Session, round_id: str) -> dict[str, _Record]:
    wanted = select(VisitRecordRow.site, VisitRecordRow.body).where(VisitRecordRow.round_id == round_id)
    newest = dict(session.exec(wanted.order_by(col(VisitRecordRow.version))).all())
    return {site: from_json(_Record, body) for site, body in newest.items()}
