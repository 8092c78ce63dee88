"""Codes of documents in the store: one for a version, found again, sealed."""

from __future__ import annotations

import pytest
from sqlmodel import select

from netmaintd.errors import AlreadyRecorded
from netmaintd.model.documents import DocumentKind
from netmaintd.store.connect import Store
from netmaintd.store.tables import DocumentCodeRow
from samples import NOW

BA = DocumentKind.BERITA_ACARA
CODE, OTHER = "K7QM-4ZT1-9XWC-P0VA", "0000-0000-0000-0000"


def test_a_version_is_found_by_its_code_and_by_no_other(store: Store, opened: str) -> None:
    issued = store.documents.store(BA, opened, "a", b"%PDF one", "kasi", NOW, code=CODE)

    assert issued.code == CODE
    assert store.documents.with_code(CODE) == store.documents.find(issued.sha256) == issued
    assert store.documents.with_code(OTHER) is None


def test_each_version_has_a_code_of_its_own(store: Store, opened: str) -> None:
    first = store.documents.store(BA, opened, "a", b"%PDF one", "kasi", NOW, code=CODE)
    second = store.documents.store(BA, opened, "a", b"%PDF two", "kasi", NOW, code=OTHER)

    assert store.documents.with_code(CODE) == first
    assert store.documents.with_code(OTHER) == second
    with pytest.raises(AlreadyRecorded):
        store.documents.store(BA, opened, "b", b"%PDF three", "kasi", NOW, code=CODE)
    assert store.documents.latest(opened, BA, "b") is None


def test_a_version_from_before_there_were_codes_has_none(store: Store, opened: str) -> None:
    assert store.documents.store(BA, opened, "a", b"%PDF one", "kasi", NOW).code is None
    assert store.verify_all().troubles == ()


def test_a_code_that_leads_elsewhere_than_it_was_recorded_is_found(store: Store, opened: str) -> None:
    store.documents.store(BA, opened, "a", b"%PDF one", "kasi", NOW, code=CODE)
    assert store.verify_all().troubles == ()
    with store._database.write() as session:
        session.exec(select(DocumentCodeRow)).one().document_sha256 = "f" * 64

    assert f"code {CODE}: changed after it was recorded" in store.verify_all().troubles
