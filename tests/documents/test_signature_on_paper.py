"""What the agency at a location signed, on the paper that comes after it: drawing, name, post, number, version."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from drawing import drawn
from netmaintd.documents.contexts import Data, context
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.rounds import SignatureMethod, StepEntry
from sample_dossier import OFFICE, sample_dossier, sample_issue

DRAWN = drawn()
SHA256 = hashlib.sha256(DRAWN).hexdigest()


def signed(**fields: object) -> Dossier:
    """Return the round with a signature of the first location that was made otherwise."""
    dossier = sample_dossier()
    first, *others = dossier.round.visits
    assert first.signature
    changed = replace(first, signature=replace(first.signature, **fields))
    return replace(dossier, round=replace(dossier.round, visits=(changed, *others)))


def block(dossier: Dossier, pictures: dict[str, bytes] | None = None) -> Data:
    issue = replace(sample_issue(DocumentKind.BERITA_ACARA, "walikota"), pictures=pictures or {})
    found: Data = context(issue, dossier, OFFICE)["opd"]
    return found


def test_a_drawn_signature_is_printed_with_the_version_that_it_is_for() -> None:
    dossier = signed(
        method=SignatureMethod.LINK, link="a1b2", drawing_sha256=SHA256, document_sha256="f" * 64,
        nip="197304082002121005",
    )  # fmt: skip
    told = block(dossier, {SHA256: DRAWN})

    assert (told["drawing"], told["nip"]) == ("signature.png", "19730408 200212 1 005")
    assert told["told"] == [
        "tautan sekali pakai a1b2, 3 Desember 2026 pukul 10.30 WIB", "atas versi dengan sha256 ffffffffffffffff",
    ]  # fmt: skip
    issue = replace(sample_issue(DocumentKind.BERITA_ACARA, "walikota"), pictures={SHA256: DRAWN})
    without = replace(issue, pictures={})
    assert len(make(issue, dossier, OFFICE)) > len(make(without, dossier, OFFICE)) + 1000


def test_a_drawing_that_is_lost_or_no_png_leaves_room_instead() -> None:
    dossier = signed(drawing_sha256=SHA256)

    assert block(dossier)["drawing"] == ""
    assert block(dossier, {SHA256: b"GIF89a"})["drawing"] == ""


def test_a_sheet_names_its_day_and_its_scan_or_that_it_follows() -> None:
    sheet = signed(signed_on=date(2026, 12, 4), scan_sha256="a" * 64)
    promised = signed(signed_on=date(2026, 12, 4), scan_follows=True)

    assert block(sheet)["told"] == [
        "tanda tangan basah tanggal 4 Desember 2026, dicatat 3 Desember 2026 pukul 10.30 WIB",
        "pindaian sha256 aaaaaaaaaaaaaaaa",
    ]
    assert block(promised)["told"][1] == "pindaian menyusul"


def test_an_earlier_objection_stays_on_the_paper_of_its_location() -> None:
    dossier = sample_dossier()
    at = dossier.round.trail[-1].received_at
    objection = StepEntry(7, at, None, "walikota", at, "object", dossier.round.officers[0], "Kabel tertukar | Siti")
    dossier = replace(dossier, round=replace(dossier.round, trail=(objection, *dossier.round.trail)))

    def objections(site: str) -> object:
        return context(sample_issue(DocumentKind.BERITA_ACARA, site), dossier, OFFICE)["objections"]

    assert objections("walikota") == ["Keberatan 7 Desember 2026: Kabel tertukar | Siti"]
    assert objections("kecamatan") == []
