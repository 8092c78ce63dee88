"""Signing through BSrE's service: its shapes, its refusals in words, and nothing typed that stays anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from certificates import PASSPHRASE, p12, person
from fake_bsre import NIK, PASSWORD, PHRASE, USER, FakeBsre, fake_bsre
from netmaintd.documents.make import paper
from netmaintd.documents.signing.bsre import Bsre, BsreVersion, Person
from netmaintd.documents.signing.keys import pkcs12
from netmaintd.documents.signing.pades import Act, signed
from netmaintd.documents.signing.stamps import Stamp
from netmaintd.documents.signing.verdicts import signatures_in
from netmaintd.errors import DocumentError, SigningFailed, SigningRefused, SigningUnknown
from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_dossier, sample_issue

PLAN = paper(sample_issue(DocumentKind.RENCANA_KERJA), sample_dossier(), OFFICE)
ROOM = PLAN.rooms[0]
WHO = Person(NIK, PHRASE)


def _sign(pdf: bytes) -> bytes:
    now = datetime.now(UTC)
    act = Act("bsre", ROOM, Stamp(ROOM, "Rahmat", "KASI", now.date()).pdf(), "Menyetujui", "Kota")
    return signed(pdf, pkcs12(p12(*person("Rahmat")), PASSPHRASE, now), act)


@pytest.fixture(scope="module")
def server() -> Iterator[FakeBsre]:
    with fake_bsre(_sign) as fake:
        yield fake


@pytest.fixture
def fake(server: FakeBsre) -> FakeBsre:
    server.mood = ""
    server.asked.clear()
    return server


def service(fake: FakeBsre, version: BsreVersion, password: str = PASSWORD, answer_s: float = 10) -> Bsre:
    return Bsre(fake.address, version, USER, password, answer_s)


def ask(bsre: Bsre) -> bytes:
    return bsre.sign(PLAN.pdf, WHO, ROOM, b"\x89PNG", "Menyetujui")


@pytest.mark.parametrize("version", BsreVersion)
def test_what_comes_back_is_the_document_with_a_good_signature(fake: FakeBsre, version: BsreVersion) -> None:
    pdf = ask(service(fake, version))

    assert pdf.startswith(PLAN.pdf)
    assert [verdict.good for verdict in signatures_in(pdf, (), datetime.now(UTC))] == [True]
    (asked,) = fake.asked
    assert (asked["version"], asked["nik"], asked["passphrase"]) == (version.value, NIK, PHRASE)
    assert (int(asked["page"]), int(asked["width"])) == (ROOM.page, round(ROOM.width))
    assert asked["tampilan"].casefold() == "visible"


@pytest.mark.parametrize("version", BsreVersion)
@pytest.mark.parametrize(
    ("mood", "error", "words"),
    [
        ("tidak-terdaftar", SigningRefused, "tidak terdaftar di BSrE"),
        ("tanpa-sertifikat", SigningRefused, "belum mempunyai sertifikat"),
        ("sandi-salah", SigningRefused, "tidak dicoba lagi"),
        ("bukan-pdf", SigningFailed, "tidak mengembalikan PDF"),
        ("putus", SigningUnknown, "hasil tidak diketahui"),
        ("galat", SigningUnknown, "hasil tidak diketahui"),
    ],
)
def test_every_failure_has_its_sentence_and_is_asked_once(
    fake: FakeBsre, version: BsreVersion, mood: str, error: type[DocumentError], words: str
) -> None:
    fake.mood = mood
    with pytest.raises(error, match=words):
        ask(service(fake, version))

    assert len(fake.asked) == 1


def test_a_service_that_falls_silent_after_the_document_was_sent_leaves_the_result_unknown(fake: FakeBsre) -> None:
    fake.mood = "diam"
    with pytest.raises(SigningUnknown, match="periksa di BSrE"):
        ask(service(fake, BsreVersion.V2, answer_s=0.3))


def test_an_account_that_is_refused_and_a_service_that_is_not_there_signed_nothing(fake: FakeBsre) -> None:
    with pytest.raises(SigningFailed, match="menolak akun kantor"):
        ask(service(fake, BsreVersion.V1, "salah"))
    with pytest.raises(SigningFailed, match="tidak terjangkau"):
        ask(Bsre("http://127.0.0.1:9", BsreVersion.V1, USER, PASSWORD))


@pytest.mark.parametrize("mood", ["", "sandi-salah", "galat"])
def test_what_is_typed_is_in_no_log_and_no_message(fake: FakeBsre, mood: str, caplog: pytest.LogCaptureFixture) -> None:
    fake.mood = mood
    caplog.set_level(logging.DEBUG)
    told = [repr(WHO), repr(service(fake, BsreVersion.V1))]
    try:
        ask(service(fake, BsreVersion.V1))
    except DocumentError as error:
        told += [repr(error), repr(error.__cause__)]

    assert not [text for text in (*told, caplog.text) for secret in (NIK, PHRASE, PASSWORD) if secret in text]
