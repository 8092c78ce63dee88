"""The card of a device: all its examinations over all rounds, newest first."""

from __future__ import annotations

from sqlmodel import Session, col, select

from netmaintd.model.device_book import BookEntry, RawOutput
from netmaintd.model.results import CheckResult, Outcome
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import EvidenceRow, ExaminationRow, ResultRow


class DeviceBook(Part):
    """The cards of all devices."""

    def entries(self, device: str, most: int = 40) -> tuple[BookEntry, ...]:
        """Return the newest examinations of a device; empty when it was never examined."""
        wanted = (
            select(ExaminationRow)
            .where(ExaminationRow.device == device)
            .order_by(col(ExaminationRow.ended_at).desc(), col(ExaminationRow.nth).desc())
            .limit(most)
        )
        with self._database.read() as session:
            return tuple(_entry(session, row) for row in session.exec(wanted).all())

    def newest(self) -> dict[str, tuple[str, Outcome]]:
        """Return each examined device with the round and outcome of its newest examination."""
        wanted = select(ExaminationRow.device, ExaminationRow.round_id, ExaminationRow.outcome)
        with self._database.read() as session:
            rows = session.exec(wanted.order_by(col(ExaminationRow.ended_at), col(ExaminationRow.nth)))
            return {device: (round_id, Outcome(outcome)) for device, round_id, outcome in rows}

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


def _entry(session: Session, row: ExaminationRow) -> BookEntry:
    results = select(ResultRow).where(
        ResultRow.round_id == row.round_id, ResultRow.device == row.device, ResultRow.nth == row.nth
    )
    evidence = select(EvidenceRow).where(EvidenceRow.round_id == row.round_id, EvidenceRow.device == row.device)
    return BookEntry(
        row.round_id, row.nth, row.site, row.platform, Outcome(row.outcome), row.ended_at,
        tuple(from_json(CheckResult, one.body) for one in session.exec(results.order_by(col(ResultRow.id)))),
        tuple(
            RawOutput(one.kind, one.name, one.sha256, one.size)
            for one in session.exec(evidence.order_by(col(EvidenceRow.id)))
        ),
    )  # fmt: skip
