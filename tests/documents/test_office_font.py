"""The letters of an office: a family of its own, the shipped one where it is missing."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pikepdf
import pytest

from netmaintd.documents.render import knows_font
from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_pdf

ORDER = DocumentKind.SURAT_PERINTAH_TUGAS


def fonts(pdf: bytes) -> set[str]:
    """Return the names of the fonts on the first page, without the mark of a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = document.pages[0].Resources.Font.values()
        return {str(font.BaseFont).rpartition("+")[2] for font in found}


def test_documents_are_set_in_the_family_of_the_office() -> None:
    office = OFFICE.model_copy(update={"font": "Libertinus Serif"})

    assert all("Libertinus" in name for name in fonts(sample_pdf(ORDER, office=office)))


def test_a_family_that_is_missing_is_told_and_does_not_hold_a_document_up(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        pdf = sample_pdf(ORDER, office=OFFICE.model_copy(update={"font": "Huruf Kantor"}))

    assert all("LiberationSans" in name for name in fonts(pdf))
    assert [(record.message, record.font) for record in caplog.records] == [
        ("font of the office is missing, the shipped one is used", "Huruf Kantor")
    ]


def test_a_family_in_the_folder_of_the_office_is_known() -> None:
    shipped = Path(__file__).parents[2] / "netmaintd/documents/fonts/LiberationSans-Regular.ttf"

    assert knows_font("liberation sans", {"huruf.ttf": shipped.read_bytes()})
    assert not knows_font("Huruf Kantor", {"parts.typ": b"#let x = 1"})
