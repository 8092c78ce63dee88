"""The report of a round: half a page for the head of the agency, then everything that it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmaintd.documents.contexts import BLANK, Data, context
from netmaintd.documents.contexts.readings import value
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.results import Measurement
from sample_dossier import OFFICE, TEAM, sample_dossier, sample_issue, undecided


def report(dossier: Dossier | None = None) -> Data:
    return context(sample_issue(DocumentKind.LAPORAN_HASIL), dossier or sample_dossier(), OFFICE)


def test_the_summary_counts_compares_and_says_what_is_needed() -> None:
    data = report()

    assert data["tally"] == {"ok": 7, "warning": 2, "critical": 2, "unknown": 1}
    assert data["previous"] == (
        "Dibanding putaran triwulan-2026-07-10: baik -2, rusak +1, tidak diperiksa +1."
    )  # fmt: skip
    assert data["needed"] == (
        "terdapat 2 temuan rusak, 2 di antaranya dirujuk ke SOP terkait; mohon arahan agar semuanya ditindaklanjuti "
        "sebelum putaran berikutnya. 1 perangkat belum dapat dinilai seluruhnya; mohon persetujuan penjadwalan ulang."
    )


def test_a_device_that_was_examined_again_says_why() -> None:
    dossier = sample_dossier()
    first, *rest = dossier.devices
    again = replace(first, repetitions=("perangkat dinyalakan",), repeated=1)

    data = report(replace(dossier, devices=(again, *rest)))

    assert [device["again"] for device in data["results"]][:2] == ["perangkat dinyalakan", ""]


def test_the_rows_of_all_locations_add_up_to_the_summary() -> None:
    data = report()

    for key, count in data["tally"].items():
        assert sum(site[key] for site in data["sites"]) == count


def test_a_round_without_any_result_is_not_well_anywhere() -> None:
    data = report(undecided())

    assert data["tally"] == {"ok": 0, "warning": 0, "critical": 0, "unknown": 12}
    assert {row["word"] for device in data["results"] for row in device["rows"]} == {"tidak diperiksa"}
    assert len(data["results"]) == 12


def test_a_location_that_was_left_out_is_not_well_and_its_reason_is_printed() -> None:
    dossier = sample_dossier()
    left_out = replace(dossier.round.visits[0], excused="gedung dikosongkan", signature=None)
    round_ = replace(dossier.round, visits=(left_out, *dossier.round.visits[1:]))
    kept = tuple(record for record in dossier.devices if record.site != "walikota")

    data = report(replace(dossier, round=round_, devices=kept))

    assert data["sites"][0]["unknown"] == 4
    assert data["activities"][0][1:] == ["tidak dikunjungi", "–", "gedung dikosongkan"]
    assert data["minutes"][0] == ["Kantor Wali Kota", "tidak dikunjungi", "gedung dikosongkan"]
    assert data["obstacles"][0] == "Kantor Wali Kota: tidak dikunjungi, gedung dikosongkan"
    assert data["results"][0]["rows"][0]["summary"] == "lokasi tidak dikunjungi: gedung dikosongkan"


def test_a_device_that_did_not_answer_is_an_obstacle_with_its_reason() -> None:
    assert report()["obstacles"] == ["sw-pusk-1: perangkat tidak menjawab di jaringan"]


def test_what_was_let_pass_is_printed_as_a_sentence_with_reason_and_name() -> None:
    assert report()["overrides"] == [
        {
            "gap": "Kantor Wali Kota: pindaian formulir kertas belum dilampirkan",
            "reason": "Pemindai rusak; formulir kertas disimpan di arsip seksi",
            "by": "Rahmat Hidayat, S.Kom., Kepala Seksi Infrastruktur dan Teknologi",
            "at": "7 Desember 2026 pukul 09.00 WIB",
        }
    ]


def test_the_days_of_each_step_are_working_days_and_the_late_ones_say_so() -> None:
    steps = report()["steps"]

    assert [(step["step"], step["days"], step["late"]) for step in steps[:7]] == [
        ("1", "0 / 3", False), ("2", "1 / 1", False), ("1", "1 / 3", False), ("2", "0 / 1", False),
        ("3", "1 / 1", False), ("4", "1 / 1", False), ("5", "1 / 1", True),
    ]  # fmt: skip
    assert steps[1]["done"] == "kembalikan untuk diperbaiki"
    assert steps[1]["note"] == "Tambahkan narahubung Puskesmas."


def test_days_that_nobody_counted_are_dashes_and_not_noughts() -> None:
    issue = replace(sample_issue(DocumentKind.LAPORAN_HASIL), ages=())

    assert context(issue, sample_dossier(), OFFICE)["steps"][0]["days"] == "– / 3"


def test_a_result_keeps_its_value_unit_limit_and_method() -> None:
    rows = {row["check"]: row for row in report()["results"][2]["rows"]}

    assert rows["Suhu perangkat"] == {
        "check": "Suhu perangkat",
        "method": "SNMP",
        "values": ["Inlet: 71 °C"],
        "limits": ["perlu perhatian ≥ 55 °C, rusak ≥ 65 °C"],
        "word": "rusak",
        "key": "critical",
        "summary": "Suhu 71 °C (Inlet)",
    }


@pytest.mark.parametrize(
    ("measured", "shown"),
    [
        (Measurement("x", 0.615, "ratio"), "61,5 %"),
        (Measurement("x", 0.00024, "ratio"), "240 per sejuta"),
        (Measurement("x", 0.0, "ratio"), "0 %"),
        (Measurement("x", 0.0021, "s"), "2,1 ms"),
        (Measurement("x", 10465200, "s"), "121 hari 3 jam"),
        (Measurement("x", 38, "degC"), "38 °C"),
        (Measurement("x", 14336, "byte"), "14 KB"),
        (Measurement("x", 12, "port"), "12 port"),
        (Measurement("x", None, "ratio"), "–"),
        (Measurement("x", float("nan"), "ratio"), "tidak terbaca"),
        (Measurement("x", "ya"), "ya"),
    ],
)
def test_a_value_is_written_with_its_unit_as_offices_write_it(measured: Measurement, shown: str) -> None:
    assert value(measured) == shown


def test_differences_and_strangers_on_the_network_are_named() -> None:
    data = report()

    assert data["differences"] == [
        ["sw-walikota-inti", "nomor seri berbeda: tercatat FOC2304X1AB, perangkat menyebut FOC2304X9ZZ"]
    ]
    assert data["unplanned"] == ["AP-LOBI terlihat dari sw-walikota-lt3 port GigabitEthernet1/0/9"]


def test_the_report_is_signed_by_the_one_of_the_team_who_handed_it_up() -> None:
    assert report()["signer"]["name"] == TEAM[0].name
    assert report()["signer"]["at"] == "7 Desember 2026 pukul 10.00 WIB"
    assert report(undecided())["signer"]["name"] == BLANK
