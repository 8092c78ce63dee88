"""The card of a device: what was found, when, by which values, and what the device said, without its secrets."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from netmaintd.documents.contexts.readings import check_title
from netmaintd.model.device_book import series
from netmaintd.model.results import Outcome
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
    assert "waktu tempuh: 10 ms" in page
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


def test_numbers_over_rounds_become_series_and_a_single_one_does_not(examined: WebOffice) -> None:
    (entry,) = examined.store.device_book.entries("sw-a1")
    later = replace(entry, round_id="lain", examined_at=entry.examined_at.replace(year=2027))

    assert series((entry,)) == {}
    for points in series((later, entry)).values():
        assert [when for when, _ in points] == [entry.examined_at, later.examined_at]
    assert entry.outcome is Outcome.OK
