"""An office's own templates: they take the place of the shipped ones, and a broken one never stops a document."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from context_shapes import contexts, schema_of
from netmaintd.documents import render
from netmaintd.documents.make import paper
from netmaintd.documents.own_templates import own_templates
from netmaintd.documents.schemas import context_schema
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_dossier, sample_issue

SHIPPED = Path(render.__file__).parent / "templates"
ORDER = DocumentKind.SURAT_PERINTAH_TUGAS


def made(folder: Path) -> render.Paper:
    office = OFFICE.model_copy(update={"templates": str(folder)})
    return paper(sample_issue(ORDER), sample_dossier(), office)


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "surat.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", "surat.pdf", "-"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_template_of_the_office_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    shipped = (SHIPPED / "surat-perintah-tugas.typ").read_text()
    (tmp_path / "surat-perintah-tugas.typ").write_text(shipped.replace("MEMERINTAHKAN:", "MENUGASKAN:"))
    found = made(tmp_path)

    assert found.trouble == ""
    assert "MENUGASKAN:" in text_of(found.pdf, tmp_path)
    assert len(found.rooms) == 1


def test_what_all_documents_share_can_be_replaced_alone(tmp_path: Path) -> None:
    parts = (SHIPPED / "parts.typ").read_text()
    (tmp_path / "parts.typ").write_text(parts.replace("upper(office.government)", '"PEMKOT " + office.place'))

    assert "PEMKOT Kota Contoh" in text_of(made(tmp_path).pdf, tmp_path)


@pytest.mark.parametrize(
    ("source", "place"),
    [("#let a = 1\n#let b = \n", "surat-perintah-tugas.typ:2:"), ("= Judul\n\n#tidak-ada(1)\n", ":3:")],
)
def test_a_broken_template_is_named_with_its_line_and_the_shipped_one_is_used(
    tmp_path: Path, source: str, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "surat-perintah-tugas.typ").write_text(source)
    found = made(tmp_path)

    assert place in found.trouble
    assert "MEMERINTAHKAN" in text_of(found.pdf, tmp_path)
    assert [record.getMessage() for record in caplog.records] == ["own template not used"]


def test_a_template_reads_nothing_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "surat-perintah-tugas.typ").write_text('#read("/etc/hostname")\n#read("../../../../etc/hostname")\n')

    assert "surat-perintah-tugas.typ:1:" in made(tmp_path).trouble


def test_no_path_of_the_machine_is_given_to_a_template(tmp_path: Path) -> None:
    office = OFFICE.model_copy(update={"templates": str(tmp_path), "logo": "/srv/lambang.svg"})

    assert not {"templates", "logo"} & office.printed.keys()


def test_a_folder_that_is_not_there_and_a_file_that_is_no_template_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"office\.templates .*tidak-ada"):
        own_templates(str(tmp_path / "tidak-ada"))
    (tmp_path / "film.typ").write_bytes(b"\0" * (9 << 20))
    with pytest.raises(DocumentError, match=r"film\.typ is larger"):
        own_templates(str(tmp_path))


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_published_schema_is_that_of_the_data(kind: DocumentKind) -> None:
    """After a new key: `python tests/documents/context_shapes.py`."""
    assert context_schema(kind) == schema_of(kind)


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_state_of_the_samples_fits_the_published_schema(kind: DocumentKind) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(context_schema(kind))
    for data in contexts(kind):
        assert [str(error) for error in validator.iter_errors(json.loads(json.dumps(data)))] == []
