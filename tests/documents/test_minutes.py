"""The berita acara of one location: what was found and done there, and who knows of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmaintd.documents.contexts import BLANK, Data, context
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.results import CheckResult, Status
from netmaintd.model.rounds import SignatureMethod
from sample_dossier import OFFICE, sample_dossier, sample_issue, undecided


def minutes(site: str = "walikota", dossier: Dossier | None = None) -> Data:
    return context(sample_issue(DocumentKind.BERITA_ACARA, site), dossier or sample_dossier(), OFFICE)


def test_the_minutes_tell_day_place_hours_and_people() -> None:
    data = minutes()

    assert data["opening"] == (
        "Pada hari ini Kamis tanggal tiga bulan Desember tahun dua ribu dua puluh enam (03-12-2026)"
    )
    assert data["place"] == "Sekretariat Daerah, Jalan Engku Putri Nomor 1, Lantai 3, ruang server"
    assert (data["begin"], data["end"]) == ("08.10 WIB", "10.00 WIB")
    assert [officer["name"] for officer in data["officers"]] == ["Andi Saputra, A.Md.", "Sri Wahyuni, S.T."]


def test_each_device_has_its_condition_before_what_was_done_and_its_condition_after() -> None:
    device = minutes()["devices"][2]

    assert (device["name"], device["address"], device["serial"]) == ("sw-walikota-lt3", "10.20.1.3", "FOC2304X2AB")
    assert (device["before"], device["status"], device["note"]) == ("rusak", "rusak", "Suhu 71 °C (Inlet)")
    assert device["action"] == (
        "Kebersihan rak dan perangkat: dibersihkan dengan blower; Modul kipas FAN-T2 diganti"
    )  # fmt: skip


def test_a_finding_names_the_sop_that_it_was_handed_to_or_that_there_is_none() -> None:
    assert [finding["sop"] for finding in minutes()["findings"]] == ["SOP Maintenance Gangguan Jaringan (terbuka)"]
    assert [finding["sop"] for finding in minutes("kecamatan")["findings"]] == ["tidak ada", "tidak ada"]


def test_the_agency_that_signed_is_named_with_post_method_and_time() -> None:
    assert minutes()["opd"] == {
        "post": "Kepala Subbagian Umum",
        "name": "Nurhayati",
        "told": ["tanda tangan basah, 3 Desember 2026 pukul 10.30 WIB"],
        "absent": "",
        "nip": "–",
        "rank": "",
        "drawing": "",
    }


def test_an_absent_agency_has_not_signed_and_the_reason_is_printed() -> None:
    opd = minutes("dinkes")["opd"]

    assert (opd["name"], opd["told"]) == (BLANK, [])
    assert opd["absent"].startswith(
        "Tidak hadir: Kepala OPD dinas luar; berita acara disampaikan melalui surat (dicatat"
    )


def test_what_the_agency_says_when_it_signs_is_its_note() -> None:
    dossier = sample_dossier()
    signed = replace(dossier.round.visits[0].signature, note="Mohon diulang malam hari", method=SignatureMethod.PHONE)
    visits = (replace(dossier.round.visits[0], signature=signed), *dossier.round.visits[1:])

    assert minutes(dossier=replace(dossier, round=replace(dossier.round, visits=visits)))["opd_note"] == (
        "Mohon diulang malam hari"
    )


def test_what_was_typed_later_from_paper_says_so() -> None:
    cooling = minutes()["manual"][-1]

    assert cooling["note"] == "24 °C; diisi dari kertas: dilakukan 03-12-2026 08.10, disalin 04-12-2026 08.10"


def test_a_device_that_nobody_examined_is_never_well_although_its_rack_was_cleaned() -> None:
    data = minutes(dossier=replace(sample_dossier(), devices=()))

    assert {(device["before"], device["status"]) for device in data["devices"]} == {
        ("tidak diperiksa", "tidak diperiksa")
    }
    assert {device["note"] for device in data["devices"]} == {"tidak diperiksa: 13 butir (hasil belum dicatat)"}


def test_one_planned_check_without_a_result_keeps_a_device_from_being_well() -> None:
    dossier = sample_dossier()
    lacking = tuple(replace(record, results=record.results[:-1]) for record in dossier.devices)

    core = minutes(dossier=replace(dossier, devices=lacking))["devices"][1]

    assert core["before"] == "tidak diperiksa"
    assert core["note"] == "tidak diperiksa: Perubahan konfigurasi sejak pemeriksaan lalu (hasil belum dicatat)"


def test_a_defect_seen_on_site_weighs_as_much_as_one_that_was_measured() -> None:
    dossier = sample_dossier()
    record = dossier.visits[0]
    seen = replace(record.manual[1], status=Status.CRITICAL, note="kabel daya terkelupas")
    visits = (replace(record, manual=(record.manual[0], seen, *record.manual[2:])), *dossier.visits[1:])

    core = minutes(dossier=replace(dossier, visits=visits))["devices"][1]

    assert (core["before"], core["status"]) == ("baik", "rusak")


def test_a_location_that_is_not_planned_is_refused_with_those_that_are() -> None:
    with pytest.raises(DocumentError) as caught:
        minutes("bandara")

    assert str(caught.value) == (
        "berita-acara is per location: 'bandara' is not planned; known: walikota, dinkes, kecamatan, puskesmas"
    )


@pytest.mark.parametrize(
    ("dossier", "said"), [(sample_dossier(), "Tidak ada temuan."), (undecided(), "Belum ada hasil pemeriksaan.")]
)
def test_no_findings_is_only_said_where_somebody_has_looked(dossier: Dossier, said: str) -> None:
    assert minutes(dossier=dossier)["nothing_found"] == said


def test_minutes_before_the_visit_have_dots_to_fill_in() -> None:
    data = minutes(dossier=undecided())

    assert (data["begin"], data["met"], data["opd"]["name"]) == (BLANK, BLANK, BLANK)
    assert data["opd"]["post"] == "Kepala Sekretariat Daerah / yang mewakili"
    assert data["changes"] == "belum ditulis"


def test_a_result_that_this_program_no_longer_knows_keeps_its_name() -> None:
    dossier = sample_dossier()
    strange = CheckResult("dulu-ada", Status.WARNING, "Nilai aneh")
    devices = (replace(dossier.devices[0], results=(*dossier.devices[0].results, strange)), *dossier.devices[1:])

    assert "Nilai aneh" in minutes(dossier=replace(dossier, devices=devices))["devices"][0]["note"]
