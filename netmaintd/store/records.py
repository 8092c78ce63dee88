"""What came of devices: attempts before the first byte, one transaction for a device, and what it is compared with."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from netmaintd.errors import StaleDecision
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.facts import ConfigText, Earlier, Facts
from netmaintd.model.results import CheckResult, Examination, Finding, Outcome, Referral, SessionReport
from netmaintd.model.rounds import Round
from netmaintd.store import audit
from netmaintd.store.blobs import Blobs
from netmaintd.store.leases import release
from netmaintd.store.serialise import facts_from_json, facts_to_json, from_json, to_json
from netmaintd.store.session import Database
from netmaintd.store.tables import (
    AttemptRow,
    BackupRow,
    EvidenceRow,
    ExaminationRow,
    FindingRow,
    ReferralRow,
    ResultRow,
    RoundRow,
    VisitRecordRow,
)

INTERRUPTED = "interrupted: the program ended before the session did"


class Records:
    """Attempts, examinations, visits and findings."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        """Use a database and its blobs."""
        self._database, self._blobs = database, blobs

    def begin_attempt(self, round_id: str, device: str, protocol: str, at: datetime) -> int:
        """Record that a session is about to begin; returns after the commit."""
        row = AttemptRow(round_id=round_id, device=device, protocol=protocol, started_at=at)
        with self._database.write() as session:
            session.add(row)
        return row.id or 0

    def end_attempt(self, attempt: int, outcome: Outcome, detail: str, at: datetime) -> None:
        """Record how a session ended."""
        with self._database.write() as session:
            row = session.get_one(AttemptRow, attempt)
            row.outcome, row.detail, row.ended_at = outcome.value, detail, at
            session.add(row)

    def close_interrupted(self, round_id: str, at: datetime) -> int:
        """Close attempts whose program ended before they did; returns how many."""
        wanted = select(AttemptRow).where(AttemptRow.round_id == round_id, col(AttemptRow.ended_at).is_(None))
        with self._database.write() as session:
            rows = session.exec(wanted).all()
            for row in rows:
                row.outcome, row.detail, row.ended_at = Outcome.CANCELLED.value, INTERRUPTED, at
                session.add(row)
            return len(rows)

    def attempts(self, round_id: str) -> list[tuple[str, str, str | None, str]]:
        """Return all attempts as (device, protocol, outcome, detail) in the order they began."""
        wanted = select(AttemptRow).where(AttemptRow.round_id == round_id).order_by(col(AttemptRow.id))
        with self._database.read() as session:
            return [(row.device, row.protocol, row.outcome, row.detail) for row in session.exec(wanted)]

    def record_examination(self, round_id: str, examination: Examination, token: int) -> None:
        """Record everything of one device in one transaction; the bytes are durable before it begins.

        Raises:
            AlreadyRecorded: the device has its record in this round; nothing was changed.
            StoreError: the lease moved on, or the disk refused; nothing was recorded.
        """
        facts_sha256 = self._blobs.put(facts_to_json(examination.facts))
        evidence = [(item, self._blobs.put(item.content)) for item in examination.evidence]
        configs = [(text, self._blobs.put(text.text)) for text in examination.facts.of(ConfigText) if text.complete]
        ended = examination.ended_at
        with self._database.write() as session:
            session.add(_examination_row(round_id, examination, facts_sha256))
            session.flush()
            session.add_all(_result_row(round_id, examination.device, result) for result in examination.results)
            session.add_all(
                EvidenceRow(
                    round_id=round_id, device=examination.device, kind=item.kind, name=item.name, sha256=digest,
                    size=len(item.content), taken_at=item.taken_at,
                )
                for item, digest in evidence
            )  # fmt: skip
            session.add_all(
                BackupRow(
                    round_id=round_id, device=examination.device, platform=examination.platform, kind=text.kind.value,
                    sha256=digest, size=len(text.text), taken_at=ended,
                )
                for text, digest in configs
            )  # fmt: skip
            release(session, examination.device, token, ended)
            audit.append(
                session, ended, "netmaintd", "device.examined", round_id, device=examination.device,
                outcome=examination.outcome.value, status=examination.status.value, facts=facts_sha256,
                evidence=[digest for _, digest in evidence],
            )  # fmt: skip

    def examined(self, round_id: str) -> set[str]:
        """Return the devices that have their record in a round."""
        with self._database.read() as session:
            return set(session.exec(select(ExaminationRow.device).where(ExaminationRow.round_id == round_id)))

    def unfinished(self, round_id: str) -> tuple[str, ...]:
        """Return planned devices of open visits that have no record yet."""
        with self._database.read() as session:
            row = session.get_one(RoundRow, round_id)
        round_ = from_json(Round, row.body)
        done = self.examined(round_id)
        sites = [site for site in round_.work_plan.sites if not round_.visit(site.site).closed]
        return tuple(device.name for site in sites for device in site.devices if device.name not in done)

    def known_devices(self) -> frozenset[str]:
        """Return the devices of which a whole configuration was read at least once."""
        with self._database.read() as session:
            return frozenset(session.exec(select(BackupRow.device).distinct()))

    def earlier(self, device: str, round_id: str | None) -> Earlier | None:
        """Return the newest examination of a device from another round in which the device answered."""
        wanted = (
            select(ExaminationRow)
            .where(
                ExaminationRow.device == device,
                ExaminationRow.round_id != (round_id or ""),
                col(ExaminationRow.outcome).not_in([Outcome.UNREACHABLE.value]),
            )
            .order_by(col(ExaminationRow.ended_at).desc())
            .limit(1)
        )
        with self._database.read() as session:
            row = session.exec(wanted).first()
        return Earlier(facts_from_json(self._blobs.get(row.facts_sha256)), row.ended_at) if row else None

    def facts(self, round_id: str, device: str) -> Facts:
        """Return what was read of a device; no facts when it has no record."""
        wanted = select(ExaminationRow).where(ExaminationRow.round_id == round_id, ExaminationRow.device == device)
        with self._database.read() as session:
            row = session.exec(wanted).first()
        return facts_from_json(self._blobs.get(row.facts_sha256)) if row else Facts()

    def save_findings(self, round_id: str, raised: tuple[Finding, ...], referred: tuple[Referral, ...]) -> None:
        """Record findings and referrals of a round; a referral that is there keeps its own state."""
        with self._database.write() as session:
            for old in session.exec(select(FindingRow).where(FindingRow.round_id == round_id)).all():
                session.delete(old)
            session.flush()
            for finding in raised:
                session.add(
                    FindingRow(round_id=round_id, device=finding.device, check=finding.check, body=to_json(finding))
                )
            for referral in referred:
                if session.get(ReferralRow, referral.id) is None:
                    session.add(ReferralRow(id=referral.id, round_id=round_id, body=to_json(referral)))

    def findings(self, round_id: str) -> tuple[Finding, ...]:
        """Return the findings of a round."""
        with self._database.read() as session:
            return findings_of(session, round_id)

    def save_visit_record(
        self, round_id: str, record: VisitRecord, seen_version: int, actor: str, at: datetime
    ) -> None:
        """Save what was written down at a location, as the next version.

        Raises:
            StaleDecision: somebody else saved meanwhile.
        """
        with self._database.write() as session:
            if visit_version(session, round_id, record.site) != seen_version:
                raise StaleDecision(f"{record.site}: somebody else wrote the visit down meanwhile; read it again")
            session.add(
                VisitRecordRow(
                    round_id=round_id, site=record.site, version=seen_version + 1, actor=actor, at=at,
                    body=to_json(record),
                )
            )  # fmt: skip
            audit.append(session, at, actor, "visit.record", round_id, site=record.site, version=seen_version + 1)

    def visit_version(self, round_id: str, site: str) -> int:
        """Return the newest version of a visit's record, 0 when nothing was written down."""
        with self._database.read() as session:
            return visit_version(session, round_id, site)

    def add_photo(self, content: bytes) -> str:
        """Store a photo and return its sha256, by which a visit's record names it."""
        return self._blobs.put(content)


