"""The paper form: everything that is planned in its order, room for a hand, and a code of its own on each page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from netmaintd.checks import registry
from netmaintd.documents.contexts import context
from netmaintd.documents.contexts.form import FormSheet, form_address, form_data
from netmaintd.documents.contexts.form_limits import limit_words
from netmaintd.documents.make_form import make_form
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import ManualEntry
from netmaintd.model.form_codes import FormCode
from netmaintd.model.office import Office, PageSize
from netmaintd.model.results import Status
from sample_dossier import ISSUED, OFFICE, sample_dossier, sample_issue
from sample_form import CODE, blank_sheet, long_sheet, sample_sheet
from test_hostile_text import HOSTILE, LONG, poisoned

MM = 72 / 25.4
HEAD, FOOT, EDGE = 29 * MM, 15 * MM, 12 * MM
QR_SIDE = 19 * MM


def words(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def drawn(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil()


def rules(pdf: bytes) -> list[list[float]]:
    """Return where the horizontal lines of the first column of tables lie, in mm from the top, page by page."""
    found = []
    for page in drawn(pdf, 144):
        column = page.crop((round(16.5 / 25.4 * 144), 0, round(16.5 / 25.4 * 144) + 1, page.height))
        ink = [shade < 200 for shade in column.tobytes()]
        dark = [y * 25.4 / 144 for y in range(1, page.height) if ink[y] and not ink[y - 1]]
        found.append(dark)
    return found


def test_everything_that_is_planned_stands_on_the_form_in_the_order_of_the_plan() -> None:
    sheet = sample_sheet()
    data = form_data(sheet, OFFICE)

    assert [row["title"] for row in data["rows"]] == [i.title for i in sheet.plan.manual if not i.per_device]
    assert [device["name"] for device in data["devices"]] == [device.name for device in sheet.site.devices]
    by_hand = [item.title for item in sheet.plan.manual if item.per_device]
    for printed, planned in zip(data["devices"], sheet.site.devices, strict=True):
        titles = [registry.kind_of(check).title for check in planned.checks]
        assert [row["title"] for row in printed["rows"]] == titles + by_hand
        assert [row["number"] for row in printed["rows"]] == [str(n + 1) for n in range(len(titles + by_hand))]


def test_the_machine_s_word_stands_beside_the_room_for_the_hand() -> None:
    filled, empty = form_data(sample_sheet(), OFFICE), form_data(sample_sheet(recorded=False), OFFICE)

    assert filled["machine"]
    assert filled["devices"][0]["rows"][0]["word"] == "baik"
    assert not empty["machine"]
    assert {row["word"] for device in empty["devices"] for row in device["rows"]} == {""}


def test_each_page_bears_its_own_code_in_words_and_as_qr() -> None:
    pdf = make_form(sample_sheet(), OFFICE)

    texts = words(pdf)
    assert len(texts) == 6
    for page, (text, image) in enumerate(zip(texts, drawn(pdf, 150), strict=True), 1):
        assert f"{CODE}-{page}" in text
        assert f"Halaman {page} dari {len(texts)}" in text
        read = [code.text for code in zxingcpp.read_barcodes(image)]
        assert read == [f"https://jaringan.kominfo.contoh.go.id/formulir?kode={CODE}-{page}"]


def test_an_office_without_pages_outside_prints_the_code_alone() -> None:
    assert form_address(Office(), FormCode(CODE, 3)) == f"{CODE}-3"


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("sheet", [sample_sheet(), long_sheet(8), blank_sheet()], ids=["short", "long", "blank"])
def test_nothing_is_printed_over_a_code_or_beyond_the_page(sheet: FormSheet, size: PageSize) -> None:
    pdf = make_form(sheet, OFFICE.model_copy(update={"page": size}))

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            assert width > height
            text = page.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert all(box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height for box in boxes)
            qr_left, qr_bottom = width - EDGE - QR_SIDE, height - HEAD
            under = [box for box in boxes if box[2] > qr_left and box[3] > qr_bottom and box[2] > box[0]]
            assert under == []


@pytest.mark.parametrize("size", PageSize)
def test_a_row_is_high_enough_to_write_in_and_the_heads_come_again_on_each_page(size: PageSize) -> None:
    pdf = make_form(long_sheet(6), OFFICE.model_copy(update={"page": size}))

    for page, (text, lines) in enumerate(zip(words(pdf), rules(pdf), strict=True), 1):
        if not 1 < page < 8:
            continue
        assert "Kondisi" in text
        assert f"Perangkat {page - 1} dari 6" in text
        table = [y for y in lines if y > 29]
        heights = [below - above for above, below in pairwise(table)]
        assert len(heights[4:]) >= 13
        assert all(height >= 7.8 for height in heights[4:]), (page, heights)


def test_with_many_devices_each_has_a_sheet_of_its_own() -> None:
    texts = words(make_form(long_sheet(), OFFICE))

    for number in range(1, 41):
        on = [page for page, text in enumerate(texts, 1) if f"Perangkat {number} dari 40" in text]
        assert len(on) == 1
        assert on == [number + 1]


def test_no_row_is_torn_over_two_pages() -> None:
    sheet = long_sheet(3)  # three devices follow one another on the same pages
    texts = [" ".join(text.split()) for text in words(make_form(sheet, OFFICE))]

    assert len(texts) > 3
    for row in form_data(sheet, OFFICE)["devices"][0]["rows"]:
        assert sum(text.count(row["title"]) for text in texts) >= 3


def test_a_blank_form_names_no_round_and_leaves_room_for_what_it_does_not_know() -> None:
    pdf = make_form(blank_sheet(), OFFICE)
    data = form_data(blank_sheet(), OFFICE)

    assert data["blank"]
    assert data["devices"][0]["name"].startswith("…")
    assert all("KOSONG-" in text for text in words(pdf))
    assert all(row["limit"] not in ("", "–") for row in data["devices"][0]["rows"])


def test_it_is_pdf_a_and_the_same_sheet_gives_the_same_bytes() -> None:
    pdf = make_form(sample_sheet(), OFFICE)

    assert pdf == make_form(sample_sheet(), OFFICE)
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")


@pytest.mark.parametrize("text", [*HOSTILE[::8], *LONG.values()])
def test_hostile_text_is_only_text_and_takes_no_room_from_the_hand(text: str) -> None:
    sheet = sample_sheet()
    records = {name: poisoned(record, text) for name, record in sheet.records.items()}
    pdf = make_form(replace(poisoned(sheet, text), code=CODE, records=records), OFFICE)

    assert f"{CODE}-1" in words(pdf)[0]
    assert len(words(pdf)) < 20


@pytest.mark.parametrize("name", registry.names())
def test_every_check_has_a_limit_in_words(name: str) -> None:
    assert limit_words(registry.build(name)) not in ("", "–")


def test_minutes_and_report_say_what_was_typed_from_paper_when_and_by_whom() -> None:
    dossier, at = sample_dossier(), datetime(2026, 12, 4, 2, 0, tzinfo=UTC)
    site = dossier.round.work_plan.sites[0]
    device = site.devices[0]
    visit = dossier.visit_record(site.site)
    entry = ManualEntry("cpu", Status.CRITICAL, "99 %", "Budi", ISSUED, at, device.name, True, "tim1")
    others = tuple(one for one in dossier.visits if one.site != site.site)
    dossier = replace(dossier, visits=(*others, replace(visit, manual=(*visit.manual, entry))))

    data = context(sample_issue(DocumentKind.BERITA_ACARA, site.site), dossier, OFFICE)

    row = next(row for row in data["manual"] if "99 %" in row["note"])
    assert row["item"] == "Beban CPU"
    assert row["by"] == "Budi"
    assert "diisi dari kertas: dilakukan 07-12-2026 10.30, disalin 04-12-2026 09.00 oleh Andi Saputra" in row["note"]
    assert data["devices"][0]["status"] == "rusak"
    assert "1 butir diperiksa dengan tangan" in data["devices"][0]["action"]
    assert "99 %" in data["devices"][0]["note"]
