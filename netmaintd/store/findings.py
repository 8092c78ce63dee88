"""Findings and referrals of a round. Findings are derived and made anew; a referral keeps its own state."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, update
from sqlmodel import Session, col, delete, select

from netmaintd.model.results import Finding, Referral
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import FindingRow, ReferralRow, RoundRow

_AT_ONCE = 500
"""Devices in one statement: databases cap its parameters."""


class Findings(Part):
    """Findings and referrals of all rounds."""

    def save_findings(self, round_id: str, raised: tuple[Finding, ...], referred: tuple[Referral, ...]) -> None:
        """Record findings and referrals of a round; a referral that is there keeps its own state."""
        of_round = col(FindingRow.round_id) == round_id
        with self._database.write() as session:
            touched = {*session.exec(select(FindingRow.device).where(of_round)), *(one.device for one in raised)}
            session.exec(delete(FindingRow).where(of_round))
            session.add_all(_finding_row(round_id, finding) for finding in raised)
            session.add_all(
                _referral_row(round_id, referral)
                for referral in referred
                if session.get(ReferralRow, referral.id) is None
            )
            session.flush()
            _mark_newest(session, sorted(touched))

    def findings(self, round_id: str) -> tuple[Finding, ...]:
        """Return the findings of a round, by device and check."""
        with self._database.read() as session:
            return findings_in(session, round_id)


def findings_in(session: Session, round_id: str) -> tuple[Finding, ...]:
    """Return the findings of a round inside a transaction, by device and check."""
    wanted = select(FindingRow).where(FindingRow.round_id == round_id).order_by(FindingRow.device, FindingRow.check)
    return tuple(from_json(Finding, row.body) for row in session.exec(wanted))


def referrals_in(session: Session, round_id: str) -> tuple[Referral, ...]:
    """Return the referrals of a round inside a transaction, by id."""
    wanted = select(ReferralRow).where(ReferralRow.round_id == round_id).order_by(ReferralRow.id)
    return tuple(from_json(Referral, row.body) for row in session.exec(wanted))


def _mark_newest(session: Session, devices: list[str]) -> None:
    """Mark of each device and check the finding of the latest round, and no other."""
    for some in _portions(devices):
        among = col(FindingRow.device).in_(some)
        latest = (RoundRow.nominal_at, RoundRow.id)
        place = func.row_number().over(
            partition_by=(FindingRow.device, FindingRow.check), order_by=[col(one).desc() for one in latest]
        )
        placed = (
            select(FindingRow.id, place.label("place"))
            .join(RoundRow, col(RoundRow.id) == col(FindingRow.round_id))
            .where(among)
            .subquery()
        )
        first = select(placed.c.id).where(placed.c.place == 1)
        connection = session.connection()
        connection.execute(update(FindingRow).where(among, col(FindingRow.newest)).values(newest=False))
        connection.execute(update(FindingRow).where(col(FindingRow.id).in_(first)).values(newest=True))


def _portions(devices: list[str]) -> Iterator[list[str]]:
    yield from (devices[at : at + _AT_ONCE] for at in range(0, len(devices), _AT_ONCE))


def _finding_row(round_id: str, finding: Finding) -> FindingRow:
    return FindingRow(
        round_id=round_id, device=finding.device, check=finding.check, site=finding.site, status=finding.status.value,
        state=finding.state.value, since=finding.since, summary=finding.summary, body=to_json(finding),
    )  # fmt: skip


def _referral_row(round_id: str, referral: Referral) -> ReferralRow:
    return ReferralRow(
        id=referral.id, round_id=round_id, sop=referral.sop, device=referral.device, check=referral.check,
        status=referral.status.value, opened_at=referral.opened_at, body=to_json(referral),
    )  # fmt: skip