def visit_version(session: Session, round_id: str, site: str) -> int:
    """Return the newest version inside a transaction."""
    wanted = select(VisitRecordRow.version).where(VisitRecordRow.round_id == round_id, VisitRecordRow.site == site)
    return max(session.exec(wanted), default=0)


def findings_of(session: Session, round_id: str) -> tuple[Finding, ...]:
    """Return the findings of a round inside a transaction, by device and check."""
    wanted = select(FindingRow).where(FindingRow.round_id == round_id).order_by(FindingRow.device, FindingRow.check)
    return tuple(from_json(Finding, row.body) for row in session.exec(wanted))


def _examination_row(round_id: str, examination: Examination, facts_sha256: str) -> ExaminationRow:
    return ExaminationRow(
        round_id=round_id,
        device=examination.device,
        site=examination.site,
        platform=examination.platform,
        outcome=examination.outcome.value,
        started_at=examination.started_at,
        ended_at=examination.ended_at,
        sessions=to_json(examination.sessions, tuple[SessionReport, ...]),
        facts_sha256=facts_sha256,
    )


def _result_row(round_id: str, device: str, result: CheckResult) -> ResultRow:
    return ResultRow(
        round_id=round_id, device=device, check=result.check, status=result.status.value, body=to_json(result)
    )
