"""Codes read off paper that was printed, signed, and scanned or photographed: crooked, grey, compressed."""

from __future__ import annotations

import io
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from netmaintd.documents.scan_codes import codes_on
from netmaintd.documents.scans import ReadScan, read_scan
from netmaintd.errors import UploadRefused
from netmaintd.model.documents import DocumentKind
from sample_dossier import sample_issue, sample_pdf

ZONE = ZoneInfo("Asia/Jakarta")
CODE = sample_issue(DocumentKind.SURAT_PERINTAH_TUGAS).code


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    """Give a printed assignment with a pen's signature across it."""
    document = pypdfium2.PdfDocument(sample_pdf(DocumentKind.SURAT_PERINTAH_TUGAS))
    page = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    document.close()
    pen = ImageDraw.Draw(page)
    pen.line([(700, 1100), (800, 1010), (860, 1130), (1000, 1020)], fill=(20, 20, 120), width=5)
    return page


def scanned(*pages: Image.Image, quality: int = 60) -> ReadScan:
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=quality)
    return read_scan(written.getvalue(), ZONE)


def photographed(page: Image.Image, quality: int = 70) -> ReadScan:
    written = io.BytesIO()
    page.save(written, "JPEG", quality=quality)
    return read_scan(written.getvalue(), ZONE)


def test_a_scan_is_known_by_its_code(sheet: Image.Image) -> None:
    assert CODE
    assert codes_on(scanned(sheet)) == (CODE,)


@pytest.mark.parametrize("degrees", [-4, 2, 90, 180, 187])
def test_also_when_it_lies_crooked_or_upside_down(sheet: Image.Image, degrees: float) -> None:
    crooked = sheet.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)

    assert codes_on(scanned(crooked)) == (CODE,)


def test_also_as_a_grey_and_blurred_photo(sheet: Image.Image) -> None:
    grey = sheet.convert("L").point(lambda level: 60 + level // 2).convert("RGB")

    assert codes_on(photographed(grey.filter(ImageFilter.GaussianBlur(0.8)))) == (CODE,)


def test_several_pages_of_one_document_have_one_code(sheet: Image.Image) -> None:
    assert codes_on(scanned(sheet, sheet.rotate(180), sheet)) == (CODE,)


def test_paper_without_a_code_has_none(sheet: Image.Image) -> None:
    assert codes_on(scanned(Image.new("RGB", sheet.size, "white"))) == ()
    assert codes_on(photographed(Image.new("RGB", (800, 600), "white"))) == ()


def test_what_cannot_be_opened_and_what_is_endless_get_a_sentence(sheet: Image.Image) -> None:
    with pytest.raises(UploadRefused, match="pindai kertasnya sekali lagi"):
        codes_on(ReadScan(b"%PDF-1.7\n%%EOF", "application/pdf", "0" * 64))
    small = sheet.resize((40, 60))
    with pytest.raises(UploadRefused, match="60 halaman"):
        codes_on(scanned(*[small] * 61))


def test_a_page_that_claims_to_be_huge_is_drawn_no_larger_than_a_sheet(sheet: Image.Image) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400 * 20, 14_400 * 20)
    written = io.BytesIO()
    document.save(written)
    document.close()

    assert codes_on(ReadScan(written.getvalue(), "application/pdf", "0" * 64)) == ()
