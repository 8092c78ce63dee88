"""Numbers of documents: the office's format, and a sentence for each format that cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from netmaintd.documents.numbers import formatted
from netmaintd.errors import DocumentError

DAY = date(2026, 11, 24)
WORDS = {"klasifikasi": "800.1.11.1", "jenis": "ST", "unit": "KOMINFO"}
KNOWN = "derajat, klasifikasi, urut, jenis, unit, bulan_romawi, bulan, tahun"


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{klasifikasi}/{urut:03}/{jenis}/{unit}/{bulan_romawi}/{tahun}", "800.1.11.1/004/ST/KOMINFO/XI/2026"),
        ("{klasifikasi}/{urut}/{jenis}/SATPOLPPPK/{tahun}", "800.1.11.1/4/ST/SATPOLPPPK/2026"),
        ("{urut:02}/SOP/Kominfo-PE/{bulan}/{tahun}", "04/SOP/Kominfo-PE/11/2026"),
        ("{{{urut}}}", "{4}"),
    ],
)
def test_a_number_follows_the_office_s_format(pattern: str, number: str) -> None:
    assert formatted(pattern, 4, DAY, WORDS) == number


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{nomor}/{tahun}", f"number format '{{nomor}}/{{tahun}}' asks for nomor; known: {KNOWN}"),
        (
            "{derajat}-{urut}",
            "number format '{derajat}-{urut}' needs a word for derajat; set it in [office.number_words]",
        ),
        ("{urut/{tahun}", "number format '{urut/{tahun}' cannot be read: unexpected '{' in field name"),
        ("{urut", "number format '{urut' cannot be read: expected '}' before end of string"),
        ("{}", f"number format '{{}}' asks for nothing; known: {KNOWN}"),
        (
            "{urut:0999999999}",
            "number format '{urut:0999999999}': only {urut} may be padded, as {urut:03}",
        ),
        ("{unit:>9}", "number format '{unit:>9}': only {urut} may be padded, as {urut:03}"),
        ("{urut!r}", "number format '{urut!r}': only {urut} may be padded, as {urut:03}"),
        ("{urut:{tahun}}", "number format '{urut:{tahun}}': only {urut} may be padded, as {urut:03}"),
        (
            "{urut.__class__}",
            f"number format '{{urut.__class__}}' asks for urut.__class__; known: {KNOWN}",
        ),
    ],
)
def test_a_format_that_cannot_be_used_is_refused_with_the_remedy(pattern: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        formatted(pattern, 4, DAY, WORDS)

    assert str(caught.value) == message
