"""A grown office written into a store in bulk: without its audit chain, and no device was asked for any of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, text
from sqlmodel import SQLModel

from grown_office import CHECKS, PEOPLE, Size, found, inventory, results, rounds, visit_record
from netmaintd.model.documents import DocumentKind
from netmaintd.model.facts import Facts
from netmaintd.model.people import Assignment
from netmaintd.model.results import Finding, FindingState, Referral, worst
from netmaintd.model.rounds import Decision, Round
from netmaintd.store import tables
from netmaintd.store.connect import Store
from netmaintd.store.facts_text import write_facts
from netmaintd.store.serialise import to_json

SOP = "SOP Maintenance Gangguan Jaringan"
CONFIGURED, VERSIONS = 10, 8
"""Devices that have a configuration of their own, and how often it changed; the others share one text."""
Row = dict[str, Any]


def fill(store: Store, size: Size) -> None:
    """Fill an empty store of the newest schema."""
    put = store.records._blobs.put
    facts = put(write_facts(Facts((), ()), put))
    paper, raw = put(b"%PDF-1.7 contoh"), put(b"show version: contoh")
    configs = [[put(_config(device, version)) for version in range(VERSIONS)] for device in range(CONFIGURED)]
    with store._database.engine.connect() as connection:
        _put(connection, tables.AssignmentRow, _posts())
        for number, round_ in enumerate(rounds(inventory(size), size)):
            last = number == size.rounds - 1
            _put(connection, tables.RoundRow, [_round_row(round_)])
            for table, rows in _examined(round_, number, facts, raw).items():
                _put(connection, table, rows)
            _put(connection, tables.BackupRow, _backups(round_, number, size, configs))
            _put(connection, tables.VisitRecordRow, _visits(round_))
            _put(connection, tables.DecisionRow, _decisions(round_, paper))
            _put(connection, tables.DocumentRow, _documents(round_, number))
            _put(connection, tables.NumberRow, _numbers(round_, number))
            _findings(connection, list(found(round_, number, last=last)), last=last)
        connection.execute(text("ANALYZE"))
        connection.commit()


def _put(connection: Connection, table: type[SQLModel], rows: Iterable[Row]) -> None:
    left = iter(rows)
    while some := list(islice(left, 5000)):
        connection.execute(insert(table), some)


def _posts() -> Iterator[Row]:
    for person in PEOPLE.values():
        given = Assignment(person, datetime(2017, 1, 1).date())
        yield {"user": person.user, "role": person.role.value, "since": given.since, "body": to_json(given)}


def _round_row(one: Round) -> Row:
    return {
        "id": one.id, "plan": one.plan, "nominal_at": one.nominal_at, "version": one.version, "step": one.step,
        "status": one.status.value, "body": to_json(one),
    }  # fmt: skip


def _examined(round_: Round, number: int, facts: str, raw: str) -> dict[type[SQLModel], list[Row]]:
    rows: dict[type[SQLModel], list[Row]] = {
        t: [] for t in (tables.ExaminationRow, tables.ResultRow, tables.EvidenceRow)
    }
    at = round_.nominal_at
    for place, (site, device) in enumerate((s.site, d.name) for s in round_.work_plan.sites for d in s.devices):
        judged = tuple(results(place, number))
        key = {"round_id": round_.id, "device": device, "nth": 1}
        outcome = "unreachable" if (place + number) % 50 == 0 else "ok"
        rows[tables.ExaminationRow].append({
            **key, "site": site, "platform": "cisco_ios", "outcome": outcome, "started_at": at, "ended_at": at,
            "sessions": "[]", "facts_sha256": facts, "status": worst(one.status for one in judged).value,
        })  # fmt: skip
        rows[tables.ResultRow] += [
            {**key, "check": one.check, "status": one.status.value, "body": to_json(one)} for one in judged
        ]
        rows[tables.EvidenceRow] += [
            {"round_id": round_.id, "device": device, "kind": "ssh", "name": f"show {check}", "sha256": raw, "size": 20,
             "taken_at": at} for check in CHECKS[:8]
        ]  # fmt: skip
    return rows


def _config(device: int, version: int) -> bytes:
    ports = (
        f"interface GigabitEthernet1/0/{port}\n description {'lama' if port % VERSIONS > version else 'baru'}\n"
        f" switchport access vlan {port}\n spanning-tree portfast\n!\n"
        for port in range(1, 49)
    )
    head = f"version 15.2\nhostname sw-{device:04}\nenable secret 5 $1$abcd$efghijklmnopqrstuvwx{version}\n!\n"
    return f"{head}{''.join(ports)}end\n".encode()


def _backups(round_: Round, number: int, size: Size, configs: list[list[str]]) -> Iterator[Row]:
    for place in range(size.devices):
        texts = configs[place % CONFIGURED]
        digest = texts[number * VERSIONS // size.rounds] if place < CONFIGURED else texts[0]
        yield {
            "round_id": round_.id, "device": f"sw-{place:04}", "platform": "cisco_ios", "kind": "running",
            "sha256": digest, "size": 6000, "taken_at": round_.nominal_at,
        }  # fmt: skip


def _visits(round_: Round) -> Iterator[Row]:
    for site in round_.work_plan.sites:
        body = to_json(visit_record(site, round_.nominal_at))
        yield {
            "round_id": round_.id, "site": site.site, "version": 1, "actor": "tim", "at": round_.nominal_at,
            "body": body,
        }  # fmt: skip


def _decisions(round_: Round, paper: str) -> Iterator[Row]:
    for version, entry in enumerate((one for one in round_.trail if one.by and one.left_at), start=1):
        assert entry.by is not None
        decision = Decision("submit", version, entry.site)
        yield {
            "round_id": round_.id, "version": version, "step": entry.step, "verb": "submit", "actor": entry.by.user,
            "role": entry.by.role.value, "capacity": entry.by.capacity.value, "at": entry.received_at,
            "document_sha256": paper, "body": to_json(decision),
        }  # fmt: skip


def _documents(round_: Round, number: int) -> Iterator[Row]:
    for kind in DocumentKind:
        for place, site in enumerate([one.site for one in round_.work_plan.sites] if kind.per_site else [""]):
            digest = f"{number:04x}{place:04x}{list(DocumentKind).index(kind):056x}"
            yield {
                "round_id": round_.id, "kind": kind.value, "site": site, "version": 1, "sha256": digest,
                "issued_at": round_.nominal_at,
            }  # fmt: skip


def _numbers(round_: Round, number: int) -> Iterator[Row]:
    for place, row in enumerate(_documents(round_, number), start=1):
        sequence = number * 1000 + place
        yield {
            "kind": row["kind"], "year": round_.nominal_at.year, "sequence": sequence, "state": "bernomor",
            "round_id": round_.id,
            "site": row["site"], "number": f"800.1.11.1/{sequence}/{row['kind']}/{round_.nominal_at.year}",
        }  # fmt: skip


def _findings(connection: Connection, raised: list[Finding], *, last: bool) -> None:
    """Write findings and, for every third one, a referral; what a later round says is not looked up."""
    _put(connection, tables.FindingRow, (
        {"round_id": one.round_id, "device": one.device, "check": one.check, "site": one.site,
         "status": one.status.value, "state": one.state.value, "since": one.since, "summary": one.summary,
         "newest": last or one.state is FindingState.RESOLVED, "body": to_json(one)} for one in raised
    ))  # fmt: skip
    _put(connection, tables.ReferralRow, (_referral(one) for one in raised[::3]))


def _referral(one: Finding) -> Row:
    made = Referral(f"{one.round_id}/{one.device}/{one.check}", one.round_id, SOP, one.device, one.check, one.summary,
                    one.since)  # fmt: skip
    return {
        "id": made.id, "round_id": made.round_id, "sop": made.sop, "device": made.device, "check": made.check,
        "status": made.status.value, "opened_at": made.opened_at, "body": to_json(made),
    }  # fmt: skip
