"""The card of a device: what was found, when, by which values, and what the device said, without its secrets."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from netmaintd.documents.contexts.readings import check_title
from netmaintd.model.device_book import Answered, Availability, series
from netmaintd.model.dossier import ManualEntry, Photo, ReplacedPart, VisitRecord
from netmaintd.model.results import CheckResult, Measurement, Outcome, Status
from samples import NOW, examination
from web_office import WebOffice


@pytest.fixture
def examined(web: WebOffice) -> WebOffice:
    token = web.store.leases.claim(web.round_id, "sw-a1", "uji", NOW, 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, examination(), token)
    return web


def test_the_card_has_results_with_value_and_threshold_and_the_raw_output(examined: WebOffice) -> None:
    page = examined.browser("auditor").get("/perangkat/sw-a1").text

    assert "Pemeriksaan" in page
    assert examined.round_id in page
    (entry,) = examined.store.device_book.entries("sw-a1")
    for result in entry.results:
        assert check_title(result.check) in page
    for raw in entry.evidence:
        assert raw.sha256 in page


def test_raw_output_is_a_file_with_its_secrets_masked_and_only_of_its_own_device(examined: WebOffice) -> None:
    (entry,) = examined.store.device_book.entries("sw-a1")
    digest = entry.evidence[0].sha256
    browser = examined.browser("auditor")

    answer = browser.get(f"/perangkat/sw-a1/bukti/{digest}")

    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "***" in answer.text
    assert "raw" not in answer.text
    assert browser.get(f"/perangkat/sw-b1/bukti/{digest}").status_code == 404
    assert browser.get(f"/perangkat/sw-a1/bukti/{hashlib.sha256(b'x').hexdigest()}").status_code == 404
    assert examined.browser("kadis").get(f"/perangkat/sw-a1/bukti/{digest}").status_code == 403


def test_devices_that_left_the_inventory_are_still_found(examined: WebOffice) -> None:
    browser = examined.browser("kasi")

    assert "sudah tidak ada dalam inventaris" in browser.get("/perangkat?cari=sw-a").text
    assert "Tidak ada perangkat yang cocok" in browser.get("/perangkat?cari=lain").text
    assert browser.get("/perangkat/tidak-ada").status_code == 404


def test_numbers_over_rounds_become_series_and_a_single_one_does_not() -> None:
    result, later = examination().results[0], NOW.replace(year=2027)
    endless = CheckResult("cpu", Status.OK, "", (Measurement("busy", float("inf")),))

    assert series([(NOW, result)]) == {}
    assert series([(NOW, endless), (later, endless)]) == {}
    (points,) = series([(later, result), (NOW, result)]).values()
    assert points == ((NOW, 0.01), (later, 0.01))


def test_a_device_that_did_not_answer_counts_and_one_whose_examination_was_stopped_does_not() -> None:
    outcomes = (Outcome.OK, Outcome.AUTH_FAILED, Outcome.UNREACHABLE, Outcome.CANCELLED)
    found = Availability(tuple(Answered("r", "a", NOW, outcome) for outcome in outcomes), ())

    assert (found.answered, found.counted) == (2, 3)
    assert Availability((), ()).ratio is None


def test_availability_is_told_in_words_and_by_check(examined: WebOffice) -> None:
    page = examined.browser("kadis").get("/perangkat/sw-a1").text

    assert "Menjawab dalam 1 dari 1 pemeriksaan" in page
    assert "100,0 %" in page
    assert page.count('role="img"') >= 2


def test_what_the_team_wrote_down_of_a_device_stands_on_its_card_and_of_others_does_not(examined: WebOffice) -> None:
    def entry(device: str | None) -> ManualEntry:
        return ManualEntry("kebersihan", Status.WARNING, f"debu {device}", "Andi", NOW, NOW, device=device)

    photo = Photo(examined.store.records.add_photo(b"jpeg"), "Rak <b>", "before", NOW, "tim1", "sw-a1")
    record = VisitRecord(
        "a", NOW, photos=(photo,), manual=(entry("sw-a1"), entry("sw-a2")),
        parts=(ReplacedPart("sw-a1", "Kipas", "L-1", "B-2"),),
    )  # fmt: skip
    examined.store.records.save_visit_record(examined.round_id, record, 0, "tim1", NOW)

    page = examined.browser("auditor").get("/perangkat/sw-a1").text

    assert f"/kunjungan/{examined.round_id}/a/foto/{photo.sha256}" in page
    assert "Rak &lt;b&gt;" in page
    assert "L-1" in page
    assert "B-2" in page
    assert "debu sw-a1" in page
    assert "debu sw-a2" not in page


def test_a_card_of_many_examinations_comes_in_parts(examined: WebOffice) -> None:
    for day in range(1, 12):
        examined.store.records.ask_again(examined.round_id, "sw-a1", "diragukan", "kasi", NOW)
        at = NOW + timedelta(days=day)
        token = examined.store.leases.claim(examined.round_id, "sw-a1", "uji", at, 60)
        assert token is not None
        examined.store.records.record_examination(examined.round_id, examination(at=at), token)
    browser = examined.browser("kasi")

    first, second = browser.get("/perangkat/sw-a1").text, browser.get("/perangkat/sw-a1?halaman=2").text

    assert first.count('<details class="card"') == 10
    assert second.count('<details class="card"') == 2
    assert "halaman 1 dari 2" in first
    assert "halaman=2" in first
    assert browser.get("/perangkat/sw-a1?halaman=0").status_code == 400
    assert browser.get(f"/perangkat/sw-a1?halaman={2**70}").status_code == 400


def test_the_list_says_how_each_device_is(examined: WebOffice) -> None:
    page = examined.browser("kasi").get("/perangkat").text

    assert '<b class="badge warning">perlu perhatian</b>' in page
    assert "1 perangkat" in page
