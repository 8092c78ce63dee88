"""Locations, the register, the yearly summary, people and the search box: what is there is found, by who may."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from netmaintd.model.devices import Contact, Device, Inventory, Site
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.people import Assignment, Capacity, Official, Role
from netmaintd.model.rounds import Decision, Signature, SignatureMethod
from netmaintd.store.numbers import WantedNumber
from netmaintd.store.register import Wanted
from netmaintd.usecases.raise_findings import raise_findings
from samples import NOW, PEOPLE, examination
from web_office import WebOffice

SITE = Site(
    name="a", title="Kantor Camat <A>", opd="Kecamatan A", address="Jalan Mawar 1",
    contact=Contact(name="Bu Camat", phone="0778 4455"),
)  # fmt: skip
DEVICE = Device(name="sw-a1", address="10.9.8.7", site="a", vendor="Cisco", model="C9200_L", serial="FOC%99")


@pytest.fixture
def office(web: WebOffice) -> WebOffice:
    """One location with a device, a visit, minutes in two versions with a number, and a signature of the agency."""
    web.configuration = dataclasses.replace(web.configuration, inventory=Inventory(sites=(SITE,), devices=(DEVICE,)))
    token = web.store.leases.claim(web.round_id, "sw-a1", "uji", NOW, 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, examination(), token)
    raise_findings(web.store, web.round_id, NOW)
    web.store.records.save_visit_record(
        web.round_id, VisitRecord("a", NOW, NOW + timedelta(hours=2), ("Andi",)), 0, "tim1", NOW
    )
    minutes = DocumentKind.BERITA_ACARA
    for number, content in enumerate((b"%PDF one", b"%PDF two")):
        web.store.documents.store(minutes, web.round_id, "a", content, "tim1", NOW + timedelta(minutes=number))
    wanted = WantedNumber(minutes, web.round_id, "a", "800/7_A/BA/2026")
    web.store.numbers.take(wanted, NOW.date(), "kasi", NOW)
    return web


def acknowledge(web: WebOffice) -> None:
    """Let the agency sign: the decision as it is stored, and the visit with its signature."""
    before = web.store.rounds.get(web.round_id)
    at = NOW + timedelta(hours=3)
    signature = Signature("Camat A", "Camat", at, SignatureMethod.WET)
    signed = dataclasses.replace(before.visit("a"), step=8, signature=signature)
    after = dataclasses.replace(before, version=before.version + 1, visits=(signed, *before.visits[1:]))
    decision = Decision("acknowledge", before.version, "a", signature=signature)
    web.store.rounds.save_decision(before, after, decision, PEOPLE["tim1"], at)


def test_a_location_has_its_devices_visits_findings_and_minutes(office: WebOffice) -> None:
    acknowledge(office)

    page = office.browser("kadis").get("/lokasi/a").text

    for words in ("Kantor Camat &lt;A&gt;", "Jalan Mawar 1", "Bu Camat", "sw-a1", "Andi", "800/7_A/BA/2026", "Camat A"):
        assert words in page
    assert "diganti versi baru" in page
    assert "/temuan/sw-a1/cpu" in page
    assert office.browser("kadis").get("/lokasi/lain").status_code == 404


@pytest.mark.parametrize(("user", "sees"), [("kasi", True), ("tim1", True), ("kadis", False), ("auditor", False)])
def test_telephone_numbers_are_for_those_who_call_before_they_go(office: WebOffice, user: str, sees: bool) -> None:
    assert ("0778" in office.browser(user).get("/lokasi/a").text) is sees


def test_locations_that_left_the_inventory_are_still_found(office: WebOffice) -> None:
    office.configuration = dataclasses.replace(office.configuration, inventory=Inventory())

    assert "/lokasi/a" in office.browser("kasi").get("/lokasi").text
    assert "tidak ada dalam inventaris" in office.browser("kasi").get("/lokasi/a").text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2), ("tahun=2026", 2), ("tahun=2025", 0), ("tahun=abc", 2), ("jenis=berita-acara", 2),
        ("jenis=laporan-hasil", 0), ("putaran=lain", 0), ("kata=7_a", 2), ("kata=%25", 0), ("kata=camat", 2),
        ("halaman=2", 0),
    ],
)  # fmt: skip
def test_the_register_is_searched_by_year_kind_round_number_and_location(
    office: WebOffice, query: str, count: int
) -> None:
    page = office.browser("auditor").get(f"/dokumen?{query}").text

    assert page.count("800/7_A/BA/2026") == count


def test_a_cancelled_number_is_borne_by_no_document(office: WebOffice) -> None:
    office.store.numbers.cancel("800/7_A/BA/2026", "salah tulis", NOW.date(), "kasi", NOW)

    page = office.browser("auditor").get("/dokumen").text

    assert "800/7_A" not in page
    assert page.count("belum bernomor") == 2


def test_a_version_names_the_one_that_replaced_it_and_who_stands_for_it(office: WebOffice) -> None:
    acknowledge(office)
    newest = office.store.documents.latest(office.round_id, DocumentKind.BERITA_ACARA, "a")
    assert newest is not None

    page = office.browser("auditor").get("/dokumen").text
    found, _count = office.store.register.find(Wanted())

    assert "diganti versi 2" in page
    assert f"/dokumen/{newest.sha256}" in page
    assert "Camat A, Camat" in page
    assert [len(one.signers) for one in found] == [1, 0]


def test_the_title_of_a_signer_is_the_one_of_the_day(office: WebOffice) -> None:
    web, before = office, office.store.rounds.get(office.round_id)
    digest = web.store.documents.store(DocumentKind.RENCANA_KERJA, web.round_id, None, b"%PDF", "kasi", NOW).sha256
    after = dataclasses.replace(before, version=before.version + 1)
    decision = Decision("submit", before.version, document_sha256=digest)
    web.store.rounds.save_decision(before, after, decision, PEOPLE["kadis"], NOW)
    later = Official("kadis", "Bambang", Role.KADIS, "Kepala Dinas Baru", Capacity.PLT)
    web.store.people.assign(Assignment(later, NOW.date() + timedelta(days=30)), "administrator", NOW)

    page = web.browser("auditor").get("/dokumen?jenis=rencana-kerja").text

    assert "Bambang, Plt. Kepala Dinas<br>" in page
    assert "melalui aplikasi" in page


def test_the_summary_of_a_year_has_date_agency_officers_result_and_signature(office: WebOffice) -> None:
    acknowledge(office)
    browser = office.browser("kadis")

    page = browser.get("/rekapitulasi?tahun=2026").text

    assert "0 baik, 1 perlu perhatian, 0 rusak, 0 tidak diperiksa; 1 temuan" in page
    assert "23 November 2026" in page
    assert "Camat A, Camat" in page
    assert "OPD b" in page
    assert browser.get("/rekapitulasi").status_code == 200
    assert "Tidak ada kunjungan" in browser.get("/rekapitulasi?tahun=2019").text
    assert browser.get("/rekapitulasi?tahun=99999").status_code == 400


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("SW-A1", "/perangkat/sw-a1"), ("10.9.8", "/perangkat/sw-a1"), ("c9200_l", "/perangkat/sw-a1"),
        ("foc%", "/perangkat/sw-a1"), ("mawar", "/lokasi/a"), ("camat <a", "/lokasi/a"),
        ("triwulan iv", "/putaran/triwulan-2026-12-03"), ("7_a/ba", "/dokumen/"), ("beban cpu", "/temuan/sw-a1/cpu"),
        ("rahmat", "/pejabat/kasi"),
    ],
)  # fmt: skip
def test_the_box_finds_what_somebody_half_remembers(office: WebOffice, word: str, address: str) -> None:
    browser = office.browser("auditor")

    page = browser.get("/cari", params={"kata": word}).text

    assert f'href="{address}' in page
    assert browser.get(address if address != "/dokumen/" else "/dokumen").status_code == 200


@pytest.mark.parametrize("word", ["197304082002121005", "0778 4455", "%", "_ _", "' OR 1=1 --", "\x00\x00", "x", ""])
def test_the_box_finds_no_numbers_of_persons_and_takes_no_signs_for_wildcards(office: WebOffice, word: str) -> None:
    page = office.browser("auditor").get("/cari", params={"kata": word}).text

    assert "Tidak ada yang cocok" in page or "paling sedikit 2 huruf" in page
    assert 'class="lines"' not in page


def test_a_long_search_is_refused_and_a_group_is_cut_with_a_way_to_all_of_it(office: WebOffice) -> None:
    many = tuple(Device(name=f"sw-{n}", address="10.0.0.1", site="a") for n in range(30))
    inventory = Inventory(sites=(SITE,), devices=(DEVICE, *many))
    office.configuration = dataclasses.replace(office.configuration, inventory=inventory)

    page = office.browser("kasi").get("/cari?kata=sw-").text

    assert page.count('<a href="/perangkat/sw-') == 20
    assert "/perangkat?cari=sw-" in page
    assert office.browser("kasi").get("/cari", params={"kata": "x" * 201}).status_code == 400


def test_a_person_has_posts_and_no_numbers(office: WebOffice) -> None:
    page = office.browser("auditor").get("/pejabat/kasi").text

    assert "Kepala Seksi Infrastruktur dan Teknologi" in page
    assert "19730408" not in page
    assert office.browser("auditor").get("/pejabat/siapa").status_code == 404


def test_the_box_is_offered_to_those_who_may_search(office: WebOffice) -> None:
    assert 'role="search"' in office.browser("kasi").get("/").text
    assert 'role="search"' not in office.browser("tamu").get("/").text
