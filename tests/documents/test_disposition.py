"""The disposition sheet and the order to the team: who told whom, and nothing that nobody said."""

from __future__ import annotations

from dataclasses import replace

from netmaintd.documents.contexts import BLANK, context
from netmaintd.model.documents import DocumentKind
from sample_dossier import KADIS, NUMBERS, OFFICE, TEAM, sample_dossier, sample_issue, undecided

SHEET, ORDER = DocumentKind.LEMBAR_DISPOSISI, DocumentKind.SURAT_PERINTAH_TUGAS


def test_the_sheet_has_three_levels_with_their_instructions() -> None:
    levels = context(sample_issue(SHEET), sample_dossier(), OFFICE)["levels"]

    assert [(level["name"], level["to"], level["instruction"]) for level in levels] == [
        ("Ir. Bambang Susilo, M.Si.", "Kepala Bidang Penyelenggaraan e-Government",
         "Laksanakan sesuai rencana dan laporkan hasilnya paling lambat akhir triwulan."),
        ("Dewi Lestari Kusumaningrum, S.T., M.T.", "Kepala Seksi Infrastruktur dan Teknologi",
         "Koordinasikan dengan OPD lokasi sebelum berangkat."),
        ("Rahmat Hidayat, S.Kom.", "Staf / Tim Data Center", "Ditunjuk sebagai pelaksana."),
    ]  # fmt: skip
    assert (levels[0]["received"], levels[0]["left"]) == ("25-11-2026 10.05", "26-11-2026 10.05")


def test_the_sheet_names_the_letter_that_it_travels_with() -> None:
    data = context(sample_issue(SHEET), sample_dossier(), OFFICE)

    assert data["letter_number"] == NUMBERS[DocumentKind.RENCANA_KERJA]
    assert (data["letter_date"], data["received"]) == ("25 November 2026", "25 November 2026")
    assert data["from"] == "Kepala Seksi Infrastruktur dan Teknologi"


def test_a_level_that_has_not_disposed_stays_blank() -> None:
    data = context(sample_issue(SHEET), undecided(), OFFICE)

    blank = {(level["done"], level["instruction"], level["left"], level["name"]) for level in data["levels"]}
    assert blank == {(False, "", BLANK, BLANK)}
    assert (data["letter_date"], data["received"]) == (BLANK, BLANK)


def test_the_order_is_signed_by_hand_by_the_head_of_the_agency_in_his_capacity() -> None:
    signer = context(sample_issue(ORDER), sample_dossier(), OFFICE)["signer"]

    assert (signer["post"], signer["name"]) == ("Plt. KEPALA DINAS KOMUNIKASI DAN INFORMATIKA", KADIS.name)
    assert (signer["rank"], signer["nip"], signer["at"]) == ("Pembina Tingkat I, IV/b", "–", "")


def test_the_order_names_the_team_its_task_and_what_it_rests_on() -> None:
    data = context(sample_issue(ORDER), sample_dossier(), OFFICE)

    assert [officer["name"] for officer in data["officers"]] == [person.name for person in TEAM]
    assert data["tasks"][0] == (
        "Melaksanakan Pemeliharaan Jaringan Berkala Triwulan IV Tahun 2026 di Kantor Wali Kota, Dinas Kesehatan, "
        "Kantor Kecamatan Tirta Utara, dan Puskesmas Mekarsari, tanggal 3 Desember 2026 sampai dengan "
        "4 Desember 2026."
    )
    assert data["basis"][2:] == [
        "Rencana Kerja Nomor 500.12.2/031/RK/KOMINFO/2026",
        "Disposisi Kepala Dinas tanggal 26 November 2026 atas Pemeliharaan Jaringan Berkala Triwulan IV Tahun 2026",
    ]


def test_an_order_without_a_disposition_has_no_signer_yet() -> None:
    dossier = replace(sample_dossier(), round=undecided().round)

    assert context(sample_issue(ORDER), dossier, OFFICE)["signer"]["name"] == BLANK
