"""The register of numbers: no number twice, none forgotten, one counter for each kind and year."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.model.document_numbers import NumberAct, NumberState
from netmaintd.model.documents import DocumentKind
from netmaintd.store import schema
from netmaintd.store.connect import Store
from netmaintd.store.numbers import WantedNumber
from netmaintd.store.session import Database
from samples import NOW

BA, ORDER = DocumentKind.BERITA_ACARA, DocumentKind.SURAT_PERINTAH_TUGAS
DAY, LATER = NOW.date(), NOW + timedelta(days=1)
RESERVED, GIVEN, CANCELLED = NumberState.RESERVED, NumberState.GIVEN, NumberState.CANCELLED


def by_format(round_id: str, site: str | None, kind: DocumentKind = BA, state: NumberState = GIVEN) -> WantedNumber:
    return WantedNumber(kind, round_id, site, f"{{:03}}/{kind.value}".format, state)


def by_hand(round_id: str, site: str, number: str) -> WantedNumber:
    return WantedNumber(BA, round_id, site, number)


def test_each_kind_and_year_has_a_counter_of_its_own(store: Store, opened: str) -> None:
    store.documents.store(BA, opened, "a", b"%PDF", "kasi", NOW)
    taken = [
        store.numbers.take(by_format(opened, "a"), DAY, "kasi", NOW),
        store.numbers.take(by_format(opened, "b"), DAY, "kasi", NOW),
        store.numbers.take(by_format(opened, None, ORDER), DAY, "kasi", NOW),
    ]
    assert [number.number for number in taken] == ["001/berita-acara", "002/berita-acara", "001/surat-perintah-tugas"]

    next_year = WantedNumber(BA, opened, "c", "{}/2027".format)
    assert store.numbers.take(next_year, date(2027, 1, 4), "kasi", NOW).number == "1/2027"
    newest = store.documents.latest(opened, BA, "a")
    assert newest is not None
    assert newest.number == "001/berita-acara"


def test_a_number_written_by_hand_takes_nothing_from_the_counter_which_steps_over_it(store: Store, opened: str) -> None:
    store.numbers.take(by_hand(opened, "a", "001/berita-acara"), DAY, "kasi", NOW)
    inserted = store.numbers.take(by_hand(opened, "b", "12.a"), DAY, "kasi", NOW)

    assert (inserted.sequence, inserted.number) == (None, "12.a")
    assert store.numbers.take(by_format(opened, "c"), DAY, "kasi", NOW).number == "002/berita-acara"


@pytest.mark.parametrize("again", ["12.a", "12.A"])
def test_a_number_is_used_once_by_whatever_kind(store: Store, opened: str, again: str) -> None:
    store.numbers.take(by_hand(opened, "a", "12.a"), DAY, "kasi", NOW)

    with pytest.raises(AlreadyRecorded, match="sudah pernah dipakai"):
        store.numbers.take(WantedNumber(ORDER, opened, None, again), DAY, "kasi", NOW)


def test_a_document_has_one_number(store: Store, opened: str) -> None:
    store.numbers.take(by_hand(opened, "a", "12"), DAY, "kasi", NOW)

    with pytest.raises(AlreadyRecorded, match="dokumen ini sudah bernomor: 12; batalkan nomor itu lebih dahulu"):
        store.numbers.take(by_format(opened, "a"), DAY, "kasi", NOW)


def test_a_reserved_number_is_not_printed_until_it_is_given(store: Store, opened: str) -> None:
    number = store.numbers.take(by_format(opened, "a", state=RESERVED), DAY, "kasi", NOW).number
    assert store.documents.number(BA, opened, "a") is None

    given = store.numbers.give(number, DAY + timedelta(days=1), "kabid", LATER)

    assert store.documents.number(BA, opened, "a") == number
    assert given.acts == (
        NumberAct(RESERVED, DAY, "kasi", NOW),
        NumberAct(GIVEN, DAY + timedelta(days=1), "kabid", LATER),
    )
    with pytest.raises(AlreadyRecorded, match="sudah bernomor"):
        store.numbers.give(number, DAY, "kasi", LATER)


def test_a_cancelled_number_keeps_its_reason_and_is_never_used_again(store: Store, opened: str) -> None:
    first = store.numbers.take(by_format(opened, "a"), DAY, "kasi", NOW).number

    store.numbers.cancel(first, "salah jenis naskah", DAY, "kabid", LATER)

    assert store.documents.number(BA, opened, "a") is None
    second = store.numbers.take(by_format(opened, "a"), DAY, "kasi", LATER).number
    assert second == "002/berita-acara"
    kept = store.numbers.of(opened, BA, "a")
    assert [(number.number, number.state) for number in kept] == [(first, CANCELLED), (second, GIVEN)]
    assert kept[0].acts[-1].reason == "salah jenis naskah"
    for wanted in (by_hand(opened, "b", first), by_format(opened, "b")):
        if isinstance(wanted.text, str):
            with pytest.raises(AlreadyRecorded):
                store.numbers.take(wanted, DAY, "kasi", LATER)
        else:
            assert store.numbers.take(wanted, DAY, "kasi", LATER).number == "003/berita-acara"
    with pytest.raises(AlreadyRecorded, match="sudah dibatalkan"):
        store.numbers.cancel(first, "lagi", DAY, "kasi", LATER)


def test_a_number_that_there_is_not_cannot_be_moved(store: Store) -> None:
    with pytest.raises(NotFound):
        store.numbers.give("12", DAY, "kasi", NOW)


def test_a_format_without_a_counter_ends_with_a_sentence(store: Store, opened: str) -> None:
    same = WantedNumber(BA, opened, "a", lambda _: "tetap")
    store.numbers.take(same, DAY, "kasi", NOW)

    with pytest.raises(AlreadyRecorded, match="periksa format nomornya"):
        store.numbers.take(WantedNumber(BA, opened, "b", lambda _: "tetap"), DAY, "kasi", NOW)


def test_fifty_who_take_a_number_at_once_get_fifty(store: Store, opened: str) -> None:
    def take(place: int) -> str:
        return store.numbers.take(by_format(opened, f"lokasi-{place}"), DAY, "kasi", NOW).number

    with ThreadPoolExecutor(50) as crowd:
        taken = list(crowd.map(take, range(50)))

    assert sorted(taken) == [f"{sequence:03}/berita-acara" for sequence in range(1, 51)]
    assert store.verify_all().troubles == ()


def test_fifty_who_number_one_document_give_it_one(store: Store, opened: str) -> None:
    def take(_: int) -> bool:
        try:
            store.numbers.take(by_format(opened, "a"), DAY, "kasi", NOW)
        except AlreadyRecorded:
            return False
        return True

    with ThreadPoolExecutor(50) as crowd:
        assert sum(crowd.map(take, range(50))) == 1


def test_what_is_done_with_a_number_stands_in_the_audit_chain(store: Store, opened: str) -> None:
    number = store.numbers.take(by_format(opened, "a", state=RESERVED), DAY, "kasi", NOW).number
    store.numbers.give(number, DAY, "kasi", NOW)
    store.numbers.cancel(number, "salah", DAY, "kabid", NOW)

    told = [(row["action"], row["number"]) for row in store.audit.list(opened) if "number" in row]
    assert told == [("number.reserved", number), ("document.numbered", number), ("number.cancelled", number)]
    with store._database.write() as session:
        session.connection().execute(text("UPDATE document_number SET state = 'bernomor'"))
    assert store.verify_all().troubles == (f"number {number}: its state is not that of its newest act",)


def test_numbers_of_before_are_given_ones(url: str, tmp_path: Path) -> None:
    database = Database(url or f"sqlite:///{tmp_path / 'x.sqlite'}")
    schema.upgrade(database, "0011")
    row = "INSERT INTO document_number (kind, year, sequence, number, round_id, site)"
    with database.engine.begin() as connection:
        connection.execute(text(f"{row} VALUES ('berita-acara', 2025, 7, '7/2025', 'r', 'a')"))

    schema.upgrade(database)

    again = f"{row.replace(')', ', state)')} VALUES ('berita-acara', 2025, :s, :n, 'r', :d, 'bernomor')"
    with database.read() as session:
        found = session.connection().execute(text("SELECT number, sequence, state FROM document_number")).all()
    assert [tuple(one) for one in found] == [("7/2025", 7, "bernomor")]
    for values in ({"s": 7, "n": "x", "d": "b"}, {"s": 8, "n": "7/2025", "d": "b"}, {"s": 8, "n": "x", "d": "a"}):
        with pytest.raises(AlreadyRecorded), database.write() as session:
            session.connection().execute(text(again), values)
    database.close()
