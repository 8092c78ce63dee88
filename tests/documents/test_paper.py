"""Documents: their content, their form (PDF/A-2b), and hostile text in every field."""

from __future__ import annotations

import dataclasses
import io
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest

from netmaintd.documents.contexts import Issue, context
from netmaintd.documents.make import make, render
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import DeviceRecord, Dossier, ManualEntry, Tally, VisitRecord
from netmaintd.model.office import Office, PageSize
from netmaintd.model.results import CheckResult, Finding, FindingState, Outcome, Referral, Status
from netmaintd.model.rounds import Override, Round, Signature, SignatureMethod, StepEntry
from samples import NOW, PEOPLE, examination

HOSTILE = [
    "#import \"x\"", "#{panic()}", "</para>", "<script>alert(1)</script>", "*bold* _it_", "$x^2$", "\\", "\"'`",
    "@label", "a" * 300, "=heading", "//comment", "/* x", "[link](http://x)", "#sys.inputs", "\x00\x1b[31m",
    "\u202eabc", "🔥🔥",
    "{{7*7}}", "%s%n", "\n\n- list", "~nbsp~", "--- ", "1. x", "+ x", "/ term: x", "#let x = 1", "`raw`", "<label>",
    "é ñ ü", "Кириллица", "中文", "= = =", "#", "##", "\\u{1f600}", "$(reboot)",
    "'; DROP TABLE x;--", "../../etc/passwd",
]  # fmt: skip


@pytest.fixture
def dossier(drafted: Round) -> Dossier:
    steps = ((1, "submit", "kasi"), (2, "forward", "kabid"), (3, "dispose", "kadis"), (4, "dispose", "kabid"),
             (5, "appoint", "kasi"))  # fmt: skip
    trail = tuple(
        StepEntry(step, NOW, date(2026, 11, 25), None, NOW + timedelta(hours=step), verb, PEOPLE[who], "Laksanakan")
        for step, verb, who in steps
    )
    visits = tuple(
        dataclasses.replace(
            visit, step=8, signature=Signature("Ibu Camat", "Camat", NOW, SignatureMethod.WET, "sudah dilihat")
        )
        for visit in drafted.visits
    )
    round_ = dataclasses.replace(
        drafted,
        step=7,
        trail=trail,
        visits=visits,
        officers=(PEOPLE["tim1"], PEOPLE["tim2"]),
        overrides=(Override("3:a", "kamera rusak", PEOPLE["kasi"], NOW),),
    )
    sent = examination()
    devices = tuple(
        DeviceRecord(device.name, site.site, device.address, "cisco_ios", Outcome.OK, sent.results, NOW, "Cisco",
                     "C9300", "FOC1", "17.9", (("show version", "0" * 64),), ("nama berbeda",))
        for site in round_.work_plan.sites
        for device in site.devices
    )  # fmt: skip
    record = VisitRecord(
        site="a", arrived_at=NOW, departed_at=NOW + timedelta(hours=2), officers=("Andi",), met="Ibu Camat",
        manual=(ManualEntry("kebersihan", Status.OK, "bersih", "Andi", NOW, NOW),), no_photos_reason="tanpa kamera",
        actions=("dibersihkan",), config_changes="tanpa perubahan konfigurasi", deviations=("terlambat",),
    )  # fmt: skip
    finding = Finding(round_.id, "a", "sw-a1", "cpu", Status.CRITICAL, "Beban CPU 97 %", FindingState.NEW, NOW)
    referral = Referral("x", round_.id, "SOP Maintenance Gangguan Jaringan", "sw-a1", "cpu", "Beban CPU 97 %", NOW)
    return Dossier(
        round_, devices, (record,), (finding,), (referral,), ("asing terlihat dari sw-a1",), ("p", Tally(1, 1, 1, 0)),
        "ab" * 32,
    )  # fmt: skip


def issue(kind: DocumentKind) -> Issue:
    return Issue(kind, 2, NOW, "a" if kind.per_site else None, "800/1/2026")


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_is_pdf_a_with_its_own_fonts_and_says_that_it_is_indonesian(
    kind: DocumentKind, dossier: Dossier
) -> None:
    pdf = make(issue(kind), dossier, Office())

    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert str(document.Root.Lang).startswith("id")
        assert bool(document.Root.MarkInfo.Marked)
        assert "/OutputIntents" in document.Root
        fonts = [f for page in document.pages for f in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_same_dossier_gives_the_same_bytes(kind: DocumentKind, dossier: Dossier) -> None:
    assert make(issue(kind), dossier, Office()) == make(issue(kind), dossier, Office())


@pytest.mark.parametrize(("page", "size"), [(PageSize.A4, (595, 842)), (PageSize.F4, (609, 935))])
def test_the_page_is_the_office_s(page: PageSize, size: tuple[int, int], dossier: Dossier) -> None:
    pdf = make(issue(DocumentKind.BERITA_ACARA), dossier, Office(page=page))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(value) for value in document.pages[0].MediaBox]
    assert (round(box[2]), round(box[3])) == size


