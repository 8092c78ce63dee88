"""Numbers by the office's format: the next of the year, only for what was issued, once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from netmaintd.errors import AlreadyRecorded, DecisionNotAllowed, DocumentError, NotFound
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import Office
from netmaintd.model.people import Assignment
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.number_document import Numbering, cancel_number, give_reserved, number_document
from samples import NOW

MINUTES, REPORT = DocumentKind.BERITA_ACARA, DocumentKind.LAPORAN_HASIL
OFFICE = Office(number_formats={"berita-acara": "{urut:03}/BA/{bulan_romawi}/{tahun}"})


@pytest.fixture
def store(tmp_path: Path, drafted: Round, assignments: list[Assignment]) -> Iterator[Store]:
    with open_store("", tmp_path / "state", bytes(range(32)), create=True) as opened:
        for assignment in assignments:
            opened.people.assign(assignment, "admin", NOW)
        opened.rounds.open(drafted, "jadwal", NOW)
        for site in ("a", "b"):
            opened.documents.store(MINUTES, drafted.id, site, f"%PDF {site}".encode(), "tim1", NOW)
        yield opened


def test_each_document_gets_the_next_number_of_the_year(store: Store, drafted: Round) -> None:
    given = [number_document(store, OFFICE, drafted.id, MINUTES, site, "kasi", NOW) for site in ("a", "b")]

    assert given == ["001/BA/XI/2026", "002/BA/XI/2026"]
    assert store.documents.number(MINUTES, drafted.id, "b") == "002/BA/XI/2026"


def test_a_number_is_never_given_twice(store: Store, drafted: Round) -> None:
    number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW, Numbering("12.a"))

    with pytest.raises(AlreadyRecorded):
        number_document(store, OFFICE, drafted.id, MINUTES, "b", "kasi", NOW, Numbering("12.a"))
    with pytest.raises(AlreadyRecorded):
        number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW)


@pytest.mark.parametrize("number", ["", "  ", "1\n2", "1\x1b[2J", "9" * 101])
def test_what_cannot_be_printed_is_no_number(store: Store, drafted: Round, number: str) -> None:
    with pytest.raises(DocumentError, match="satu baris yang dapat dicetak"):
        number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW, Numbering(number))


def test_what_was_not_issued_has_no_number(store: Store, drafted: Round) -> None:
    with pytest.raises(NotFound, match="no laporan-hasil"):
        number_document(store, OFFICE, drafted.id, REPORT, None, "kasi", NOW, Numbering("1"))


def test_a_number_is_kept_for_a_document_and_given_later(store: Store, drafted: Round) -> None:
    number = number_document(store, OFFICE, drafted.id, MINUTES, "a", "kabid", NOW, Numbering(reserve=True))
    assert store.documents.number(MINUTES, drafted.id, "a") is None

    give_reserved(store, OFFICE, number, "kasi", NOW + timedelta(days=1))

    assert store.documents.number(MINUTES, drafted.id, "a") == number


def test_a_cancelled_number_needs_a_reason_and_makes_room_for_another(store: Store, drafted: Round) -> None:
    number = number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW)
    with pytest.raises(DocumentError, match="alasan"):
        cancel_number(store, OFFICE, number, "  ", "kasi", NOW)

    cancel_number(store, OFFICE, number, "salah lokasi", "kasi", NOW)

    assert number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW) == "002/BA/XI/2026"


def test_the_counter_is_that_of_the_day_of_the_number(store: Store, drafted: Round) -> None:
    number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW)

    last_year = Numbering(day=date(2025, 12, 30))
    assert number_document(store, OFFICE, drafted.id, MINUTES, "b", "kasi", NOW, last_year) == "001/BA/XII/2025"
    with pytest.raises(DocumentError, match="sesudah hari ini"):
        number_document(store, OFFICE, drafted.id, MINUTES, "b", "kasi", NOW, Numbering(day=date(2026, 11, 24)))


def test_the_words_of_a_format_are_settings(store: Store, drafted: Round) -> None:
    pattern = "{klasifikasi}/{urut}/{jenis}/{unit}/{tahun}"
    words = {"klasifikasi": "500.12.2", "unit": "KOMINFO"}
    office = Office(number_formats={"berita-acara": pattern}, number_words=words)

    assert number_document(store, office, drafted.id, MINUTES, "a", "kasi", NOW) == "500.12.2/1/BA/KOMINFO/2026"
    own = office.model_copy(update={"number_kinds": {MINUTES: "B.A"}})
    assert number_document(store, own, drafted.id, MINUTES, "b", "kasi", NOW) == "500.12.2/2/B.A/KOMINFO/2026"


def test_a_word_that_is_not_set_is_told_before_a_number_is_taken(store: Store, drafted: Round) -> None:
    office = Office(number_formats={"berita-acara": "{klasifikasi}/{urut}"})

    with pytest.raises(DocumentError, match="klasifikasi"):
        number_document(store, office, drafted.id, MINUTES, "a", "kasi", NOW)
    assert store.numbers.of(drafted.id, MINUTES, "a") == ()


@pytest.mark.parametrize("user", ["tim1", "kadis"])
def test_only_who_keeps_the_register_numbers(store: Store, drafted: Round, user: str) -> None:
    with pytest.raises(DecisionNotAllowed):
        number_document(store, OFFICE, drafted.id, MINUTES, "a", user, NOW)


def test_fifty_who_number_at_once_get_fifty_numbers(store: Store, drafted: Round) -> None:
    sites = [f"lokasi-{place}" for place in range(50)]
    for site in sites:
        store.documents.store(MINUTES, drafted.id, site, f"%PDF {site}".encode(), "tim1", NOW)

    with ThreadPoolExecutor(50) as crowd:
        given = list(
            crowd.map(lambda site: number_document(store, OFFICE, drafted.id, MINUTES, site, "kasi", NOW), sites)
        )

    assert sorted(given) == [f"{sequence:03}/BA/XI/2026" for sequence in range(1, 51)]
