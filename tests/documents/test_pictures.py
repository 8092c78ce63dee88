"""Photos and arms on paper: those that can be drawn are, all others are named without breaking the document."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from netmaintd.documents.contexts import Issue, context
from netmaintd.documents.make import make
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from sample_dossier import OFFICE, PICTURES, sample_dossier, sample_issue
from sample_pictures import ARMS, JPEG, NO_PICTURES, png


def with_photo(content: bytes) -> tuple[Issue, Dossier]:
    """Return the minutes of a location whose first photo has other bytes."""
    digest = hashlib.sha256(content).hexdigest()
    dossier = sample_dossier()
    record = dossier.visit_record("walikota")
    photos = (replace(record.photos[0], sha256=digest), *record.photos[1:])
    visits = tuple(replace(v, photos=photos) if v.site == "walikota" else v for v in dossier.visits)
    issue = replace(sample_issue(DocumentKind.BERITA_ACARA), pictures={**PICTURES, digest: content})
    return issue, replace(dossier, visits=visits)


def images(pdf: bytes) -> list[str]:
    """Return how each picture in a document is coded."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        return [str(item.get("/Filter")) for item in streams if item.get("/Subtype") == "/Image"]


def test_the_minutes_show_each_photo_with_caption_phase_device_time_and_hash() -> None:
    photos = context(sample_issue(DocumentKind.BERITA_ACARA), sample_dossier(), OFFICE)["photos"]

    assert photos[0] == {
        "caption": "Rak sebelum dibersihkan",
        "phase": "sebelum",
        "device": "rt-walikota",
        "at": "3 Desember 2026 pukul 08.10 WIB",
        "by": "Sri Wahyuni, S.T.",
        "sha256": next(iter(PICTURES)),
        "file": "photo-001.png",
    }
    assert len(images(make(sample_issue(DocumentKind.BERITA_ACARA), sample_dossier(), OFFICE))) == 3


def test_a_jpeg_is_shown_as_it_came_from_the_camera() -> None:
    issue, dossier = with_photo(JPEG)

    assert sorted(images(make(issue, dossier, OFFICE))) == ["/DCTDecode", "/FlateDecode", "/FlateDecode"]


@pytest.mark.parametrize("content", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_cannot_be_drawn_is_listed_without_its_picture(content: bytes) -> None:
    issue, dossier = with_photo(content)

    assert len(images(make(issue, dossier, OFFICE))) == 2
    assert len(context(issue, dossier, OFFICE)["photos"]) == 3


def test_a_photo_without_bytes_is_listed_without_its_picture() -> None:
    issue = replace(sample_issue(DocumentKind.BERITA_ACARA), pictures={})

    assert images(make(issue, sample_dossier(), OFFICE)) == []
    assert [photo["file"] for photo in context(issue, sample_dossier(), OFFICE)["photos"]] == ["", "", ""]


def test_the_same_photos_give_the_same_bytes_whatever_else_is_in_the_store() -> None:
    issue = sample_issue(DocumentKind.BERITA_ACARA)
    more = replace(issue, pictures={hashlib.sha256(JPEG).hexdigest(): JPEG, **issue.pictures})

    assert make(issue, sample_dossier(), OFFICE) == make(more, sample_dossier(), OFFICE)


@pytest.mark.parametrize(("name", "content"), [("arms.svg", ARMS), ("arms.png", png(60, 70)), ("arms.jpeg", JPEG)])
def test_the_arms_stand_in_the_letterhead(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    kind = DocumentKind.SURAT_PERINTAH_TUGAS

    with_arms = make(sample_issue(kind), sample_dossier(), OFFICE.model_copy(update={"logo": str(tmp_path / name)}))

    assert b"Lambang daerah" in alternatives(with_arms)
    assert b"Lambang daerah" not in alternatives(make(sample_issue(kind), sample_dossier(), OFFICE))


def alternatives(pdf: bytes) -> bytes:
    """Return the texts that a screen reader speaks for pictures."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        elements = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return b" ".join(str(item.Alt).encode() for item in elements if "/Alt" in item)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.svg", None, "No such file or directory; correct office.logo in the settings"),
        ("arms.gif", b"GIF89a", "neither SVG nor PNG nor JPEG of at most 16 MiB"),
        ("arms.svg", b"<svg", "the picture cannot be drawn; correct office.logo in the settings"),
        ("arms.png", png()[:60], "the picture cannot be drawn; correct office.logo in the settings"),
    ],
)
def test_arms_that_cannot_be_used_are_named(name: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DocumentError) as caught:
        make(sample_issue(DocumentKind.RENCANA_KERJA), sample_dossier(), OFFICE.model_copy(update={"logo": str(path)}))

    assert str(caught.value) == f"logo {path}: {message}"
