"""A technician at a location: what is at hand, what is written down, and what two of them do to each other."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from netmaintd.model.results import Status
from netmaintd.usecases.list_visits import When
from netmaintd.web.visits import CLASHED
from samples import NOW, examination
from visiting import HERE, at_work, newest, send, value_of
from web_office import WebOffice

ITEM = "kondisi:kebersihan:"
NOTE = "catatan:kebersihan:"
SITE = {"kondisi:kebersihan:": "ok"}


def test_visits_at_hand_are_those_of_the_appointed_officer(web: WebOffice) -> None:
    at_work(web, "tim1")

    assert "Lokasi a" in web.browser("tim1").get("/kunjungan").text
    assert "Tidak ada kunjungan yang terbuka" in web.browser("tim2").get("/kunjungan").text
    assert "Lokasi a" in web.browser("auditor").get("/kunjungan").text
    assert web.browser("tamu").get("/kunjungan").status_code == 403


@pytest.mark.parametrize(("days", "when"), [(0, When.AHEAD), (10, When.TODAY), (12, When.LATE)])
def test_visits_are_told_by_day(web: WebOffice, days: int, when: When) -> None:
    at_work(web)
    web.clock.move_to(NOW + timedelta(days=days, hours=1))

    page = web.browser("tim1").get("/kunjungan").text
    assert f"<h2>{when.value}</h2>" in page


def test_what_is_typed_is_recorded_and_stands_in_the_form_again(web: WebOffice) -> None:
    address = at_work(web)
    web.clock.move_to(NOW + timedelta(days=10, hours=3))

    answer = send(
        web, "tim1", datang="2026-12-03T09:00", pulang="2026-12-03T11:30", petugas=["Andi"], petugas_lain="Budi\n",
        ditemui="Camat", tindakan="Debu dibersihkan\nKabel dirapikan", tanpa_perubahan="ya", penyimpangan="",
        catatan_opd="Terima kasih", suku_perangkat=["sw-a1", ""], suku_nama=["Kipas", ""], suku_lama=["L1", ""],
        suku_baru=["B1", ""], **{ITEM: "warning", NOTE: "Berdebu"},
    )  # fmt: skip

    assert answer.status_code == 303
    record = newest(web)
    (entry,) = record.manual
    assert (entry.status, entry.note, entry.by, entry.entered_by) == (Status.WARNING, "Berdebu", "Andi", "tim1")
    assert record.arrived_at is not None
    assert record.arrived_at.isoformat() == "2026-12-03T02:00:00Z".replace("Z", "+00:00") or record.arrived_at.hour in (
        2,
        9,
    )
    assert record.officers == ("Andi", "Budi")
    assert record.actions == ("Debu dibersihkan", "Kabel dirapikan")
    assert [(p.part, p.old_serial, p.new_serial) for p in record.parts] == [("Kipas", "L1", "B1")]
    assert record.config_changes == "tanpa perubahan konfigurasi"
    page = web.browser("tim1").get(address).text
    assert value_of(page, "datang") == "2026-12-03T09:00"
    assert value_of(page, NOTE) == "Berdebu"
    assert 'value="warning" checked' in page


@pytest.mark.parametrize("word", ["warning", "critical", "unknown"])
def test_all_but_good_wants_a_reason_and_what_was_typed_stays(web: WebOffice, word: str) -> None:
    at_work(web)

    answer = send(web, "tim1", ditemui="Lurah", **{ITEM: word, NOTE: " "})

    assert answer.status_code == 422
    assert "tulis alasan" in answer.text
    assert value_of(answer.text, "ditemui") == "Lurah"
    assert f'value="{word}" checked' in answer.text
    assert newest(web).manual == ()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"datang": "kemarin"}, "Jam datang: tulis tanggal"),
        ({"datang": "2026-11-22T10:00", "pulang": "2026-11-22T09:00"}, "mendahului"),
        ({"datang": "2027-01-01T10:00"}, "belum tiba"),
        ({"kondisi:lain:": "ok"}, "tidak ada dalam rencana"),
        ({"kondisi:kebersihan:sw-a1": "ok"}, "tidak ada dalam rencana"),
        ({ITEM: "bagus"}, "empat kondisi"),
        ({NOTE: "Berdebu"}, "pilih juga kondisinya"),
        ({"suku_perangkat": "", "suku_nama": "Kipas", "suku_lama": "1", "suku_baru": "2"}, "pilih perangkatnya"),
        ({"kertas": "ya", ITEM: "ok"}, "kapan pekerjaan dilakukan"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_recorded(web: WebOffice, fields: dict[str, str], sentence: str) -> None:
    at_work(web)

    answer = send(web, "tim1", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert web.store.records.visit_version(web.round_id, HERE) == 0


def test_two_officers_who_write_different_things_are_joined(web: WebOffice) -> None:
    at_work(web, "tim1", "tim2")

    assert send(web, "tim1", ditemui="Camat", versi=0).status_code == 303
    assert send(web, "tim2", tindakan="Debu dibersihkan", versi=0, **SITE).status_code == 303

    record = newest(web)
    assert (record.met, record.actions, len(record.manual)) == ("Camat", ("Debu dibersihkan",), 1)


def test_a_stale_form_is_refused_with_what_changed_and_comes_back_filled(web: WebOffice) -> None:
    at_work(web, "tim1", "tim2")
    send(web, "tim1", ditemui="Camat", versi=0)

    late = send(web, "tim2", ditemui="<b>Lurah</b>", tindakan="Debu dibersihkan", versi=0, kertas="ya",
                dilakukan="2026-11-23T08:00")  # fmt: skip

    assert late.status_code == 409
    assert "tim1" in late.text
    assert "<b>Yang ditemui</b>: Camat" in late.text
    assert value_of(late.text, "ditemui") == "&lt;b&gt;Lurah&lt;/b&gt;"
    assert "Debu dibersihkan" in late.text
    assert value_of(late.text, "dilakukan") == "2026-11-23T08:00"
    assert newest(web).met == "Camat"
    again = send(web, "tim2", ditemui="Lurah", tindakan="Debu dibersihkan", versi=value_of(late.text, "versi"))
    assert again.status_code == 303
    assert newest(web).met == "Lurah"


def test_the_same_sending_is_recorded_once_and_a_later_word_of_the_same_form_follows_it(web: WebOffice) -> None:
    at_work(web)
    first = {"ditemui": "Camat", "kirim": "satu", "versi": 0}

    assert {send(web, "tim1", **first).status_code for _ in range(3)} == {303}
    assert web.store.records.visit_version(web.round_id, HERE) == 1
    assert send(web, "tim1", **{**first, "ditemui": "Lurah"}).status_code == 303
    assert send(web, "tim1", **first).status_code == 303, "a late copy of the first one"
    assert newest(web).met == "Lurah"
    assert web.store.records.visit_version(web.round_id, HERE) == 2


def test_only_appointed_officers_and_the_section_head_write(web: WebOffice) -> None:
    address = at_work(web, "tim1")

    for user in ("tim2", "kabid", "kadis", "opd", "auditor"):
        assert send(web, user, ditemui="X").status_code == 403
    assert "petugas yang ditunjuk" in send(web, "tim2", ditemui="X").text
    assert web.store.records.visit_version(web.round_id, HERE) == 0
    page = web.browser("tim2").get(address).text
    assert "petugas yang ditunjuk" in page
    assert "<button>Simpan" not in page
    assert send(web, "kasi", ditemui="Camat").status_code == 303


def test_before_the_work_nothing_is_written(web: WebOffice) -> None:
    answer = send(web, "kasi", ditemui="X")

    assert answer.status_code == 403
    assert "langkah 6" in answer.text


def test_what_was_done_on_paper_carries_both_times_and_both_people(web: WebOffice) -> None:
    at_work(web)
    web.clock.move_to(NOW + timedelta(days=10))

    send(web, "tim1", kertas="ya", dilakukan="2026-12-01T08:00", pelaksana="Sri", **SITE)

    (entry,) = newest(web).manual
    assert entry.from_paper
    assert (entry.by, entry.entered_by) == ("Sri", "tim1")
    assert timedelta(days=2) < entry.entered_at - entry.performed_at < timedelta(days=2, hours=2)


def test_a_phone_tells_when_it_was_filled_in_but_not_from_the_future(web: WebOffice) -> None:
    at_work(web)
    now = web.clock.now()

    send(web, "tim1", diisi=(now - timedelta(hours=5)).isoformat(), **SITE)
    assert newest(web).manual[0].performed_at == now - timedelta(hours=5)
    send(web, "tim1", diisi=(now + timedelta(days=5)).isoformat(), **{ITEM: "critical", NOTE: "Rusak"})
    assert now <= newest(web).manual[0].performed_at <= web.clock.now()


def test_a_script_is_answered_in_words_that_it_can_keep(web: WebOffice) -> None:
    address = at_work(web)
    browser = web.browser("tim1")
    browser.headers["accept"] = "application/json"

    assert browser.post(address, data={"versi": 0, "lokasi": "1", "ditemui": "X"}).json() == {
        "tercatat": True, "versi": 1,
    }  # fmt: skip
    assert browser.post(address, data={"versi": 1, ITEM: "critical"}).json()["tercatat"] is False
    clash = browser.post(address, data={"versi": 0, "lokasi": "1", "ditemui": "Y"})
    assert (clash.status_code, clash.json()["kalimat"]) == (409, [CLASHED, "Yang ditemui: X"])


def test_results_come_live_and_only_when_they_changed(web: WebOffice) -> None:
    address = at_work(web)
    browser = web.browser("tim1")
    first = browser.get(f"{address}/hasil")
    token = web.store.leases.claim(web.round_id, "sw-a1", "uji", NOW, 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, examination(), token)

    second = browser.get(f"{address}/hasil")

    assert first.headers["content-type"].startswith("text/event-stream")
    assert "Belum diperiksa otomatis" in first.text
    told = dict(line.split(": ", 1) for line in second.text.splitlines() if ": " in line)
    assert "Beban CPU 70 %" in json.loads(told["data"])["sw-a1"]
    assert "data:" not in browser.get(f"{address}/hasil", headers={"last-event-id": told["id"]}).text
    assert "Beban CPU 70 %" in browser.get(address).text


def test_unknown_places_are_not_found(web: WebOffice) -> None:
    at_work(web)
    browser = web.browser("tim1")

    for path in ("z", "z/hasil", "z/foto", "a/foto/" + "0" * 64):
        assert browser.get(f"/kunjungan/{web.round_id}/{path}").status_code == 404
    assert browser.post(f"/kunjungan/{web.round_id}/z", data={"versi": 0}).status_code == 404
    assert send(web, "tim1", versi=99).status_code == 404
