"""Tables that leave as files: what a spreadsheet makes of them, and that long ones pass in pieces."""

from __future__ import annotations

import csv
import dataclasses
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from netmaintd.model.csv_cells import cell
from netmaintd.model.results import CheckResult, Measurement, Status
from netmaintd.usecases.raise_findings import raise_findings
from netmaintd.web.export_tables import AT_ONCE
from netmaintd.web.table_files import MARK
from samples import NOW, examination
from test_api import Program, examined, inventory
from web_office import WebOffice

WIB = ZoneInfo("Asia/Jakarta")


def read(text: str, delimiter: str = ";") -> list[list[str]]:
    assert text.startswith(MARK)
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize("text", [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =1+1", "\u00a0=1+1", "\u3000=1+1", "＝1+1", "＋1", "－1+1", "＠SUM(A1)",
    "﹦1", "−1", "=cmd|' /C calc'!A0", "-", "+62811", "--1", "-1 OR 1", "-1e5",
])  # fmt: skip
def test_no_word_of_a_device_is_calculated(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(("text", "shown"), [
    ("\t=1+1", "\\t=1+1"), ("\r=1+1", "\\r=1+1"), ("\n=1", "\\n=1"), ("\x00=1", "\\x00=1"), ("a\u202eb", "a\\u202eb"),
    ("\u200b=1", "\\u200b=1"), ("\ufeff=1", "\\ufeff=1"), ("baris\nlain", "baris\\nlain"), ("\x1b[31m", "\\x1b[31m"),
])  # fmt: skip
def test_control_characters_are_shown(text: str, shown: str) -> None:
    assert cell(text) == shown


@pytest.mark.parametrize(("value", "shown"), [
    (-5, "-5"), (-0.25, "-0.25"), (10**12, "1000000000000"), ("-5", "-5"), ("-0.25", "-0.25"), ("12", "12"), ("", ""),
    (None, ""), (True, "true"), ("Gi0/1", "Gi0/1"), ("Ruang A, lantai 2", "Ruang A, lantai 2"), (float("nan"), "NaN"),
    (float("-inf"), "'-Infinity"), (date(2026, 11, 25), "2026-11-25"),
    (datetime(2026, 11, 25, 2, tzinfo=UTC), "2026-11-25T02:00:00Z"),
])  # fmt: skip
def test_numbers_stay_numbers_and_words_words(value: object, shown: str) -> None:
    assert cell(value) == shown  # type: ignore[arg-type]


def test_a_spreadsheet_of_the_office_reads_office_time_and_decimal_commas() -> None:
    assert cell(-0.25, ",", WIB) == "-0,25"
    assert cell(NOW, ",", WIB) == "2026-11-23 09:00:00"
    assert cell(True, ",", WIB) == "ya"


def hostile(web: WebOffice) -> None:
    found = examination()
    results = (
        CheckResult("cpu", Status.OK, '=HYPERLINK("http://x";"klik")\r\n"; drop', (
            Measurement("busy", 0.25, "ratio", ">= 0.6"), Measurement("word", "@x", "", ""), Measurement("n", None),
        )),
    )  # fmt: skip
    token = web.store.leases.claim(web.round_id, "sw-a1", "uji", NOW, 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, dataclasses.replace(found, results=results), token)


def test_results_leave_as_one_table_for_people_and_one_for_programs(web: WebOffice) -> None:
    hostile(web)
    browser = web.browser("auditor")
    answer = browser.get(f"/ekspor/hasil/{web.round_id}")
    rows = read(answer.text)

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="hasil-{web.round_id}.csv"' in answer.headers["content-disposition"]
    assert rows[0][:3] == ["Putaran", "Lokasi", "Perangkat"]
    assert [row[rows[0].index("Nilai")] for row in rows[1:]] == ["0,25", "'@x", ""]
    assert {row[6] for row in rows[1:]} == {'\'=HYPERLINK("http://x";"klik")\\r\\n"; drop'}
    program = Program(web, "auditor").get(f"/rounds/{web.round_id}/results?format=csv")
    told = read(program.text, ",")
    assert told[0][:4] == ["round", "site", "device", "check"]
    assert [row[told[0].index("value")] for row in told[1:]] == ["0.25", "'@x", ""]
    listed = json.loads(browser.get(f"/ekspor/hasil/{web.round_id}?bentuk=json").text)
    assert [one["value"] for one in listed] == [0.25, "@x", None]
    assert listed[0]["checked_at"].endswith("+00:00")


def test_long_tables_are_whole_and_read_in_pieces(web: WebOffice) -> None:
    found = examination()
    results = tuple(CheckResult(f"check-{n:05}", Status.OK, "Baik") for n in range(2 * AT_ONCE + 1))
    token = web.store.leases.claim(web.round_id, "sw-a1", "uji", NOW, 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, dataclasses.replace(found, results=results), token)

    rows = read(web.browser("auditor").get(f"/ekspor/hasil/{web.round_id}").text)
    listed = json.loads(web.browser("auditor").get(f"/ekspor/hasil/{web.round_id}?bentuk=json").text)

    assert [row[3] for row in rows[1:]] == [result.check for result in results]
    assert [one["check"] for one in listed] == [result.check for result in results]


def test_inventory_findings_and_register_leave_as_tables(web: WebOffice) -> None:
    inventory(web)
    examined(web)
    Program(web, "kasi").decide("submit")
    raise_findings(web.store, web.round_id, NOW + timedelta(hours=1))
    browser = web.browser("kasi")

    assert [row[4] for row in read(browser.get("/ekspor/inventaris").text)] == [
        "Alamat", "192.0.2.1", "192.0.2.2", "192.0.2.3",
    ]  # fmt: skip
    assert [row[2] for row in read(browser.get("/ekspor/temuan").text)] == ["Perangkat", "sw-a1", "sw-a2"]
    assert [row[1] for row in read(browser.get("/ekspor/dokumen").text)] == ["Jenis", "rencana-kerja"]
    assert len(json.loads(browser.get("/ekspor/dokumen?bentuk=json").text)) == 1
    assert json.loads(browser.get("/ekspor/temuan?bentuk=json").text)[0]["device"] == "sw-a1"
    program = Program(web, "auditor")
    for path in ("/devices", "/findings", "/documents"):
        assert len(read(program.get(f"{path}?format=csv").text, ",")) > 1


def test_addresses_and_serial_numbers_stand_in_no_table_but_the_inventory(web: WebOffice) -> None:
    inventory(web)
    examined(web)
    browser = web.browser("kasi")

    for path in (f"/ekspor/hasil/{web.round_id}", "/ekspor/temuan", "/ekspor/dokumen"):
        for form in ("csv", "json"):
            text = browser.get(f"{path}?bentuk={form}").text
            assert "127.0.0.1" not in text
            assert "FOC" not in text
    assert web.browser("tamu").get("/ekspor/inventaris").status_code == 403


def test_the_page_offers_every_table_and_an_unknown_one_is_refused(web: WebOffice) -> None:
    browser = web.browser("kadis")
    page = browser.get("/ekspor").text

    for address in ("/ekspor/inventaris", "/ekspor/temuan", "/ekspor/dokumen", f"/ekspor/hasil/{web.round_id}"):
        assert f'href="{address}"' in page
        assert f'href="{address}?bentuk=json"' in page
    assert browser.get("/ekspor/hasil/tidak-ada").status_code == 404
    assert browser.get("/ekspor/inventaris?bentuk=xls").status_code == 400