def test_the_work_plan_lists_every_location_device_and_check(dossier: Dossier) -> None:
    data = context(issue(DocumentKind.RENCANA_KERJA), dossier, Office())

    assert [device["name"] for site in data["sites"] for device in site["devices"]] == ["sw-a1", "sw-a2", "sw-b1"]
    assert {device["checks"] for site in data["sites"] for device in site["devices"]} == {"1, 8"}
    assert [number for number, _ in data["checks"]] == ["1.", "8."]
    assert [signer["name"] for signer in data["signers"]] == ["Rahmat", "Dewi", "Bambang"]


def test_an_acting_official_is_named_as_such(dossier: Dossier) -> None:
    data = context(issue(DocumentKind.SURAT_PERINTAH_TUGAS), dossier, Office())

    assert data["signer"]["title"] == "Plt. Kepala Dinas"
    assert [officer["name"] for officer in data["officers"]] == ["Andi", "Sri"]
    assert data["officers"][0]["nip"] == "–"


def test_the_disposition_sheet_has_three_levels_with_their_instructions(dossier: Dossier) -> None:
    data = context(issue(DocumentKind.LEMBAR_DISPOSISI), dossier, Office())

    assert [level["name"] for level in data["levels"]] == ["Bambang", "Dewi", "Rahmat"]
    assert {level["instruction"] for level in data["levels"]} == {"Laksanakan"}


def test_a_level_that_has_not_disposed_stays_blank(drafted: Round) -> None:
    data = context(issue(DocumentKind.LEMBAR_DISPOSISI), Dossier(drafted, ()), Office())

    assert [level["done"] for level in data["levels"]] == [False, False, False]
    assert make(issue(DocumentKind.LEMBAR_DISPOSISI), Dossier(drafted, ()), Office()).startswith(b"%PDF")


def test_the_berita_acara_tells_place_day_hours_people_and_results(dossier: Dossier) -> None:
    data = context(issue(DocumentKind.BERITA_ACARA), dossier, Office())

    assert data["opening"].startswith("Pada hari ini Senin tanggal dua puluh tiga bulan November")
    assert (data["begin"], data["end"]) == ("09.00 WIB", "11.00 WIB")
    assert data["opd"]["name"] == "Ibu Camat"
    assert [row["status"] for row in data["devices"]] == ["perlu perhatian", "perlu perhatian"]
    assert data["findings"][0]["sop"] == "SOP Maintenance Gangguan Jaringan"
    assert data["opd_note"] == "sudah dilihat"


def test_the_report_counts_compares_and_prints_what_was_let_pass(dossier: Dossier) -> None:
    data = context(issue(DocumentKind.LAPORAN_HASIL), dossier, Office())

    assert data["tally"] == {"ok": 0, "warning": 3, "critical": 0, "unknown": 0}
    assert data["previous"] == "Dibanding putaran p: baik -1, perlu perhatian +2, rusak -1."
    assert data["overrides"][0]["reason"] == "kamera rusak"
    assert "1 temuan rusak, 1 di antaranya dirujuk" in data["needed"]
    assert len(data["results"]) == 3
    assert data["unplanned"] == ["asing terlihat dari sw-a1"]


def test_a_device_without_results_is_never_well(drafted: Round) -> None:
    empty = DeviceRecord("sw-a1", "a", "127.0.0.1", "cisco_ios", None, ())
    data = context(issue(DocumentKind.LAPORAN_HASIL), Dossier(drafted, (empty,)), Office())

    assert data["tally"] == {"ok": 0, "warning": 0, "critical": 0, "unknown": 1}


def poisoned(value: Any, text: str) -> Any:
    """Return a value in which every free text is hostile."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in dataclasses.fields(value):
            old = getattr(value, field.name)
            if field.name in ("site", "device", "name", "id", "plan", "check", "kind", "item", "time_zone", "sha256"):
                continue
            if field.name == "checks":
                continue
            changed[field.name] = poisoned(old, text)
        return dataclasses.replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(item, text) for item in value)
    return text if type(value) is str else value


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_is_only_text(text: str, dossier: Dossier) -> None:
    from netmaintd.documents.clean import clean

    hostile = poisoned(dossier, text)
    kind = list(DocumentKind)[HOSTILE.index(text) % len(DocumentKind)]

    assert make(issue(kind), hostile, Office()).startswith(b"%PDF")
    data = clean(context(issue(DocumentKind.LAPORAN_HASIL), hostile, Office()))
    assert data["findings"][0]["summary"] == clean(text)


def test_a_template_that_there_is_not_is_a_sentence_and_not_a_crash() -> None:
    with pytest.raises(DocumentError, match="nothing could not be rendered"):
        render("nothing", {})


def test_a_result_keeps_its_value_unit_and_threshold(dossier: Dossier) -> None:
    rows = context(issue(DocumentKind.LAPORAN_HASIL), dossier, Office())["results"][0]["rows"]

    assert rows[0][2:5] == ["0,01 s", ">= 0.1", "baik"]
    assert isinstance(dossier.devices[0].results[0], CheckResult)
