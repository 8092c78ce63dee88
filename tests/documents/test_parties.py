"""Minutes between officers who are known of, or between two parties, as the office chooses."""

from __future__ import annotations

import io

import pytest
from docx import Document

from netmaintd.documents.contexts import Data, context
from netmaintd.documents.word import word_file
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import MinutesVariant, Office, PageSize
from sample_dossier import OFFICE, sample_dossier, sample_issue, sample_pdf
from text_of_pages import text_of

MINUTES = DocumentKind.BERITA_ACARA
OF_PARTIES = OFFICE.model_copy(update={"minutes_variant": MinutesVariant.PIHAK})
FIRST = (
    "dalam hal ini bertindak untuk dan atas nama DINAS KOMUNIKASI DAN INFORMATIKA, selanjutnya disebut PIHAK PERTAMA;"
)
SECOND = "dalam hal ini bertindak untuk dan atas nama Sekretariat Daerah, selanjutnya disebut PIHAK KEDUA;"


def data_of(office: Office, site: str = "walikota") -> Data:
    return context(sample_issue(MINUTES, site), sample_dossier(), office)


def on_paper(office: Office, site: str = "walikota") -> str:
    return text_of(sample_pdf(MINUTES, site, office))


def test_an_office_that_chose_nothing_has_minutes_that_the_agency_knows_of() -> None:
    data, text = data_of(OFFICE), on_paper(OFFICE)

    assert (data["variant"], set(data["parties"].values())) == ("mengetahui", {""})
    assert "PIHAK" not in text
    assert "Mengetahui, Kepala Subbagian Umum, " in text
    assert "Petugas," in text


@pytest.mark.parametrize("page", PageSize)
def test_the_officers_are_the_first_party_and_the_agency_the_second(page: PageSize) -> None:
    text = on_paper(OF_PARTIES.model_copy(update={"page": page}))

    opening, first, second = text.index("kami yang bertanda tangan"), text.index(FIRST), text.index(SECOND)
    assert opening < text.index("Andi Saputra, A.Md.") < first < text.index("Nurhayati") < second
    assert "PIHAK PERTAMA telah melaksanakan pemeliharaan jaringan berkala di Kantor Wali Kota" in text
    assert "dan PIHAK KEDUA mengetahui hasilnya, dengan hasil sebagai berikut." in text
    assert "ditandatangani oleh kedua pihak untuk dipergunakan sebagaimana mestinya." in text
    closing = text.partition("Demikian berita acara")[2]
    assert "PIHAK KEDUA, " in closing
    assert "PIHAK PERTAMA, " in closing
    assert "Mengetahui" not in text


def test_an_agency_that_was_not_there_has_neither_known_nor_signed_anything() -> None:
    text = on_paper(OF_PARTIES, "dinkes")

    assert "dan PIHAK KEDUA tidak hadir, dengan hasil sebagai berikut." in text
    assert "mengetahui" not in text
    assert "kedua pihak" not in text


def test_the_word_file_has_the_same_parties() -> None:
    file = word_file(sample_issue(MINUTES), sample_dossier(), OF_PARTIES)
    lines = [paragraph.text for paragraph in Document(io.BytesIO(file.content)).paragraphs]

    assert {FIRST, SECOND, "PIHAK KEDUA, Kepala Subbagian Umum", "PIHAK PERTAMA"} <= set(lines)
    assert "Mengetahui" not in "".join(lines)


def test_what_concerns_the_minutes_alone_is_given_to_no_other_template() -> None:
    assert "minutes_variant" not in OF_PARTIES.printed
