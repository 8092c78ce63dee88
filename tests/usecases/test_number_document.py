"""Numbers by the office's format: the next of the year, only for what was issued, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmaintd.errors import AlreadyRecorded, DocumentError, NotFound
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import Office
from netmaintd.model.people import Assignment
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.number_document import number_document
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
    number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW, "12.a")

    with pytest.raises(AlreadyRecorded):
        number_document(store, OFFICE, drafted.id, MINUTES, "b", "kasi", NOW, "12.a")
    with pytest.raises(AlreadyRecorded):
        number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW)


@pytest.mark.parametrize("number", ["", "  ", "1\n2", "1\x1b[2J", "9" * 101])
def test_what_cannot_be_printed_is_no_number(store: Store, drafted: Round, number: str) -> None:
    with pytest.raises(DocumentError, match="one printable line"):
        number_document(store, OFFICE, drafted.id, MINUTES, "a", "kasi", NOW, number)


def test_what_was_not_issued_has_no_number(store: Store, drafted: Round) -> None:
    with pytest.raises(NotFound, match="no laporan-hasil"):
        number_document(store, OFFICE, drafted.id, REPORT, None, "kasi", NOW, "1")
