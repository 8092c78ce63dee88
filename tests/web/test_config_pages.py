"""Configurations on pages: masked always, compared without noise, and only under the name of their own device."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from netmaintd.model.facts import ConfigKind, ConfigText, Facts
from samples import NOW, examination
from web_office import WebOffice

BASE = "hostname sw-a1\nenable secret 5 $1$abcd$RahasiaSekali{}\n{}interface Gi0/1\n description <script>\nend\n"
TEXTS = (BASE.format(1, ""), BASE.format(1, ""), BASE.format(2, "vlan 30\n"))


@pytest.fixture
def stored(web: WebOffice) -> WebOffice:
    """A device whose configuration was read three times and changed once."""
    for day, text in enumerate(TEXTS):
        if day:
            web.store.records.ask_again(web.round_id, "sw-a1", "sekali lagi", "kasi", NOW)
        at = NOW + timedelta(days=day)
        told = ConfigText(kind=ConfigKind.RUNNING, text=text.encode(), normalised=text, complete=True)
        token = web.store.leases.claim(web.round_id, "sw-a1", "uji", at, 60)
        assert token is not None
        web.store.records.record_examination(
            web.round_id, replace(examination(at=at), facts=Facts((told,), (), at)), token
        )
    return web


def test_the_history_says_how_much_each_configuration_changed(stored: WebOffice) -> None:
    page = stored.browser("kadis").get("/perangkat/sw-a1/konfigurasi").text

    assert page.count("tidak berubah</span>") == 1
    assert "2 baris baru, 1 baris hilang" in page
    assert "yang pertama" in page
    assert "Triwulan IV Tahun 2026" in page
    assert "RahasiaSekali" not in page


def test_a_difference_has_signs_and_no_secret(stored: WebOffice) -> None:
    page = stored.browser("auditor").get("/perangkat/sw-a1/konfigurasi/1..3").text

    assert '<span class="came">+vlan 30' in page
    assert '<span class="went">-enable secret 5 &lt;rahasia:' in page
    assert "RahasiaSekali" not in page
    assert "<script>" not in page


def test_two_that_are_the_same_say_so(stored: WebOffice) -> None:
    assert "Tidak ada perbedaan" in stored.browser("kasi").get("/perangkat/sw-a1/konfigurasi/1..2").text


def test_a_download_is_a_file_without_secrets_and_leaves_nothing_else_out(stored: WebOffice) -> None:
    answer = stored.browser("kasi").get("/perangkat/sw-a1/konfigurasi/3")

    assert answer.headers["content-disposition"] == 'attachment; filename="sw-a1-3.cfg.txt"'
    assert answer.headers["content-type"].startswith("text/plain")
    assert "vlan 30" in answer.text
    assert "<rahasia:" in answer.text
    assert "RahasiaSekali" not in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/perangkat/sw-b1/konfigurasi", 404), ("/perangkat/sw-b1/konfigurasi/1", 404),
        ("/perangkat/sw-b1/konfigurasi/1..3", 404), ("/perangkat/sw-a1/konfigurasi/1..99", 404),
        ("/perangkat/sw-a1/konfigurasi/x..2", 400), (f"/perangkat/sw-a1/konfigurasi/{2**70}", 400),
    ],
)  # fmt: skip
def test_what_is_not_of_this_device_is_not_found(stored: WebOffice, address: str, status: int) -> None:
    assert stored.browser("kasi").get(address).status_code == status
