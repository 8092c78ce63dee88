"""Examinations: everything of one device in one transaction, once for each time it was asked for in a round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from netmaintd.model.facts import ConfigText, Earlier, Fact, Facts
from netmaintd.model.results import Evidence, Examination, Outcome, SessionReport, Status
from netmaintd.model.rounds import Round
from netmaintd.store import audit
from netmaintd.store.facts_text import read_facts, write_facts
from netmaintd.store.leases import release
from netmaintd.store.part import Part
from netmaintd.store.repetitions import asked_in, newest_in, wanted_in
from netmaintd.store.rounds import round_in
from netmaintd.store.seals import seals
from netmaintd.store.serialise import from_json, to_json
from netmaintd.store.tables import BackupRow, EvidenceRow, ExaminationRow, ResultRow

_TABLES = (ExaminationRow, ResultRow, EvidenceRow, BackupRow)


class Examinations(Part):
    """All examinations of all rounds."""

    def record_examination(self, round_id: str, examination: Examination, token: int) -> None:
        """Record everything of one device in one transaction; the bytes are durable before it begins.

        A configuration that did not come whole is kept as evidence that says so, never as a stored configuration.

        Raises:
            AlreadyRecorded: the device has its record in this round and nobody asked for another; nothing was changed.
            NotFound: there is no such round.
            StoreError: the lease moved on, or the disk refused; nothing was recorded.
        """
        device, ended = examination.device, examination.ended_at
        rows = [*self._rows(round_id, examination)]
        facts = self._blobs.put(write_facts(examination.facts, self._blobs.put))
        with self._database.write() as session:
            nth = wanted_in(session, round_id, device)
            session.add(_examination_row(round_id, nth, examination, facts))
            session.flush()  # refuses a second record before anything else is looked at
            session.add_all([*_result_rows(round_id, nth, examination), *rows])
            release(session, device, token, ended)
            audit.append(
                session, ended, "netmaintd", "device.examined", round_id, seals=_seals(session, round_id, device),
                device=device, outcome=examination.outcome.value, status=examination.status.value,
            )  # fmt: skip

    def examined(self, round_id: str) -> set[str]:
        """Return the devices that have their record in a round, and of which nobody asked for another one."""
        with self._database.read() as session:
            return examined_in(session, round_id)

    def unfinished(self, round_id: str) -> tuple[str, ...]:
        """Return planned devices of open visits that have no record yet; NotFound when there is no such round."""
        with self._database.read() as session:
            round_: Round = round_in(session, round_id)
            done = examined_in(session, round_id)
        sites = [site for site in round_.work_plan.sites if not round_.visit(site.site).closed]
        return tuple(device.name for site in sites for device in site.devices if device.name not in done)

    def known_devices(self) -> frozenset[str]:
        """Return the devices of which a whole configuration was read at least once."""
        with self._database.read() as session:
            return frozenset(session.exec(select(BackupRow.device).distinct()))

    def judged(self) -> frozenset[tuple[str, str]]:
        """Return each device and check that came to a judgement at least once."""
        wanted = select(ResultRow.device, ResultRow.check).where(ResultRow.status != Status.UNKNOWN.value).distinct()
        with self._database.read() as session:
            return frozenset((device, check) for device, check in session.exec(wanted))

    def last_told(self, kinds: tuple[type[Fact], ...]) -> dict[str, Facts]:
        """Return facts of some kinds that each device gave the last time that its SNMP session was well."""
        wanted = select(ExaminationRow.device, ExaminationRow.sessions, ExaminationRow.facts_sha256)
        newest: dict[str, str] = {}
        with self._database.read() as session:
            for device, sessions, digest in session.exec(wanted.order_by(col(ExaminationRow.ended_at).desc())):
                if device not in newest and _well_over_snmp(sessions):
                    newest[device] = digest
        return {name: read_facts(self._blobs.get(one), self._blobs.get, kinds) for name, one in newest.items()}

    def earlier(self, device: str, round_id: str | None) -> Earlier | None:
        """Return the newest examination of a device from another round in which the device answered."""
        wanted = (
            select(ExaminationRow)
            .where(
                ExaminationRow.device == device,
                ExaminationRow.round_id != (round_id or ""),
                ExaminationRow.outcome != Outcome.UNREACHABLE.value,
            )
            .order_by(col(ExaminationRow.ended_at).desc(), col(ExaminationRow.id).desc())
            .limit(1)
        )
        with self._database.read() as session:
            row = session.exec(wanted).first()
        return Earlier(self._facts(row.facts_sha256), row.ended_at) if row else None

    def facts(self, round_id: str, device: str, kinds: tuple[type[Fact], ...] | None = None) -> Facts:
        """Return what was read of a device the last time, perhaps only some kinds; no facts when it has no record."""
        wanted = select(ExaminationRow).where(ExaminationRow.round_id == round_id, ExaminationRow.device == device)
        with self._database.read() as session:
            row = session.exec(wanted.order_by(col(ExaminationRow.nth).desc())).first()
        return self._facts(row.facts_sha256, kinds) if row else Facts()

    def _facts(self, digest: str, kinds: tuple[type[Fact], ...] | None = None) -> Facts:
        return read_facts(self._blobs.get(digest), self._blobs.get, kinds)

    def _rows(self, round_id: str, examination: Examination) -> Iterator[SQLModel]:
        """Return the rows of evidence and configurations; their bytes are stored when this is through."""
        device, ended = examination.device, examination.ended_at
        for text in examination.facts.of(ConfigText):
            if text.complete:
                yield BackupRow(
                    round_id=round_id, device=device, platform=examination.platform, kind=text.kind.value,
                    sha256=self._blobs.put(text.text), size=len(text.text), taken_at=ended,
                )  # fmt: skip
        for item in (*examination.evidence, *_partial(examination.facts, ended)):
            yield EvidenceRow(
                round_id=round_id, device=device, kind=item.kind, name=item.name,
                sha256=self._blobs.put(item.content), size=len(item.content), taken_at=item.taken_at,
            )  # fmt: skip


def examined_in(session: Session, round_id: str) -> set[str]:
    """Return the devices that have every record of a round that was asked for, inside a transaction."""
    asked = asked_in(session, round_id)
    return {device for device, nth in newest_in(session, round_id).items() if nth >= asked.get(device, 1)}


def _well_over_snmp(sessions: str) -> bool:
    reports = from_json(tuple[SessionReport, ...], sessions)
    return any(report.protocol == "snmp" and report.outcome is Outcome.OK for report in reports)


def _partial(facts: Facts, at: datetime) -> tuple[Evidence, ...]:
    texts = (text for text in facts.of(ConfigText) if not text.complete)
    return tuple(Evidence("config", f"konfigurasi {text.kind.value} (tidak utuh)", text.text, at) for text in texts)


def _seals(session: Session, round_id: str, device: str) -> dict[str, str]:
    session.flush()
    found = (seals(session, table, round_id=round_id, device=device) for table in _TABLES)
    return {name: seal for named in found for name, seal in named.items()}


def _result_rows(round_id: str, nth: int, examination: Examination) -> Iterator[ResultRow]:
    for result in examination.results:
        yield ResultRow(
            round_id=round_id, device=examination.device, nth=nth, check=result.check, status=result.status.value,
            body=to_json(result),
        )  # fmt: skip


def _examination_row(round_id: str, nth: int, examination: Examination, facts_sha256: str) -> ExaminationRow:
    return ExaminationRow(
        round_id=round_id,
        device=examination.device,
        nth=nth,
        site=examination.site,
        platform=examination.platform,
        outcome=examination.outcome.value,
        started_at=examination.started_at,
        ended_at=examination.ended_at,
        sessions=to_json(examination.sessions, tuple[SessionReport, ...]),
        facts_sha256=facts_sha256,
        status=examination.status.value,
    )
