"""The chain finds every change of a stored byte, every deletion, swap and insertion, and a cut tail by its anchor."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session

from netmaintd.errors import StoreError
from netmaintd.model.audit_link import GENESIS
from netmaintd.model.rounds import Round
from netmaintd.store.audit import AuditReport, verify
from netmaintd.store.connect import Store
from samples import NOW


@pytest.fixture
def chained(store: Store, drafted: Round) -> Store:
    store.rounds.open(drafted, "jadwal", NOW)
    for number in range(4):
        store.control.stop(None, "admin", NOW, f"alasan {number}")
    return store


def after(store: Store, *changes: str, **values: object) -> AuditReport:
    """Return what a verification says after changes that are then undone."""
    with Session(store._database.engine) as session:
        connection: Connection = session.connection()
        for change in changes:
            connection.execute(text(change), values)
        report = verify(session)
        session.rollback()
    return report


def test_an_untouched_chain_verifies(chained: Store) -> None:
    report = chained.audit.verify()

    assert (report.rows, report.first_bad, report.troubles) == (5, None, ())
    assert report.head == chained.audit.head()


def test_an_empty_chain_verifies(store: Store) -> None:
    assert store.audit.verify() == AuditReport(0, GENESIS)


@pytest.mark.parametrize("column", ["body", "previous", "hash"])
def test_every_changed_byte_is_found_at_its_row(chained: Store, column: str) -> None:
    with chained._database.read() as session:
        rows = session.connection().execute(text(f"SELECT seq, {column} FROM audit ORDER BY seq")).all()

    for seq, stored in rows:
        content = bytes(stored) if column == "body" else stored.encode()
        for position in range(len(content)):
            changed = bytearray(content)
            changed[position] ^= 1 << position % 7
            value = bytes(changed) if column == "body" else changed.decode().replace("\x00", "\x01")
            report = after(chained, f"UPDATE audit SET {column} = :value WHERE seq = :seq", value=value, seq=seq)
            assert report.first_bad == seq, (seq, column, position)


@pytest.mark.parametrize(
    ("changes", "first_bad", "said"),
    [
        (["DELETE FROM audit WHERE seq = 1"], 2, "row 1 is missing"),
        (["DELETE FROM audit WHERE seq = 3"], 4, "row 3 is missing"),
        (["UPDATE audit SET seq = 99 WHERE seq = 2"], 3, "row 2 is missing"),
        (["INSERT INTO audit SELECT 6, body, previous, hash FROM audit WHERE seq = 5"], 6, "does not follow"),
        (["INSERT INTO audit SELECT 0, body, previous, hash FROM audit WHERE seq = 1"], 0, "before the first row"),
        (["INSERT INTO audit SELECT 6, body, hash, hash FROM audit WHERE seq = 5"], 6, "content was changed"),
        (
            [
                "UPDATE audit SET seq = 77 WHERE seq = 2",
                "UPDATE audit SET seq = 2 WHERE seq = 3",
                "UPDATE audit SET seq = 3 WHERE seq = 77",
            ],
            2,
            "does not follow",
        ),
    ],
)
def test_deletion_swap_renumbering_and_insertion_are_found(
    chained: Store, changes: list[str], first_bad: int, said: str
) -> None:
    report = after(chained, *changes)

    assert report.first_bad == first_bad
    assert said in report.troubles[0]


def test_a_cut_tail_is_found_by_a_head_that_was_printed(chained: Store) -> None:
    printed = chained.audit.head()
    assert chained.audit.knows(printed)
    with chained._database.write() as session:
        session.connection().execute(text("DELETE FROM audit WHERE seq = 5"))

    assert chained.audit.verify().first_bad is None
    assert not chained.audit.knows(printed)


def test_the_store_tells_its_audit_by_subject(chained: Store, drafted: Round) -> None:
    rows = chained.audit.list(drafted.id)

    assert [(row["seq"], row["action"], row["actor"], row["at"]) for row in rows] == [
        (1, "round.open", "jadwal", NOW.isoformat())
    ]


def test_an_act_without_a_zone_is_not_recorded(store: Store) -> None:
    with pytest.raises(StoreError, match="an instant without a zone"):
        store.control.stop(None, "admin", datetime(2026, 11, 23), "uji")

    assert store.audit.list() == ()
    assert store.control.stopped("any") is None


def test_a_reason_that_is_no_unicode_is_told_all_the_same(store: Store) -> None:
    store.control.stop(None, "admin", NOW, "mati \udcff\x00 listrik")

    assert store.control.stopped("any") == "mati \\udcff\\x00 listrik"
    assert store.audit.verify().troubles == ()
