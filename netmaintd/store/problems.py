"""Problems over all rounds: which stand open, how long, where they went, and what officials said of them."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func
from sqlmodel import Session, col, select

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.model.problems import Closing, Problem, ProblemHistory
from netmaintd.model.results import Finding, FindingState, Referral, Status
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import ClosingRow, FindingRow, ReferralRow, RoundRow
from netmaintd.store.words import contains

MOST = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """Which problems are wanted; what is empty does not matter."""

    open: bool | None = None
    status: Status | None = None
    device: str = ""
    site: str = ""
    sop: str = ""
    words: str = ""


class Problems(Part):
    """Problems of all devices and locations."""

    def find(self, sought: Sought, page: int = 1, most: int = MOST) -> tuple[builtins.list[Problem], int]:
        """Return one page of problems, the worst and oldest at the front, and how many there are."""
        conditions = _conditions(sought)
        worst = case({Status.CRITICAL.value: 0, Status.WARNING.value: 1}, value=FindingRow.status, else_=2)
        wanted: Any = (
            select(FindingRow.body, ClosingRow.body, _sop())
            .outerjoin(ClosingRow, _closes())
            .where(*conditions)
            .order_by(worst, col(FindingRow.since), col(FindingRow.id))
        )
        count = select(func.count()).select_from(FindingRow).outerjoin(ClosingRow, _closes()).where(*conditions)
        with self._database.read() as session:
            rows = session.exec(wanted.offset((page - 1) * most).limit(most)).all()
            return [_problem(*row) for row in rows], session.exec(count).one()

    def history(self, device: str, check: str) -> ProblemHistory:
        """Return one problem over all rounds; NotFound for one that was never raised."""
        with self._database.read() as session:
            return _history(session, device, check)

    def close(self, closing: Closing) -> None:
        """Record that somebody says that a problem is over, with its audit row.

        Raises:
            NotFound: that problem does not stand.
            AlreadyRecorded: somebody was faster.
        """
        with self._database.write() as session:
            newest = _history(session, closing.device, closing.check).newest
            if newest.finding.since != closing.since:
                raise NotFound(f"{closing.device}/{closing.check} is another problem by now")
            if not newest.open:
                raise AlreadyRecorded(f"{closing.device}/{closing.check} is closed already")
            session.add(
                ClosingRow(
                    device=closing.device, check=closing.check, since=closing.since, actor=closing.by.user,
                    at=closing.at, body=to_json(closing),
                )
            )  # fmt: skip
            session.flush()
            audit.append(
                session, closing.at, closing.by.user, "finding.closed", closing.device, check=closing.check,
                since=closing.since.isoformat(), reason=closing.reason, role=closing.by.role.value,
                seals=seals(session, ClosingRow, device=closing.device, check=closing.check, since=closing.since),
            )  # fmt: skip

    def closed(self) -> frozenset[tuple[str, str, datetime]]:
        """Return device, check and beginning of everything that was closed."""
        wanted = select(ClosingRow.device, ClosingRow.check, ClosingRow.since)
        with self._database.read() as session:
            return frozenset((device, check, since) for device, check, since in session.exec(wanted))


def _history(session: Session, device: str, check: str) -> ProblemHistory:
    newest = col(RoundRow.nominal_at).desc()
    found = (
        select(FindingRow.body)
        .join(RoundRow, col(RoundRow.id) == col(FindingRow.round_id))
        .where(FindingRow.device == device, FindingRow.check == check)
        .order_by(newest, col(RoundRow.id).desc())
    )
    closed = select(ClosingRow.body).where(ClosingRow.device == device, ClosingRow.check == check)
    referred = select(ReferralRow.body).where(ReferralRow.device == device, ReferralRow.check == check)
    findings = tuple(from_json(Finding, body) for body in session.exec(found))
    if not findings:
        raise NotFound(f"no finding {device!r}/{check!r}")
    return ProblemHistory(
        findings,
        tuple(from_json(Closing, body) for body in session.exec(closed.order_by(col(ClosingRow.at).desc()))),
        tuple(from_json(Referral, body) for body in session.exec(referred.order_by(col(ReferralRow.opened_at).desc()))),
    )


def _conditions(sought: Sought) -> Sequence[ColumnElement[bool]]:
    over = col(FindingRow.state) == FindingState.RESOLVED.value
    unsaid = col(ClosingRow.id).is_(None)
    exact = {FindingRow.device: sought.device, FindingRow.site: sought.site, FindingRow.status: sought.status}
    found: builtins.list[ColumnElement[bool]] = [col(FindingRow.newest).is_(True)]
    found += (col(column) == value for column, value in exact.items() if value)
    if sought.open is not None:
        found.append(and_(~over, unsaid) if sought.open else over | ~unsaid)
    if sought.sop:
        found.append(exists().where(_refers(), col(ReferralRow.sop) == sought.sop))
    if sought.words:
        found.append(contains(sought.words, FindingRow.device, FindingRow.check, FindingRow.summary))
    return found


def _closes() -> ColumnElement[bool]:
    return and_(
        col(ClosingRow.device) == col(FindingRow.device),
        col(ClosingRow.check) == col(FindingRow.check),
        col(ClosingRow.since) == col(FindingRow.since),
    )


def _refers() -> ColumnElement[bool]:
    return and_(
        col(ReferralRow.device) == col(FindingRow.device),
        col(ReferralRow.check) == col(FindingRow.check),
        col(ReferralRow.round_id) == col(FindingRow.round_id),
    )


def _sop() -> Any:
    return select(ReferralRow.sop).where(_refers()).limit(1).scalar_subquery()


def _problem(finding: str, closing: str | None, sop: str | None) -> Problem:
    return Problem(from_json(Finding, finding), from_json(Closing, closing) if closing else None, sop or "")
