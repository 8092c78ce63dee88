"""Findings and referrals of a round. Findings are derived and made anew; a referral keeps its own state."""

from __future__ import annotations

from sqlmodel import Session, select

from netmaintd.model.results import Finding, Referral
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import FindingRow, ReferralRow


class Findings(Part):
    """Findings and referrals of all rounds."""

    def save_findings(self, round_id: str, raised: tuple[Finding, ...], referred: tuple[Referral, ...]) -> None:
        """Record findings and referrals of a round; a referral that is there keeps its own state."""
        with self._database.write() as session:
            for old in session.exec(select(FindingRow).where(FindingRow.round_id == round_id)).all():
                session.delete(old)
            session.flush()
            session.add_all(
                FindingRow(round_id=round_id, device=finding.device, check=finding.check, body=to_json(finding))
                for finding in raised
            )
            session.add_all(
                ReferralRow(id=referral.id, round_id=round_id, body=to_json(referral))
                for referral in referred
                if session.get(ReferralRow, referral.id) is None
            )

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
