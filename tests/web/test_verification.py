"""The public page: what anybody learns about a document, and what nobody does."""

from __future__ import annotations

import os
from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest

from netmaintd.model.documents import DocumentKind
from netmaintd.web.verification import ASKED_A_MINUTE
from samples import NOW, PEOPLE
from web_office import WebOffice

CODE, NEXT_CODE = "K7QM-4ZT1-9XWC-P0VA", "0000-0000-0000-0000"
PDF = b"%PDF-1.7 satu\n%%EOF"


@pytest.fixture
def issued(web: WebOffice) -> str:
    """The hash of a plan that was issued with a code, and on which the head of section decided."""
    plan = web.store.documents.store(
        DocumentKind.RENCANA_KERJA, web.round_id, None, PDF, "kasi", NOW, code=CODE
    )  # fmt: skip
    return plan.sha256


def sent(web: WebOffice, content: bytes, name: str = "rencana.pdf") -> Any:
    return web.browser().post("/verifikasi", files={"berkas": (name, content, "application/pdf")})


def replace_it(web: WebOffice) -> None:
    web.store.documents.store(
        DocumentKind.RENCANA_KERJA, web.round_id, None, b"%PDF-1.7 dua", "kasi", NOW + timedelta(days=2), code=NEXT_CODE
    )


def test_a_stranger_opens_the_page_and_types_a_code(web: WebOffice, issued: str) -> None:
    stranger = web.browser()

    assert "Periksa keaslian dokumen" in stranger.get("/verifikasi").text
    answer = stranger.get("/verifikasi", params={"kode": CODE.lower().replace("-", " ")})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/verifikasi/{CODE}")
    told = stranger.get(f"/verifikasi/{CODE}").text
    for words in ("Terdaftar.", "Rencana Kerja Pemeliharaan Jaringan Berkala", issued, "Pemeliharaan triwulan"):
        assert words in told
    assert "127.0.0.1" not in told


def test_who_decided_is_named_with_his_post_and_without_his_number(web: WebOffice) -> None:
    web.decide("kasi", "submit", catatan="catatan dalam")
    document = web.store.documents.latest(web.round_id, DocumentKind.RENCANA_KERJA, None)
    assert document is not None

    told = web.browser().get(f"/verifikasi/{document.code}").text

    assert f"<b>{PEOPLE['kasi'].title}</b>, {PEOPLE['kasi'].name}" in told
    assert "Ajukan rencana kerja" in told
    assert "catatan dalam" not in told
    assert "19730408" not in told


def test_a_replaced_version_leads_to_the_newest(web: WebOffice, issued: str) -> None:
    replace_it(web)

    told = web.browser().get(f"/verifikasi/{CODE}").text

    assert "Sudah diganti dengan versi 2 tanggal 25 November 2026." in told
    assert f'href="/verifikasi/{NEXT_CODE}"' in told


def test_an_unknown_code_is_a_sentence_and_not_found(web: WebOffice, issued: str) -> None:
    answer = web.browser().get(f"/verifikasi/{NEXT_CODE}")

    assert answer.status_code == 404
    assert "Kode ini tidak terdaftar." in answer.text
    assert web.browser().get("/verifikasi", params={"kode": "<b>x"}).status_code == 422
    assert "<b>x" not in web.browser().get("/verifikasi", params={"kode": "<b>x"}).text


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (PDF, 200, "Asli."),
        (PDF.replace(b"satu", b"sAtu"), 200, "Tidak terdaftar."),
        (PDF + b"\nlagi\n%%EOF", 200, "Ada yang ditambahkan."),
        (b"PK\x03\x04 %PDF-", 422, "bukan PDF"),
        (b"", 422, "Pilih berkas PDF dahulu."),
    ],
)
def test_a_file_is_genuine_changed_added_to_or_no_pdf(
    web: WebOffice, issued: str, content: bytes, status: int, words: str
) -> None:
    answer = sent(web, content)

    assert answer.status_code == status
    assert words in answer.text


def test_the_file_of_an_older_version_is_genuine_but_not_the_newest(web: WebOffice, issued: str) -> None:
    replace_it(web)

    assert "Asli, tetapi bukan yang terbaru." in sent(web, PDF).text


def test_a_large_file_that_is_no_pdf_is_refused_at_once_and_nothing_is_kept(web: WebOffice, issued: str) -> None:
    kept = sum(1 for _ in (web.site.store._blobs._folder).rglob("*"))
    began = perf_counter()

    answer = sent(web, os.urandom(17 * 1024 * 1024))

    assert perf_counter() - began < 3  # a second on a machine with nothing else to do
    assert answer.status_code == 422
    assert sent(web, b"%PDF-" + os.urandom(1024 * 1024)).status_code == 200
    assert sum(1 for _ in (web.site.store._blobs._folder).rglob("*")) == kept
    assert sent(web, bytes(19 * 1024 * 1024)).status_code == 413


def test_browsers_and_search_engines_keep_nothing_of_it(web: WebOffice, issued: str) -> None:
    for answer in (web.browser().get("/verifikasi"), web.browser().get(f"/verifikasi/{CODE}"), sent(web, PDF)):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"


def test_who_asks_too_often_waits_a_minute(web: WebOffice, issued: str) -> None:
    stranger = web.browser()
    answers = [stranger.get(f"/verifikasi/{CODE}").status_code for _ in range(ASKED_A_MINUTE + 1)]

    assert answers == [200] * ASKED_A_MINUTE + [429]
    assert int(stranger.get(f"/verifikasi/{CODE}").headers["retry-after"]) <= 60
    web.clock.move_to(NOW + timedelta(minutes=2))
    assert stranger.get(f"/verifikasi/{CODE}").status_code == 200


def test_a_reader_who_chose_english_keeps_it(web: WebOffice, issued: str) -> None:
    stranger = web.browser()
    stranger.get("/bahasa/en")

    assert "Check whether a document is genuine" in stranger.get("/verifikasi").text
    assert "Registered." in stranger.get(f"/verifikasi/{CODE}").text


def test_a_page_elsewhere_cannot_send_a_file_here(web: WebOffice, issued: str) -> None:
    answer = web.browser().post(
        "/verifikasi", files={"berkas": ("a.pdf", PDF)}, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 403
