"""Signed copies: one signature after the other, none lost to a race, and findable by their bytes."""

from __future__ import annotations

import pytest

from netmaintd.errors import AlreadyRecorded, StaleDecision
from netmaintd.model.documents import DocumentKind
from netmaintd.model.signatures import SignatureBox, SigningMethod
from netmaintd.store.connect import Store
from samples import NOW
from signing import signed_copy

ROOM = SignatureBox("Rahmat", "KEPALA SEKSI", 1, 70.0, 700.5, 148.0, 51.0, 842.0)


@pytest.fixture
def document(store: Store, opened: str) -> str:
    return store.documents.store(DocumentKind.RENCANA_KERJA, opened, None, b"%PDF", "kasi", NOW, (ROOM,)).sha256


def test_the_next_signature_is_put_on_the_newest_copy(store: Store, document: str) -> None:
    first = signed_copy(store, document, b"%PDF one")
    store.signed_copies.add(first, NOW)
    second = signed_copy(store, document, b"%PDF one two", previous=first.sha256)
    store.signed_copies.add(second, NOW)

    assert store.signed_copies.head(document) == second.sha256
    assert store.signed_copies.of(document) == (first, second)
    assert store.signed_copies.find(first.sha256) == first
    assert store.signed_copies.content(second.sha256) == b"%PDF one two"


def test_of_two_who_sign_the_same_copy_one_is_told_to_open_it_again(store: Store, document: str) -> None:
    store.signed_copies.add(signed_copy(store, document, b"%PDF Rahmat"), NOW)
    with pytest.raises(StaleDecision, match="lebih dulu"):
        store.signed_copies.add(signed_copy(store, document, b"%PDF Dewi"), NOW)


def test_a_scan_stands_beside_the_signatures_and_is_never_signed_itself(store: Store, document: str) -> None:
    scan = signed_copy(store, document, b"%PDF scan", SigningMethod.SCAN)
    store.signed_copies.add(scan, NOW)

    assert store.signed_copies.head(document) == document
    assert store.signed_copies.of(document) == (scan,)
    with pytest.raises(AlreadyRecorded):
        store.signed_copies.add(scan, NOW)


def test_where_signatures_go_is_kept_with_the_document(store: Store, document: str) -> None:
    assert store.signed_copies.rooms(document) == (ROOM,)
    assert store.signed_copies.rooms("0" * 64) == ()


def test_a_signature_is_told_in_the_audit_chain_of_its_round(store: Store, opened: str, document: str) -> None:
    store.signed_copies.add(signed_copy(store, document, b"%PDF one"), NOW)

    row = store.audit.list(opened)[-1]
    assert (row["action"], row["signer"], row["method"]) == ("document.signed", "Rahmat", "pkcs12")
    assert store.verify_all().troubles == ()
