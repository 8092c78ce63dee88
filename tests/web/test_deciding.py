"""A round decided on pages: what waits for whom, what was shown, and what a stale page is told."""

from __future__ import annotations

import pytest

from netmaintd.model.rounds import Decision
from netmaintd.usecases.record_decision import record_decision
from web_office import WebOffice


def test_each_official_finds_what_waits_for_him_and_nobody_else_does(web: WebOffice) -> None:
    def waits(user: str) -> bool:
        return "Baca dan putuskan" in web.browser(user).get("/").text

    assert waits("kasi")
    assert not waits("kabid")
    assert web.decide("kasi", "submit").status_code == 303
    assert not waits("kasi")
    assert waits("kabid")
    assert "hari kerja lagi" in web.browser("kabid").get("/").text


def test_the_frozen_document_is_one_tap_away_and_its_hash_goes_with_the_decision(web: WebOffice) -> None:
    web.decide("kasi", "submit")
    page = web.browser("kabid").get(f"/putaran/{web.round_id}/keputusan").text
    document = web.store.documents.list(web.round_id)[0]

    assert f'/dokumen/{document.sha256}"' in page
    paper = web.browser("kabid").get(f"/dokumen/{document.sha256}")
    assert paper.content.startswith(b"%PDF")
    assert web.decide("kabid", "forward", dokumen=document.sha256).status_code == 303
    assert web.store.rounds.get(web.round_id).trail[1].document_sha256 == document.sha256


def test_a_return_without_a_reason_is_not_recorded_and_says_what_is_missing(web: WebOffice) -> None:
    web.decide("kasi", "submit")

    answer = web.decide("kabid", "return")
    assert answer.status_code == 422
    assert "Lengkapi: alasan" in answer.text
    assert web.store.rounds.get(web.round_id).step == 2
    assert web.decide("kabid", "return", catatan="Tanggal berbenturan").status_code == 303
    assert "Tanggal berbenturan" in web.browser("kasi").get(f"/putaran/{web.round_id}").text


def test_a_stale_page_and_a_changed_document_are_refused_with_what_happened(web: WebOffice) -> None:
    web.decide("kasi", "submit")
    seen = web.store.rounds.get(web.round_id)
    forward = Decision("forward", seen.version)
    record_decision(web.store, web.site.office, web.site.calendar, web.round_id, forward, "kabid", web.clock.now())

    late = web.decide("kabid", "return", versi=seen.version, catatan="Perbaiki")
    other = web.decide("kadis", "dispose", catatan="Laksanakan", dokumen="0" * 64)

    assert late.status_code == other.status_code == 409
    assert "Dewi" in late.text
    assert web.store.rounds.get(web.round_id).step == 3


def test_only_the_role_of_the_step_decides_and_a_refusal_changes_nothing(web: WebOffice) -> None:
    before = web.store.rounds.get(web.round_id)

    for user in ("kabid", "kadis", "tim1", "opd", "auditor"):
        assert web.decide(user, "submit").status_code == 403
    assert web.store.rounds.get(web.round_id) == before


@pytest.mark.parametrize(
    "fields",
    [{"petugas": "siapa"}, {"petugas": "kasi"}, {"catatan": ""}, {"sampai": "kemarin"}, {"cara": "TIDAK"}],
)
def test_what_cannot_be_taken_is_refused_and_the_page_stays(web: WebOffice, fields: dict[str, str]) -> None:
    for user, verb in (("kasi", "submit"), ("kabid", "forward"), ("kadis", "dispose"), ("kabid", "dispose")):
        assert web.decide(user, verb, catatan="Laksanakan").status_code == 303
    good = {"petugas": "tim1", "catatan": "Ditunjuk", "penanda": "x", "jabatan": "y"}

    assert web.decide("kasi", "appoint", **{**good, **fields}).status_code == 422
    assert web.decide("kasi", "appoint", petugas=["tim1", "tim2"], catatan="Ditunjuk").status_code == 303


def test_no_address_leads_to_stored_bytes_that_are_no_document(web: WebOffice) -> None:
    secret = web.store._blobs.put(b"hostname rahasia")

    assert web.browser("kasi").get(f"/dokumen/{secret}").status_code == 404
    assert web.browser("kasi").get("/dokumen/..%2f..%2fetc").status_code == 404
    assert web.browser("kasi").get("/putaran/tidak-ada").status_code == 404


def test_words_of_people_and_devices_are_shown_never_obeyed(web: WebOffice) -> None:
    web.decide("kasi", "submit")
    hostile = "<script>alert(1)</script> {{ 7*7 }} \u202e\"'"
    web.decide("kabid", "return", catatan=hostile)

    text = web.browser("kasi").get(f"/putaran/{web.round_id}").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    assert "{{ 7*7 }}" in text


def test_who_decides_reads_who_sent_it_and_what_he_wrote(web: WebOffice) -> None:
    web.decide("kasi", "submit")
    web.decide("kabid", "return", catatan="Tanggal <b>bentrok</b>")

    page = web.browser("kasi").get(f"/putaran/{web.round_id}/keputusan").text

    assert "Kembalikan untuk diperbaiki" in page
    assert "Dewi" in page
    assert "Tanggal &lt;b&gt;bentrok&lt;/b&gt;" in page


def test_what_may_be_decided_besides_is_reached_from_the_round_and_never_lies_open(web: WebOffice) -> None:
    browser = web.browser("kadis")

    assert "Batalkan putaran" in browser.get(f"/putaran/{web.round_id}").text
    page = browser.get(f"/putaran/{web.round_id}/keputusan").text
    assert "Batalkan putaran" in page
    assert '<details class="card choices ends">' in page
    assert "Baca dan putuskan" not in browser.get("/").text
    assert web.decide("kadis", "cancel", catatan="Dana dialihkan").status_code == 303
