"""The form of every document: PDF/A-2b, its own fonts, the office's page, the same bytes for the same dossier."""

from __future__ import annotations

import io

import pikepdf
import pytest

from netmaintd.documents.contexts import context
from netmaintd.documents.make import make
from netmaintd.documents.render import render
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import PageSize
from sample_dossier import OFFICE, sample_dossier, sample_issue, sample_pdf, undecided


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_is_pdf_a_with_its_own_fonts_and_says_that_it_is_indonesian(kind: DocumentKind) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf(kind))) as document:
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert str(document.Root.Lang).startswith("id")
        assert bool(document.Root.MarkInfo.Marked)
        assert "/OutputIntents" in document.Root
        fonts = [f for page in document.pages for f in page.Resources.get("/Font", pikepdf.Dictionary()).values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_same_dossier_gives_the_same_bytes(kind: DocumentKind) -> None:
    assert sample_pdf(kind) == sample_pdf(kind)


@pytest.mark.parametrize(("page", "size"), [(PageSize.A4, (595, 842)), (PageSize.F4, (609, 935))])
def test_the_page_is_the_office_s(page: PageSize, size: tuple[int, int]) -> None:
    pdf = sample_pdf(DocumentKind.BERITA_ACARA, office=OFFICE.model_copy(update={"page": page}))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        boxes = [[round(float(value)) for value in sheet.MediaBox][2:] for sheet in document.pages]
    assert boxes == [list(size)] * len(boxes)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_can_be_printed_before_anybody_has_decided_or_examined_anything(kind: DocumentKind) -> None:
    assert make(sample_issue(kind), undecided(), OFFICE).startswith(b"%PDF")


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_document_bears_its_number_or_dots_its_date_and_the_anchor(kind: DocumentKind) -> None:
    data = context(sample_issue(kind), sample_dossier(), OFFICE)

    assert data["number"] == sample_issue(kind).number or data["number"] == "……………"
    assert data["date"].endswith(" 2026")
    assert data["anchor"] == "5e9a1b7c5e9a1b7c"


def test_a_template_that_there_is_not_is_a_sentence_and_not_a_crash() -> None:
    with pytest.raises(DocumentError, match="nothing could not be rendered"):
        render("nothing", {})


def test_an_office_prints_its_own_heading_over_a_document_of_its_choice() -> None:
    report = DocumentKind.LAPORAN_HASIL
    office = OFFICE.model_copy(update={"headings": {report: "Laporan Pelaksanaan"}})

    assert context(sample_issue(report), sample_dossier(), office)["heading"] == "Laporan Pelaksanaan"
    plan = context(sample_issue(DocumentKind.RENCANA_KERJA), sample_dossier(), office)
    assert plan["heading"] == DocumentKind.RENCANA_KERJA.heading
