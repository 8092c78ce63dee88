"""The completeness page: what is missing by name, the way to each blank, and what the section head lets pass."""

from __future__ import annotations

import re
from html import unescape

import pytest

from netmaintd.model.rounds import Decision, Signature, SignatureMethod
from netmaintd.signoff.completeness import gaps, open_gaps, overridden
from netmaintd.usecases.record_decision import record_decision
from samples import examination
from visiting import at_work, send
from web_office import WebOffice


def page_of(web: WebOffice, user: str, query: str = "") -> str:
    answer = web.browser(user).get(f"/putaran/{web.round_id}/kelengkapan{query}")
    assert answer.status_code == 200
    return answer.text


def at_the_report(web: WebOffice) -> None:
    """Let both visits end, each signed by its agency."""
    at_work(web)
    for place in ("a", "b"):
        decide(web, "finish-visit", place)
        signed = Signature("Siti", "Camat", web.clock.now(), SignatureMethod.WET)
        decide(web, "acknowledge", place, signature=signed)


def decide(web: WebOffice, verb: str, place: str, **said: Signature) -> None:
    round_ = web.store.rounds.get(web.round_id)
    decision = Decision(verb, round_.version, site=place, **said)
    record_decision(web.store, web.site.office, web.site.calendar, web.round_id, decision, "tim1", web.clock.now())


def test_everything_that_is_missing_stands_there_with_a_way_to_an_existing_field(web: WebOffice) -> None:
    at_work(web)
    browser = web.browser("tim1")
    page = unescape(page_of(web, "tim1"))

    missing = open_gaps(web.store.dossiers.get(web.round_id))
    assert f"Masih kurang: {len(missing)}" in page
    hrefs = re.findall(r'href="(/[^"]+)">Isi<', page)
    assert len(hrefs) == len(missing)
    for href in set(hrefs):
        address, _, anchor = href.partition("#")
        answer = browser.get(address)
        assert answer.status_code == 200, href
        assert not anchor or f'id="{anchor}"' in answer.text, href


def test_a_line_goes_when_its_field_is_filled_in_and_points_are_counted(web: WebOffice) -> None:
    at_work(web)
    before = page_of(web, "tim1")
    send(web, "tim1", ditemui="Sekretaris", tindakan="Membersihkan rak")

    after = page_of(web, "tim1")

    assert before.count("Tindakan belum ditulis") - after.count("Tindakan belum ditulis") == 1
    assert "Tindakan belum ditulis" in after
    only = page_of(web, "tim1", "?butir=5&lokasi=b")
    assert "jam datang" in only.casefold()
    assert "indakan belum ditulis" not in only
    assert "Lokasi a" not in only


def test_the_section_head_ticks_what_he_lets_pass_and_the_page_says_who_and_why(web: WebOffice) -> None:
    at_the_report(web)
    kasi = web.browser("kasi")
    page = page_of(web, "kasi")
    keys = [unescape(key) for key in re.findall(r'name="kekurangan" value="([^"]+)"', page)]
    assert sorted(keys) == sorted(gap.key for gap in open_gaps(web.store.dossiers.get(web.round_id)))

    version = web.store.rounds.get(web.round_id).version
    data = {"perintah": "override-gap", "versi": version, "kekurangan": keys[:2], "catatan": "Foto <b>tidak</b> perlu"}
    answer = kasi.post(f"/putaran/{web.round_id}/keputusan", data=data)

    assert answer.headers["location"] == f"/putaran/{web.round_id}/kelengkapan"
    assert {gap.key for gap, _ in overridden(web.store.dossiers.get(web.round_id))} == set(keys[:2])
    page = page_of(web, "tim1")
    assert page.count("Foto &lt;b&gt;tidak&lt;/b&gt; perlu") == 2
    assert "Rahmat" in page
    assert 'name="kekurangan"' not in page


def test_a_report_that_is_not_whole_is_refused_with_the_way_to_what_is_missing(web: WebOffice) -> None:
    at_the_report(web)

    answer = web.decide("tim1", "submit-report", catatan="Sudah semua")

    assert answer.status_code == 422
    assert "Belum dapat diserahkan" in answer.text
    assert f"/putaran/{web.round_id}/kelengkapan" in answer.text
    assert "Sudah semua</textarea>" in answer.text
    assert web.store.rounds.get(web.round_id).step == 7


def test_another_examination_is_asked_for_with_a_reason(web: WebOffice) -> None:
    at_work(web)
    token = web.store.leases.claim(web.round_id, "sw-a1", "uji", web.clock.now(), 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, examination(), token)
    here = f"/putaran/{web.round_id}/kelengkapan"
    tim = web.browser("tim1")
    assert tim.get(here).text.count("Minta pemeriksaan ulang</button>") == 1

    refused = tim.post(f"{here}/ulang", data={"perangkat": "sw-a1", "alasan": "  "})
    asked = tim.post(f"{here}/ulang", data={"perangkat": "sw-a1", "alasan": "Tadi padam"})
    twice = tim.post(f"{here}/ulang", data={"perangkat": "sw-a1", "alasan": "Tadi padam"})

    assert (refused.status_code, asked.status_code, twice.status_code) == (422, 303, 422)
    assert "sudah diminta" in twice.text
    assert any(gap.key == "again:sw-a1" for gap in gaps(web.store.dossiers.get(web.round_id)))
    assert "Tadi padam" in tim.get(here).text


@pytest.mark.parametrize("user", ["kabid", "auditor"])
def test_who_only_reads_ticks_nothing(web: WebOffice, user: str) -> None:
    at_the_report(web)
    page = page_of(web, user)

    assert "<input" not in page.partition("<main")[2].partition("</main>")[0]
    assert "tidak dapat diisi lagi" in page


def test_a_stale_page_says_who_decided_what_and_gives_back_what_was_written(web: WebOffice) -> None:
    web.decide("kasi", "submit")
    seen = web.store.rounds.get(web.round_id)
    first = web.store.documents.list(web.round_id)[0]
    web.decide("kabid", "return", catatan="Tanggal bentrok")
    web.clock.move_to(web.clock.now().replace(hour=5))
    web.decide("kasi", "submit", catatan="Sudah diubah")
    second = web.store.documents.list(web.round_id)[-1]

    late = web.decide("kabid", "forward", versi=seen.version, dokumen=first.sha256, catatan="Setuju saja")

    assert late.status_code == 409
    for words in ("Kembalikan untuk diperbaiki", "Tanggal bentrok", "Rahmat", "Sudah diubah", "Setuju saja"):
        assert words in late.text, words
    assert f"/dokumen/{first.sha256}" in late.text
    assert f"/dokumen/{second.sha256}" in late.text
