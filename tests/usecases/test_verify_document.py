"""What anybody learns of a document: by its code, or by its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from netmaintd.errors import UploadRefused
from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Capacity
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.rounds import Decision, Round, Signature, SignatureMethod, Visit
from netmaintd.model.signatures import SignedCopy, SigningMethod
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.chain import begin, decide
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.verify_document import AGENCY, look_up, verify_document
from samples import NOW, PEOPLE

CODE, NEXT_CODE = "K7QM-4ZT1-9XWC-P0VA", "0000-0000-0000-0000"
PLAN, MINUTES, SHEET = DocumentKind.RENCANA_KERJA, DocumentKind.BERITA_ACARA, DocumentKind.LEMBAR_DISPOSISI
LATER = NOW + timedelta(hours=1)
CALENDAR = WorkingCalendar(OfficeCalendar(), ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def store(tmp_path: Path, drafted: Round) -> Iterator[Store]:
    with open_store("", tmp_path / "state", bytes(32), create=True) as opened:
        opened.rounds.open(begin(drafted, NOW, CALENDAR), "jadwal", NOW)
        yield opened


@pytest.fixture
def plan(store: Store, drafted: Round) -> bytes:
    """The bytes of the plan's first version, issued with a code."""
    store.documents.store(PLAN, drafted.id, None, b"%PDF-1.7 one\n%%EOF", "kasi", NOW, code=CODE)
    return b"%PDF-1.7 one\n%%EOF"


def decided(store: Store, round_: Round, user: str, verb: str, **said: str) -> Round:
    official = replace(PEOPLE[user], capacity=Capacity.PLT, nip="197304082002121005")
    decision = Decision(verb, round_.version, reason="Laksanakan", **said)
    after = decide(round_, decision, official, LATER, CALENDAR, ())
    store.rounds.save_decision(round_, after, decision, official, LATER)
    return after


def test_a_code_leads_to_what_anybody_may_know(store: Store, plan: bytes, drafted: Round) -> None:
    record = look_up(store, f"https://jaringan.contoh.go.id/verifikasi/{CODE.lower()}")

    assert record is not None
    assert (record.document.kind, record.document.version, record.newest) == (PLAN, 1, None)
    assert record.round_title == drafted.title
    assert "versi terbaru" in record.sentence


@pytest.mark.parametrize("typed", [NEXT_CODE, "bukan kode", ""])
def test_a_code_that_nobody_issued_leads_nowhere(store: Store, plan: bytes, typed: str) -> None:
    assert look_up(store, typed) is None


def test_who_decided_on_exactly_these_bytes_is_named_with_his_capacity(
    store: Store, plan: bytes, drafted: Round
) -> None:
    shown = verify_document(store, plan).sha256
    submitted = decided(store, store.rounds.get(drafted.id), "kasi", "submit", document_sha256="another version")
    decided(store, submitted, "kabid", "forward", document_sha256=shown)

    record = verify_document(store, plan).record

    assert record is not None
    assert [(act.post, act.name, act.what) for act in record.acts] == [
        (f"Plt. {PEOPLE['kabid'].title}", PEOPLE["kabid"].name, "laporkan kepada Kepala Dinas")
    ]
    assert "197304082002121005" not in repr(record)


def test_a_file_is_the_newest_version_or_one_that_was_replaced(store: Store, plan: bytes, drafted: Round) -> None:
    assert verify_document(store, plan).sentence.endswith("asli dan tidak berubah.")

    second = store.documents.store(PLAN, drafted.id, None, b"%PDF-two", "kasi", LATER, code=NEXT_CODE)

    verdict = verify_document(store, plan)
    assert verdict.record is not None
    assert verdict.record.newest == second
    assert verdict.sentence.endswith("asli dan tidak berubah, tetapi sudah diganti dengan versi 2.")
    assert verify_document(store, b"%PDF-two").sentence.endswith("asli dan tidak berubah.")


def test_a_version_from_before_there_were_codes_is_found_by_its_file(store: Store, drafted: Round) -> None:
    store.documents.store(PLAN, drafted.id, None, b"%PDF-old", "kasi", NOW)

    assert verify_document(store, b"%PDF-old").document is not None


def test_a_flipped_byte_is_found(store: Store, plan: bytes) -> None:
    flipped = plan.replace(b"one", b"onf")

    assert verify_document(store, flipped).record is None
    assert "bukan dokumen yang terdaftar" in verify_document(store, flipped).sentence


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_document_to_which_something_was_added_is_told_as_that(store: Store, drafted: Round, end: bytes) -> None:
    issued = b"%PDF-1.7 one\n%%EOF" + end
    store.documents.store(PLAN, drafted.id, None, issued, "kasi", NOW)

    verdict = verify_document(store, issued + b"tanda tangan lain\n%%EOF\n")

    assert verdict.added
    assert verdict.document is None
    assert verdict.record is not None
    assert "belum terdaftar" in verdict.sentence


def test_a_signed_copy_is_genuine_and_says_who_signed(store: Store, plan: bytes) -> None:
    document = verify_document(store, plan).sha256
    signed = plan + b"\nttd\n%%EOF\n"
    copy = SignedCopy(
        document, store.signed_copies.put(signed), document, SigningMethod.PKCS12, "Rahmat", "Plt. Kepala Seksi",
        NOW, NOW, "kasi",
    )  # fmt: skip
    store.signed_copies.add(copy, NOW)

    verdict = verify_document(store, signed)

    assert verdict.record is not None
    assert (verdict.copy, verdict.added, verdict.record.document.sha256) == (copy, False, document)
    assert ("Plt. Kepala Seksi", "Rahmat") in [(act.post, act.name) for act in verdict.record.acts]


def test_the_agency_is_told_without_the_name_of_its_person(store: Store, drafted: Round) -> None:
    signature = Signature("Nurhayati", "Kepala Subbagian", NOW, SignatureMethod.WET)
    site = drafted.work_plan.sites[0]
    visits = (Visit(site.site, site.opd, NOW.date(), signature=signature), *drafted.visits[1:])
    with_visit = replace(drafted, visits=visits, version=2)
    store.rounds.save_decision(drafted, with_visit, Decision("submit", 1), PEOPLE["kasi"], NOW)
    store.documents.store(MINUTES, drafted.id, site.site, b"%PDF-ba", "tim1", LATER)

    record = verify_document(store, b"%PDF-ba").record

    assert record is not None
    assert record.site_title == site.title
    assert [(act.post, act.name, act.what) for act in record.acts] == [(AGENCY, "", "tanda tangan basah")]
    assert "Nurhayati" not in repr(record)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b" %PDF-1.7"])
def test_what_is_no_pdf_is_refused_with_a_sentence(store: Store, content: bytes) -> None:
    with pytest.raises(UploadRefused, match="bukan PDF"):
        verify_document(store, content)


def test_a_pdf_with_a_million_ends_is_judged_like_any_other(store: Store) -> None:
    assert verify_document(store, b"%PDF-1.7" + b"%%EOF\n" * 1_000_000).record is None
