"""The fields that public offices expect on each paper, one by one, as they can be read in the PDF."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from field_lists import FIELDS, FOOTER, FORM, LETTERHEAD, Fields
from netmaintd.documents.make import make
from netmaintd.documents.make_form import make_form
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.people import Official
from netmaintd.model.rounds import Signature
from sample_dossier import KABID, KADIS, KASI, OFFICE, TEAM, sample_dossier, sample_issue
from sample_form import blank_sheet, sample_sheet
from text_of_pages import text_of

_NIPS = {
    KASI.name: "197304082002121005", KABID.name: "197001012000012003", KADIS.name: "196805171994031002",
    TEAM[0].name: "199102032019031004", TEAM[1].name: "199304052020122006",
}  # fmt: skip
_RANKED = replace(TEAM[1], rank="Penata Muda, III/a")
_OPD_NIP = "197909092005012007"


def with_nip(official: Official) -> Official:
    ranked = _RANKED if official.name == _RANKED.name else official
    return replace(ranked, nip=_NIPS[official.name])


def known(signature: Signature | None) -> Signature | None:
    return replace(signature, nip=_OPD_NIP) if signature else None


@cache
def civil_servants() -> Dossier:
    """Return the sample with a rank and a NIP for everybody."""
    dossier = sample_dossier()
    trail = tuple(replace(entry, by=with_nip(entry.by) if entry.by else None) for entry in dossier.round.trail)
    team = tuple(with_nip(officer) for officer in dossier.round.officers)
    visits = tuple(replace(visit, signature=known(visit.signature)) for visit in dossier.round.visits)
    return replace(dossier, round=replace(dossier.round, trail=trail, officers=team, visits=visits))


def missing(fields: Fields, pdf: bytes) -> list[str]:
    """Return the fields whose words are neither read column by column nor line by line across the page."""
    readings = text_of(pdf), text_of(pdf, "-layout")
    wanted = {name: (words,) if isinstance(words, str) else words for name, words in fields.items()}
    return [
        f"{name}: {phrase}"
        for name, phrases in wanted.items()
        for phrase in phrases
        if not any(phrase in reading for reading in readings)
    ]


def test_every_kind_of_document_has_its_list() -> None:
    assert set(FIELDS) == set(DocumentKind)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_has_every_field_that_an_office_expects(kind: DocumentKind) -> None:
    pdf = make(sample_issue(kind), civil_servants(), OFFICE)

    assert missing({**LETTERHEAD, **FIELDS[kind], **FOOTER}, pdf) == []


def test_a_form_has_every_field_that_an_office_expects() -> None:
    pdf = make_form(sample_sheet(), OFFICE)

    assert missing({**LETTERHEAD, **FORM}, pdf) == []


def test_a_blank_form_asks_for_the_same() -> None:
    pdf = make_form(blank_sheet(), OFFICE)
    asked = {name: FORM[name] for name in ("judul", "lajur", "arti kondisi")}
    labels = ("Lokasi", "OPD", "Tanggal", "Petugas", "Perangkat", "IP", "Merk/tipe", "SN", "Mengetahui")

    assert missing({**LETTERHEAD, **asked, "isian": labels}, pdf) == []


def test_the_public_version_has_no_addresses_serial_numbers_or_personal_numbers() -> None:
    text = text_of(make(sample_issue(DocumentKind.LAPORAN_PUBLIK), civil_servants(), OFFICE))

    assert "10.20." not in text
    assert "FOC2304X2AB" not in text
    assert "LIT1732A0B1" not in text
    assert "NIP" not in text


def test_where_nobody_has_signed_yet_a_hand_can_fill_in_name_rank_and_nip() -> None:
    dossier = civil_servants()
    visits = tuple(replace(visit, signature=None) for visit in dossier.round.visits)
    unsigned = replace(dossier, round=replace(dossier.round, visits=visits))

    text = text_of(make(sample_issue(DocumentKind.BERITA_ACARA), unsigned, OFFICE))

    assert "Mengetahui, Kepala Sekretariat Daerah / yang mewakili," in text
    assert "(…………………………) Pangkat …………… NIP. ……………" in text
