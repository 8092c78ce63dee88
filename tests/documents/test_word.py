"""Word files: the same data as on paper, an office's own template or the shipped one, and nothing obeyed in a text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from netmaintd.documents.word import KINDS, WordFile, word_file
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import Office, PageSize
from sample_dossier import OFFICE, sample_dossier, sample_issue, undecided

MINUTES = DocumentKind.BERITA_ACARA


def made(
    kind: DocumentKind = MINUTES, dossier: Dossier | None = None, office: Office = OFFICE, *, srikandi: bool = False
) -> WordFile:
    return word_file(sample_issue(kind), dossier or sample_dossier(), office, srikandi=srikandi)


def lines(file: WordFile) -> Iterator[str]:
    document = Document(io.BytesIO(file.content))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def text_of(file: WordFile) -> str:
    return "\n".join(lines(file))


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_says_what_the_paper_says_and_has_no_tag_left(kind: DocumentKind) -> None:
    text = text_of(made(kind))

    assert "{{" not in text
    assert "{%" not in text
    assert kind.heading.upper() in text
    assert "sw-walikota-lt3" in text


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_made_before_anybody_has_decided_or_examined_anything(kind: DocumentKind) -> None:
    assert made(kind, undecided()).content.startswith(b"PK")


def test_every_device_of_the_location_has_its_row() -> None:
    document = Document(io.BytesIO(made().content))
    names = [row.cells[0].text for row in document.tables[0].rows]

    assert names == ["Perangkat", "rt-walikota", "sw-walikota-inti", "sw-walikota-lt3", "sw-walikota-lt5"]


def test_number_date_and_signature_may_be_left_to_the_national_letters_system() -> None:
    kept = text_of(made(srikandi=True))

    for variable in ("nomor_naskah", "tanggal_naskah", "ttd_pengirim", "nama_pengirim", "jabatan_pengirim"):
        assert f"${{{variable}}}" in kept
    assert "${" not in text_of(made())


@pytest.mark.parametrize(
    "text", ["{{ 7 * 7 }}", "{% for x in y %}", "<w:p/>", "a & b < c", "\x00\x1b[31m", "{{ ''.__class__ }}", "x" * 4096]
)
def test_what_people_wrote_is_shown_and_not_obeyed(text: str) -> None:
    dossier = sample_dossier()
    visits = tuple(replace(visit, config_changes=text) for visit in dossier.visits)
    shown = text_of(made(dossier=replace(dossier, visits=visits)))

    assert text.replace("\x00", "□").replace("\x1b", "□") in shown


def test_the_page_is_the_office_s() -> None:
    document = Document(io.BytesIO(made(office=OFFICE.model_copy(update={"page": PageSize.F4})).content))

    assert (document.sections[0].page_width.mm, document.sections[0].page_height.mm) == pytest.approx((215, 330), abs=1)


def own(folder: Path, *paragraphs: str) -> Office:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "berita-acara.docx"))
    return OFFICE.model_copy(update={"templates": str(folder)})


def test_an_office_s_own_template_is_used(tmp_path: Path) -> None:
    file = made(office=own(tmp_path, "BA {{ site }}", "{{ office.place }}"))

    assert file.trouble == ""
    assert list(lines(file)) == ["BA Kantor Wali Kota", "Kota Contoh"]


@pytest.mark.parametrize(
    "fault", ["{{ site", "{% if %}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ site.x.y }}"]
)
def test_a_broken_or_curious_template_is_named_and_the_shipped_one_is_used(tmp_path: Path, fault: str) -> None:
    file = made(office=own(tmp_path, fault))

    assert file.trouble.startswith("berita-acara.docx")
    assert "BERITA ACARA" in text_of(file)


def test_what_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "berita-acara.docx").write_bytes(b"bukan")

    assert "berita-acara.docx" in made(office=OFFICE.model_copy(update={"templates": str(tmp_path)})).trouble


def test_other_documents_are_not_made_as_word_files() -> None:
    with pytest.raises(DocumentError, match="rencana-kerja, berita-acara, laporan-hasil"):
        made(DocumentKind.LEMBAR_DISPOSISI)
