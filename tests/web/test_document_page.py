"""A document's own page: its numbers are kept by section and division head, and seen by all who read."""

from __future__ import annotations

from typing import Any

import pytest

from netmaintd.config.settings import Settings
from netmaintd.model.document_numbers import NumberState
from netmaintd.model.documents import DocumentKind, IssuedDocument
from netmaintd.model.office import Office
from web_office import WebOffice

PLAN = DocumentKind.RENCANA_KERJA
NUMBERED = Settings(office=Office(number_formats={"rencana-kerja": "{urut:03}/RK/{tahun}"}))


@pytest.fixture
def plan(web: WebOffice) -> IssuedDocument:
    web.decide("kasi", "submit")
    document = web.store.documents.latest(web.round_id, PLAN, None)
    assert document is not None
    return document


def send(web: WebOffice, user: str, plan: IssuedDocument, what: str, **data: Any) -> Any:
    return web.browser(user).post(f"/dokumen/{plan.sha256}/{what}", data=data)


def test_a_document_gets_the_next_number_and_its_next_version_bears_it(web: WebOffice, plan: IssuedDocument) -> None:
    web.use(NUMBERED)

    assert send(web, "kasi", plan, "nomor").status_code == 303
    answer = send(web, "kasi", plan, "terbitkan")

    newest = web.store.documents.latest(web.round_id, PLAN, None)
    assert newest is not None
    assert (newest.version, newest.number, newest.supersedes) == (2, "001/RK/2026", plan.sha256)
    assert answer.headers["location"] == f"/dokumen/{newest.sha256}/rincian"
    told = web.browser("auditor").get(f"/dokumen/{plan.sha256}/rincian").text
    assert "Ini versi 1; sudah diganti." in told
    assert "001/RK/2026" in told


def test_a_number_is_reserved_given_and_cancelled_on_the_page(web: WebOffice, plan: IssuedDocument) -> None:
    send(web, "kabid", plan, "nomor", nomor="12.a", cara="cadangkan", tanggal="2026-11-20")
    assert "Berikan nomor 12.a" in web.browser("kasi").get(f"/dokumen/{plan.sha256}/rincian").text
    send(web, "kasi", plan, "nomor/berikan", nomor="12.a")
    assert web.store.documents.number(PLAN, web.round_id, None) == "12.a"

    assert send(web, "kasi", plan, "nomor/batalkan", nomor="12.a", alasan="<b>salah").status_code == 303

    (number,) = web.store.numbers.of(web.round_id, PLAN, None)
    assert [act.state for act in number.acts] == list(NumberState)
    told = web.browser("auditor").get(f"/dokumen/{plan.sha256}/rincian").text
    assert "&lt;b&gt;salah" in told
    assert "20 November 2026" in told


@pytest.mark.parametrize(
    ("what", "data", "words"),
    [
        ("nomor", {}, "belum memuat format nomor"),
        ("nomor", {"nomor": "1", "tanggal": "2027-01-01"}, "tidak boleh sesudah hari ini"),
        ("nomor", {"nomor": "1", "tanggal": "kemarin"}, "pilih dari kalender"),
        ("nomor", {"nomor": "1\n2"}, "satu baris yang dapat dicetak"),
        ("nomor", {"nomor": "lama"}, "batalkan nomor itu lebih dahulu"),
        ("nomor/batalkan", {"nomor": "lama", "alasan": " "}, "tulis alasan"),
        ("nomor/berikan", {"nomor": "lama"}, "sudah bernomor"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    web: WebOffice, plan: IssuedDocument, what: str, data: dict[str, str], words: str
) -> None:
    if "lama" in data.values():
        send(web, "kasi", plan, "nomor", nomor="lama")
    before = web.store.numbers.of(web.round_id, PLAN, None)

    answer = send(web, "kasi", plan, what, **data)

    assert answer.status_code == 422
    assert words in answer.text
    assert web.store.numbers.of(web.round_id, PLAN, None) == before


def test_a_number_of_another_document_is_not_touched_from_here(web: WebOffice, plan: IssuedDocument) -> None:
    assert send(web, "kasi", plan, "nomor/batalkan", nomor="99", alasan="salah").status_code == 404


@pytest.mark.parametrize("user", ["kadis", "tim1", "auditor"])
def test_others_read_and_number_nothing(web: WebOffice, plan: IssuedDocument, user: str) -> None:
    page = web.browser(user).get(f"/dokumen/{plan.sha256}/rincian")

    assert page.status_code == 200
    assert "Beri nomor" not in page.text
    assert send(web, user, plan, "nomor", nomor="1").status_code == 403
    assert send(web, user, plan, "terbitkan").status_code == 403
