"""The dossier of a round, read in one consistent view: gate, report and berita acara speak of the same facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlmodel import Session, col, select

from netmaintd.model.dossier import DeviceRecord, Dossier, Tally
from netmaintd.model.facts import ConfigChange, Facts, Identity, Neighbor, RuleVerdict
from netmaintd.model.results import CheckResult, Outcome, Status, worst
from netmaintd.model.rounds import PlannedDevice, PlannedSite, Round, RoundStatus
from netmaintd.store.audit import head_of
from netmaintd.store.facts_text import read_facts
from netmaintd.store.findings import findings_in, referrals_in
from netmaintd.store.part import Part
from netmaintd.store.repetitions import reasons_in
from netmaintd.store.rounds import round_in
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import EvidenceRow, ExaminationRow, ResultRow, RoundRow
from netmaintd.store.visits import visits_in


class Dossiers(Part):
    """Everything of a round in one value."""

    def get(self, round_id: str) -> Dossier:
        """Return the dossier of a round; NotFound when there is none of that id."""
        with self._database.read() as session:
            round_ = round_in(session, round_id)
            devices, facts = self._devices(session, round_)
            return Dossier(
                round=round_,
                devices=devices,
                visits=visits_in(session, round_id),
                findings=findings_in(session, round_id),
                referrals=referrals_in(session, round_id),
                unplanned=_unknown_neighbours(facts),
                previous=_previous(session, round_),
                audit_head=head_of(session),
            )

    def _devices(self, session: Session, round_: Round) -> tuple[tuple[DeviceRecord, ...], dict[str, Facts]]:
        wanted = select(ExaminationRow).where(ExaminationRow.round_id == round_.id).order_by(col(ExaminationRow.nth))
        examined = {row.device: row for row in session.exec(wanted)}
        again = reasons_in(session, round_.id)
        results = _results(session, round_.id)
        evidence = _evidence(session, round_.id)
        facts = {device: self._names_of(row.facts_sha256) for device, row in examined.items()}
        records = tuple(
            replace(
                _record(site, device, examined.get(device.name), facts.get(device.name), results, evidence),
                repetitions=again.get(device.name, ()),
                repeated=max(examined[device.name].nth - 1, 0) if device.name in examined else 0,
            )
            for site in round_.work_plan.sites
            for device in site.devices
        )
        return records, facts

    def _names_of(self, facts_sha256: str) -> Facts:
        """Return what is known of device, neighbours and changes; its configurations stay closed."""
        kinds = (Identity, Neighbor, ConfigChange, RuleVerdict)
        return read_facts(self._blobs.get(facts_sha256), self._blobs.get, kinds)


def _record(
    site: PlannedSite, device: PlannedDevice, row: ExaminationRow | None, facts: Facts | None,
    results: dict[str, list[CheckResult]], evidence: dict[str, list[tuple[str, str]]],
) -> DeviceRecord:  # fmt: skip
    record = DeviceRecord(
        device=device.name,
        site=site.site,
        address=device.address,
        platform=row.platform if row else device.platform,
        outcome=Outcome(row.outcome) if row else None,
        results=tuple(_in_order(results.get(device.name, []), device.checks)),
        examined_at=row.ended_at if row else None,
        vendor=device.vendor,
        model=device.model,
        serial=device.serial,
        evidence=tuple(evidence.get(device.name, ())),
        verdicts=facts.of(RuleVerdict) if facts else (),
        config_change=facts.one(ConfigChange) if facts else None,
    )
    identity = facts.one(Identity) if facts else None
    if identity is None:
        return record
    identity_results = [r for r in record.results if r.check == "identity" and r.status is not Status.OK]
    return replace(
        record,
        vendor=identity.vendor or record.vendor,
        model=identity.model or record.model,
        serial=identity.serial or record.serial,
        os_version=identity.os_version,
        differences=tuple(r.summary for r in identity_results if r.status is not Status.UNKNOWN),
    )


def _in_order(results: list[CheckResult], checks: tuple[str, ...]) -> list[CheckResult]:
    place = {check: number for number, check in enumerate(checks)}
    return sorted(results, key=lambda result: place.get(result.check, len(place)))


def _results(session: Session, round_id: str) -> dict[str, list[CheckResult]]:
    """Return the results of the newest examination of each device."""
    found: dict[str, tuple[int, list[CheckResult]]] = {}
    for row in session.exec(select(ResultRow).where(ResultRow.round_id == round_id).order_by(col(ResultRow.nth))):
        nth, results = found.get(row.device, (0, []))
        found[row.device] = (row.nth, [*(results if nth == row.nth else ()), from_json(CheckResult, row.body)])
    return {device: results for device, (_, results) in found.items()}


def _evidence(session: Session, round_id: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    wanted = select(EvidenceRow).where(EvidenceRow.round_id == round_id).order_by(col(EvidenceRow.id))
    for row in session.exec(wanted):
        found.setdefault(row.device, []).append((row.name, row.sha256))
    return found


def _unknown_neighbours(facts: dict[str, Facts]) -> tuple[str, ...]:
    """Return a sentence for each neighbour that no examined device calls its own name."""
    named = {i.hostname.split(".")[0].casefold() for f in facts.values() for i in f.of(Identity) if i.hostname}
    named |= {device.casefold() for device in facts}
    seen = {
        (neighbour.remote_name, device, neighbour.local_port)
        for device, known in facts.items()
        for neighbour in known.of(Neighbor)
        if neighbour.remote_name and neighbour.remote_name.split(".")[0].casefold() not in named
    }
    return tuple(f"{name} terlihat dari {device} port {port}" for name, device, port in sorted(seen))


def _previous(session: Session, round_: Round) -> tuple[str, Tally] | None:
    wanted = (
        select(RoundRow)
        .where(
            RoundRow.plan == round_.plan,
            RoundRow.nominal_at < round_.nominal_at,
            RoundRow.status == RoundStatus.DONE.value,
        )
        .order_by(col(RoundRow.nominal_at).desc())
        .limit(1)
    )
    row = session.exec(wanted).first()
    if row is None:
        return None
    words = {device: worst(r.status for r in results) for device, results in _results(session, row.id).items()}
    counts = Counter(words.values())
    tally = Tally(*(counts[status] for status in (Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN)))
    return row.id, tally
