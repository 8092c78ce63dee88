"""Each record is vouched for by the chain: a changed column, a deleted or an added row is found and named."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import Session

from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Photo, VisitRecord
from netmaintd.model.hostkeys import HostKey
from netmaintd.model.people import Assignment
from netmaintd.model.problems import Closing, FollowUp
from netmaintd.model.results import Finding, FindingState, Referral, ReferralStatus, Status
from netmaintd.model.rounds import Decision, Round
from netmaintd.store import seals
from netmaintd.store.audit import told_seals
from netmaintd.store.connect import Store
from netmaintd.store.numbers import WantedNumber
from netmaintd.store.tables import EvidenceRow, ExaminationRow, ResultRow
from samples import NOW, PEOPLE, examination
from signing import signed_copy
from store_workers import claim

CASES = [(kind, column) for kind in seals.KINDS for column in (*kind.key, *kind.covers)]


@pytest.fixture
def full(store: Store, opened: str, drafted: Round) -> Store:
    """One record of each kind, several of some."""
    store.people.assign(Assignment(PEOPLE["kasi"], date(2026, 1, 1)), "admin", NOW)
    store.host_keys.record("sw-a1", HostKey("ssh-ed25519", "AAAA"), "admin", NOW)
    store.host_keys.replace("sw-a1", HostKey("ssh-ed25519", "BBBB"), "admin", NOW, "perangkat diganti")
    for device in ("sw-a1", "sw-a2"):
        store.records.record_examination(opened, examination(device), claim(store, opened, device))
    store.records.ask_again(opened, "sw-a2", "diragukan", "kasi", NOW)
    photo = Photo(store.records.add_photo(b"jpeg"), "Rak", "before", NOW, "tim1")
    store.records.save_visit_record(opened, VisitRecord("a"), 0, "tim1", NOW)
    store.records.save_visit_record(opened, VisitRecord("a", photos=(photo,)), 1, "tim1", NOW)
    store.documents.store(DocumentKind.BERITA_ACARA, opened, "a", b"%PDF one", "kasi", NOW)
    issued = store.documents.store(DocumentKind.BERITA_ACARA, opened, "a", b"%PDF two", "kasi", NOW, code="K7QM")
    store.signed_copies.add(signed_copy(store, issued.sha256, b"%PDF two, signed"), NOW)
    minutes = WantedNumber(DocumentKind.BERITA_ACARA, opened, "a", "800/{}/BA/2026".format)
    store.numbers.take(minutes, NOW.date(), "kasi", NOW)
    store.form_codes.of(opened, "a", "tim1", NOW)
    _followed(store, opened)
    planned = dataclasses.replace(drafted, version=2)
    store.work_plans.save(drafted, planned, PEOPLE["kasi"], NOW)
    after = dataclasses.replace(planned, step=2, version=3)
    store.rounds.save_decision(planned, after, Decision("submit", 2), PEOPLE["kasi"], NOW)
    return store


def _followed(store: Store, round_id: str) -> None:
    kasi = PEOPLE["kasi"]
    finding = Finding(round_id, "a", "sw-a1", "cpu", Status.WARNING, "sibuk", FindingState.NEW, NOW)
    referral = Referral("r/sw-a1/cpu", round_id, "SOP", "sw-a1", "cpu", "sibuk", NOW)
    store.records.save_findings(round_id, (finding,), (referral,))
    store.problems.close(Closing("sw-a1", "cpu", NOW, "perangkat ditarik", kasi, NOW))
    store.referrals.follow_up(FollowUp(referral.id, ReferralStatus.IN_PROGRESS, "12/2026", "dikirim", kasi, NOW))


def other(value: Any) -> Any:
    match value:
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case int():
            return value + 100  # another one than that of any other row
        case str():
            return value + " "
    return date(2026, 1, 1) if value is None else value


def test_what_nobody_touched_verifies_whole(full: Store) -> None:
    report = full.verify_all()

    assert report.troubles == ()
    assert report.head == full.audit.head()


def test_every_column_of_a_record_is_sealed() -> None:
    open_columns = {
        kind.table.__tablename__: found
        for kind in seals.KINDS
        if (found := {column.name for column in kind.table.__table__.columns} - {"id", *kind.key, *kind.covers})
    }

    assert open_columns == {
        "host_key": {"current"},  # changes when another key takes its place
        "examination": {"status"},  # repeats the worst of the results, with which it is compared
        "document_number": {"state"},  # repeats the newest act, with which it is compared
    }


def test_a_status_that_is_not_the_worst_of_the_results_is_found(full: Store) -> None:
    with full._database.write() as session:
        session.connection().execute(update(ExaminationRow).where(ExaminationRow.device == "sw-a1").values(status="ok"))

    report = full.verify_all()

    assert report.troubles == ("examination triwulan-2026-12-03/sw-a1, 1: its status is not the worst of its results",)


@pytest.mark.parametrize(("kind", "column"), CASES, ids=[f"{k.table.__tablename__}.{c}" for k, c in CASES])
def test_a_changed_column_is_found(full: Store, kind: seals.Sealed, column: str) -> None:
    with full._database.read() as session:
        row = session.exec(select(kind.table).limit(1)).scalars().one()
    value = "x" if column in ("document_sha256", "supersedes") else other(getattr(row, column))
    identity = kind.table.__table__.primary_key.columns[0]

    with Session(full._database.engine) as session:
        told = told_seals(session)
        if "postgres" in session.connection().dialect.name:
            session.connection().exec_driver_sql("SET session_replication_role = replica")  # no foreign keys
        else:
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        session.connection().execute(
            update(kind.table).where(identity == getattr(row, identity.name)).values({column: value})
        )
        found = seals.troubles(session, told)
        session.rollback()

    assert found, f"{column} of {kind.table.__tablename__} can be changed unseen"


@pytest.mark.parametrize(
    ("table", "device", "said"),
    [
        (ResultRow, "sw-a1", "results triwulan-2026-12-03/sw-a1: recorded, but no longer there"),
        (EvidenceRow, "sw-a2", "evidence triwulan-2026-12-03/sw-a2: recorded, but no longer there"),
    ],
)
def test_deleted_rows_are_named(full: Store, table: Any, device: str, said: str) -> None:
    with full._database.write() as session:
        session.connection().execute(delete(table).where(table.device == device))

    assert full.verify_all().troubles == (said,)


def test_one_deleted_result_of_several_is_found(full: Store) -> None:
    with full._database.write() as session:
        session.connection().execute(delete(ResultRow).where(ResultRow.device == "sw-a1", ResultRow.check == "cpu"))

    assert full.verify_all().troubles == ("results triwulan-2026-12-03/sw-a1: changed after it was recorded",)


def test_a_row_that_nobody_recorded_is_named(full: Store, opened: str) -> None:
    with full._database.write() as session:
        session.add(ResultRow(round_id=opened, device="sw-b1", nth=1, check="cpu", status="ok", body="{}"))

    assert full.verify_all().troubles == (f"results {opened}/sw-b1: there, but never recorded",)


def test_a_photo_that_is_gone_is_found(full: Store, state: Any) -> None:
    digest = full.dossiers.get("triwulan-2026-12-03").visit_record("a").photos[0].sha256
    (state / "blobs" / digest[:2] / digest).unlink()

    assert full.verify_all().troubles == (f"no stored bytes under {digest}",)


def test_a_configuration_that_only_facts_name_is_verified(full: Store, state: Any) -> None:
    normalised = "x"
    digest = hashlib.sha256(normalised.encode()).hexdigest()
    (state / "blobs" / digest[:2] / digest).unlink()

    assert full.verify_all().troubles == (f"no stored bytes under {digest}",)
