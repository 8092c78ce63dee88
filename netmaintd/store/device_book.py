"""The card of a device: all its examinations over all rounds, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select, tuple_

from netmaintd.model.device_book import Answered, Availability, BookEntry, Newest, RawOutput
from netmaintd.model.dossier import Tally
from netmaintd.model.results import CheckResult, Outcome, Status
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import EvidenceRow, ExaminationRow, ResultRow

_NEWEST_FIRST = (col(ExaminationRow.ended_at).desc(), col(ExaminationRow.nth).desc())


class DeviceBook(Part):
    """The cards of all devices."""

    def entries(self, device: str, page: int = 1, most: int = 10) -> tuple[BookEntry, ...]:
        """Return one page of the examinations of a device, newest first; empty when it was never examined."""
        wanted = select(ExaminationRow).where(ExaminationRow.device == device).order_by(*_NEWEST_FIRST)
        with self._database.read() as session:
            rows = session.exec(wanted.offset((page - 1) * most).limit(most)).all()
            results, evidence = _results(session, rows), _evidence(session, device, {row.round_id for row in rows})
        return tuple(
            BookEntry(
                row.round_id, row.nth, row.site, row.platform, Outcome(row.outcome), row.ended_at,
                tuple(results.get((row.round_id, row.nth), ())), tuple(evidence.get(row.round_id, ())),
                Status(row.status),
            )
            for row in rows
        )  # fmt: skip

    def measured(self, device: str, most: int = 2000) -> tuple[tuple[datetime, CheckResult], ...]:
        """Return the newest results of a device that came to a judgement, each with its time."""
        wanted = (
            select(ExaminationRow.ended_at, ResultRow.body)
            .join(ResultRow, _of_examination())
            .where(ExaminationRow.device == device, ResultRow.status != Status.UNKNOWN.value)
            .order_by(*_NEWEST_FIRST, col(ResultRow.id))
            .limit(most)
        )
        with self._database.read() as session:
            return tuple((at, from_json(CheckResult, body)) for at, body in session.exec(wanted))

    def availability(self, device: str) -> Availability:
        """Return how often a device answered, and how each check came out."""
        columns = (ExaminationRow.round_id, ExaminationRow.site, ExaminationRow.ended_at, ExaminationRow.outcome)
        examined = select(*columns).where(ExaminationRow.device == device)
        counted = (
            select(ResultRow.check, ResultRow.status, func.count())
            .join(ExaminationRow, _of_examination())
            .where(ExaminationRow.device == device)
            .group_by(ResultRow.check, ResultRow.status)
        )
        with self._database.read() as session:
            rows = session.exec(examined.order_by(col(ExaminationRow.ended_at), col(ExaminationRow.nth)))
            answers = tuple(Answered(round_id, place, at, Outcome(outcome)) for round_id, place, at, outcome in rows)
            counts = Counter({(check, Status(status)): number for check, status, number in session.exec(counted)})
        order = (Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN)
        checks = sorted({check for check, _ in counts})
        return Availability(answers, tuple((one, Tally(*(counts[one, status] for status in order))) for one in checks))

    def examined(self) -> tuple[str, ...]:
        """Return the devices that were ever examined, by name."""
        with self._database.read() as session:
            return tuple(session.exec(select(ExaminationRow.device).distinct().order_by(ExaminationRow.device)))

    def newest(self, devices: Collection[str]) -> dict[str, Newest]:
        """Return what the newest examination of each of some devices came to; a page of them, not all."""
        last = (
            select(ExaminationRow.device, func.max(ExaminationRow.ended_at))
            .where(col(ExaminationRow.device).in_(devices))
            .group_by(ExaminationRow.device)
        )
        found = tuple_(col(ExaminationRow.device), col(ExaminationRow.ended_at)).in_(last)
        wanted = select(ExaminationRow).where(col(ExaminationRow.device).in_(devices), found)
        with self._database.read() as session:
            rows = session.exec(wanted.order_by(col(ExaminationRow.nth), col(ExaminationRow.id))).all()
        return {
            row.device: Newest(row.round_id, Outcome(row.outcome), Status(row.status), row.ended_at) for row in rows
        }

    def result(self, round_id: str, device: str, check: str) -> tuple[CheckResult, tuple[RawOutput, ...]] | None:
        """Return the newest result of a check in a round with the raw output of its device; None without any."""
        wanted = (
            select(ResultRow.body)
            .where(ResultRow.round_id == round_id, ResultRow.device == device, ResultRow.check == check)
            .order_by(col(ResultRow.nth).desc())
        )
        with self._database.read() as session:
            body = session.exec(wanted.limit(1)).first()
            evidence = _evidence(session, device, {round_id})
        return (from_json(CheckResult, body), tuple(evidence.get(round_id, ()))) if body else None

    def raw(self, device: str, sha256: str) -> tuple[str, bytes] | None:
        """Return platform and raw output of a device, None where this device gave none of that hash."""
        wanted = (
            select(ExaminationRow.platform)
            .join(EvidenceRow, col(EvidenceRow.round_id) == col(ExaminationRow.round_id))
            .where(EvidenceRow.device == device, ExaminationRow.device == device, EvidenceRow.sha256 == sha256)
        )
        with self._database.read() as session:
            platform = session.exec(wanted.limit(1)).first()
        return (platform, self._blobs.get(sha256)) if platform is not None else None


def _of_examination() -> ColumnElement[bool]:
    return and_(
        col(ResultRow.round_id) == col(ExaminationRow.round_id),
        col(ResultRow.device) == col(ExaminationRow.device),
        col(ResultRow.nth) == col(ExaminationRow.nth),
    )


def _results(session: Session, rows: Collection[ExaminationRow]) -> dict[tuple[str, int], list[CheckResult]]:
    wanted = (
        select(ResultRow)
        .join(ExaminationRow, _of_examination())
        .where(col(ExaminationRow.id).in_([row.id for row in rows]))
        .order_by(col(ResultRow.id))
    )
    found: dict[tuple[str, int], list[CheckResult]] = {}
    for one in session.exec(wanted):
        found.setdefault((one.round_id, one.nth), []).append(from_json(CheckResult, one.body))
    return found


def _evidence(session: Session, device: str, rounds: Collection[str]) -> dict[str, list[RawOutput]]:
    wanted = select(EvidenceRow).where(EvidenceRow.device == device, col(EvidenceRow.round_id).in_(rounds))
    found: dict[str, list[RawOutput]] = {}
    for one in session.exec(wanted.order_by(col(EvidenceRow.id))):
        found.setdefault(one.round_id, []).append(RawOutput(one.kind, one.name, one.sha256, one.size))
    return found
