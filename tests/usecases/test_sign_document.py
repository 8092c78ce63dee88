"""Signing a document: only who stands on it, the newest version, each once; nothing recorded that is not good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from certificates import PASSPHRASE, p12, person
from fake_bsre import NIK, PASSWORD, PHRASE, USER, fake_bsre
from netmaintd.config.secret_ref import SecretRef
from netmaintd.config.signing import BsreSettings, SigningSettings
from netmaintd.documents.signing.verdicts import signatures_in
from netmaintd.errors import DecisionNotAllowed, NotFound, SigningFailed, SigningRefused, StaleDecision
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import Office
from netmaintd.model.people import Assignment
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.rounds import Decision, Round
from netmaintd.model.signatures import SigningMethod
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.chain import begin
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.record_decision import record_decision
from netmaintd.usecases.sign_document import BsreKey, FileKey, Signing, TokenKey, sign_document
from samples import NOW, PEOPLE

OFFICE = Office()
CALENDAR = WorkingCalendar(OfficeCalendar(), OFFICE.zone)
SIGNING = Signing(SigningSettings(), lambda: PASSWORD)


def key(name: str) -> FileKey:
    return FileKey(p12(*person(name)), PASSPHRASE)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path, drafted: Round) -> Iterator[Store]:
    with open_store("", tmp_path / "state", b"k" * 32, create=True) as store:
        for one in PEOPLE.values():
            store.people.assign(Assignment(one, NOW.date()), "admin", NOW)
        store.rounds.open(begin(drafted, NOW, CALENDAR), "jadwal", NOW)
        yield store


@pytest.fixture
def plan(store: Store, drafted: Round) -> str:
    """Give the hash of a work plan that was submitted."""
    record_decision(store, OFFICE, CALENDAR, drafted.id, Decision("submit", 1), "kasi", NOW)
    issued = store.documents.latest(drafted.id, DocumentKind.RENCANA_KERJA, None)
    assert issued
    return issued.sha256


def sign(store: Store, sha256: str, user: str, key: FileKey | TokenKey | BsreKey, signing: Signing = SIGNING) -> str:
    return sign_document(store, OFFICE, signing, sha256, key, user, now()).sha256


def test_people_sign_one_after_the_other_and_each_finds_his_own_room(store: Store, plan: str) -> None:
    sign(store, plan, "kasi", key("Rahmat"))
    last = sign(store, plan, "kabid", key("Dewi"))

    pdf = store.signed_copies.content(last)
    assert [(one.signer, one.good) for one in signatures_in(pdf, (), now())] == [("Rahmat", True), ("Dewi", True)]
    assert pdf.startswith(store.documents.content(plan))
    assert [copy.signer for copy in store.signed_copies.of(plan)] == ["Rahmat", "Dewi"]


def test_nobody_signs_twice_and_nobody_whose_post_is_not_on_the_document(store: Store, plan: str) -> None:
    sign(store, plan, "kasi", key("Rahmat"))
    for user in ("kasi", "tim1"):
        with pytest.raises(DecisionNotAllowed, match="tidak ada tempat tanda tangan"):
            sign(store, plan, user, key("Siapa"))

    assert len(store.signed_copies.of(plan)) == 1


def test_a_version_that_was_replaced_is_not_signed_any_more(store: Store, plan: str, drafted: Round) -> None:
    store.documents.store(DocumentKind.RENCANA_KERJA, drafted.id, None, b"%PDF newer", "kasi", NOW)
    with pytest.raises(StaleDecision, match="versi yang terbaru"):
        sign(store, plan, "kasi", key("Rahmat"))
    with pytest.raises(NotFound):
        sign(store, "0" * 64, "kasi", key("Rahmat"))


def test_a_wrong_passphrase_records_nothing(store: Store, plan: str) -> None:
    before = store.audit.head()
    with pytest.raises(SigningRefused):
        sign(store, plan, "kasi", FileKey(p12(*person("Rahmat")), "salah"))

    assert store.audit.head() == before


def bsre(address: str) -> Signing:
    account = BsreSettings(address=address, version="v2", user=USER, password=SecretRef(env="X"))
    return replace(SIGNING, settings=SigningSettings(bsre=account))


def test_a_service_that_gives_back_another_document_or_no_signature_is_not_believed(store: Store, plan: str) -> None:
    for answer in (lambda pdf: pdf, lambda _: b"%PDF-1.7 other"):
        with fake_bsre(answer) as fake, pytest.raises(SigningFailed, match="tidak dicatat"):
            sign(store, plan, "kasi", BsreKey(NIK, PHRASE), bsre(fake.address))

    assert store.signed_copies.of(plan) == ()


def test_what_the_office_has_not_set_up_is_said(store: Store, plan: str) -> None:
    with pytest.raises(SigningFailed, match=r"administrator mengisi signing\.bsre"):
        sign(store, plan, "kasi", BsreKey(NIK, PHRASE))
    with pytest.raises(SigningFailed, match=r"administrator mengisi signing\.pkcs11"):
        sign(store, plan, "kasi", TokenKey("x", "1"))


def test_how_a_copy_was_signed_stays_on_record_and_the_chain_holds(store: Store, plan: str) -> None:
    sign(store, plan, "kasi", key("Rahmat"))

    (copy,) = store.signed_copies.of(plan)
    assert (copy.method, copy.recorded_by) == (SigningMethod.PKCS12, "kasi")
    assert store.verify_all().troubles == ()
