"""The letterhead: three sizes as 2 : 3 : 1, and names of any length inside the page."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_pdf

ORDER = DocumentKind.SURAT_PERINTAH_TUGAS


def capital(page: Any, line: str) -> tuple[float, float, float, float]:
    """Return the box of the first letter of a line: left, bottom, right, top in points."""
    index, _ = page.search(line, match_case=True).get_next()
    box: tuple[float, float, float, float] = page.get_charbox(index)
    return box


@pytest.mark.parametrize(
    ("agency", "first_line"),
    [
        ("Dinas Komunikasi dan Informatika", "DINAS KOMUNIKASI DAN INFORMATIKA"),
        ("Dinas Pekerjaan Umum", "DINAS PEKERJAAN UMUM"),
        ("Dinas Komunikasi, Informatika, Statistik, dan Persandian Daerah", "DINAS KOMUNIKASI, INFORMATIKA,"),
    ],
)
def test_the_lines_are_as_two_to_three_to_one_and_stay_on_the_page(agency: str, first_line: str) -> None:
    document = pypdfium2.PdfDocument(sample_pdf(ORDER, office=OFFICE.model_copy(update={"agency": agency})))
    page = document[0].get_textpage()
    boxes = [capital(page, line) for line in ("PEMERINTAH KOTA CONTOH", first_line, "Jalan Engku Putri")]
    government, own, address = (top - bottom for _, bottom, _, top in boxes)
    left = boxes[1][0]
    document.close()

    assert government / own == pytest.approx(2 / 3, rel=0.05)
    assert address / own == pytest.approx(1 / 3, rel=0.05)
    assert left > 25 / 25.4 * 72
