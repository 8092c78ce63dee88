"""The public code on every page: a reader finds the address of its page in it, people read it in words."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from netmaintd.documents.contexts import context
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import Office, PageSize
from sample_dossier import CODE, OFFICE, sample_dossier, sample_issue

_DPI = 150
"""As offices scan."""


def scanned(pdf: bytes) -> list[str]:
    """Return what a reader finds on each page."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=_DPI / 72).to_pil() for page in document]
    document.close()
    return ["".join(found.text for found in zxingcpp.read_barcodes(page)) for page in pages]


def words(pdf: bytes) -> str:
    """Return the text of the last page."""
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[len(document) - 1].get_textpage().get_text_range()
    document.close()
    return text


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("kind", DocumentKind)
def test_every_page_leads_to_the_page_that_tells_whether_it_is_genuine(kind: DocumentKind, size: PageSize) -> None:
    pdf = make(sample_issue(kind), sample_dossier(), OFFICE.model_copy(update={"page": size}))

    assert set(scanned(pdf)) == {f"https://jaringan.kominfo.contoh.go.id/verifikasi/{CODE}"}


def test_an_office_without_public_pages_prints_the_code_alone_and_says_where_it_is_checked() -> None:
    order = DocumentKind.SURAT_PERINTAH_TUGAS
    pdf = make(sample_issue(order), sample_dossier(), Office())

    assert set(scanned(pdf)) == {CODE}
    assert CODE in words(pdf)
    assert "netmaintd document verify" in words(pdf)


def test_the_code_alone_makes_another_paper_and_none_is_printed_where_there_is_none() -> None:
    order = sample_issue(DocumentKind.SURAT_PERINTAH_TUGAS)
    without = make(replace(order, code=""), sample_dossier(), OFFICE)

    assert scanned(without) == [""]
    assert "Kode" not in words(without)
    assert make(order, sample_dossier(), OFFICE) != make(
        replace(order, code="0000-0000-0000-0000"), sample_dossier(), OFFICE
    )


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_context_has_the_code_and_how_to_check_it(kind: DocumentKind) -> None:
    data = context(sample_issue(kind), sample_dossier(), OFFICE)

    assert data["code"] == CODE
    assert data["check"].endswith("https://jaringan.kominfo.contoh.go.id/verifikasi")
