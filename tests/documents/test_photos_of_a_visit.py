"""Photos on their way: from the visit's file into the store, and from there onto the paper of the location."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmaintd.config.visit_file import read_visit
from netmaintd.config.visit_photos import Keep
from netmaintd.documents.contexts import Issue
from netmaintd.documents.make import make
from netmaintd.errors import ConfigProblems
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier, VisitRecord
from netmaintd.model.plans import OfficeCalendar
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.trail import ages
from netmaintd.store.connect import Store, open_store
from netmaintd.store.numbers import WantedNumber
from netmaintd.usecases.issue_document import issue_document
from sample_dossier import ISSUED, OFFICE, PICTURES, sample_dossier
from sample_pictures import JPEG, png

ENTERED = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
VISIT = """\
photos:
  - file: rak.png
    caption: Rak sebelum dibersihkan
    phase: before
    taken_at: 2026-12-03 08:15
    device: sw-walikota-lt3
  - {file: kipas.jpg, caption: Kipas terpasang}
"""
CALENDAR = WorkingCalendar(OfficeCalendar(), OFFICE.zone)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("", tmp_path / "state", bytes(32), create=True) as opened:
        yield opened


def read(folder: Path, text: str, keep: Keep) -> VisitRecord:
    (folder / "visit.yaml").write_text(text)
    return read_visit(folder / "visit.yaml", "walikota", "tim2", ENTERED, OFFICE.zone, keep)


def test_a_photo_that_the_file_names_is_kept_and_recorded_with_its_hash(tmp_path: Path, store: Store) -> None:
    (tmp_path / "rak.png").write_bytes(png())
    (tmp_path / "kipas.jpg").write_bytes(JPEG)

    rack, fan = read(tmp_path, VISIT, store.records.add_photo).photos

    assert store.documents.content(rack.sha256) == png()
    assert (rack.phase, rack.device, rack.by) == ("before", "sw-walikota-lt3", "tim2")
    assert rack.taken_at == datetime(2026, 12, 3, 1, 15, tzinfo=UTC)
    assert fan.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert (fan.phase, fan.device, fan.taken_at) == ("other", None, ENTERED)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (None, "{file: a.jpg, caption: Rak}",
         "2:12: a.jpg: No such file or directory; the photo is looked for beside the visit's file"),
        (b"\0\0\0\x18ftypheic", "{file: a.jpg, caption: Rak}", "2:12: a.jpg: neither JPEG nor PNG; convert the photo"),
        (JPEG + bytes(16 * 1024 * 1024), "{file: a.jpg, caption: Rak}",
         "2:12: a.jpg: the photo is larger than 16 MiB; make it smaller"),
        (JPEG, "{file: a.jpg, caption: Rak, phase: during}",
         "2:40: visit: photos.0.phase: \"during\" is not one of 'before', 'after' or 'other'"),
        (JPEG, "{file: a.jpg}", '2:5: visit: key "caption" is missing; add it'),
    ],
)  # fmt: skip
def test_a_photo_that_cannot_be_used_is_told_with_its_place(
    content: bytes | None, line: str, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "a.jpg").write_bytes(content)

    with pytest.raises(ConfigProblems) as caught:
        read(tmp_path, f"photos:\n  - {line}\n", lambda _: "")

    assert str(caught.value) == f"{tmp_path}/visit.yaml:{message}"


def test_nothing_is_kept_of_a_file_that_has_a_fault(tmp_path: Path) -> None:
    (tmp_path / "rak.png").write_bytes(png())
    kept: list[bytes] = []

    def keep(content: bytes) -> str:
        kept.append(content)
        return ""

    with pytest.raises(ConfigProblems):
        read(tmp_path, VISIT, keep)

    assert kept == []


def assert_issued(store: Store, expected: Issue) -> None:
    """Assert that what is issued is, but for its own code, what was expected."""
    document = issue_document(
        store, OFFICE, CALENDAR, recorded(store), expected.kind, expected.site, "tim1", ISSUED
    )  # fmt: skip
    with_code = replace(expected, code=document.code or "")
    assert store.documents.content(document.sha256) == make(with_code, sample_dossier(), OFFICE)


def recorded(store: Store) -> Dossier:
    """Return the sample, its round open in the store."""
    dossier = sample_dossier()
    if not store.rounds.list():
        store.rounds.open(dossier.round, "jadwal", ISSUED)
    return dossier


def test_the_minutes_bear_the_photos_of_the_store_and_the_numbers_of_the_other_documents(store: Store) -> None:
    round_ = recorded(store).round
    for content in PICTURES.values():
        store.records.add_photo(content)
    order = DocumentKind.SURAT_PERINTAH_TUGAS
    store.numbers.take(WantedNumber(order, round_.id, None, "800/004/ST/2026"), ISSUED.date(), "tim1", ISSUED)

    expected = Issue(
        DocumentKind.BERITA_ACARA, 1, ISSUED, "walikota", None, {order: "800/004/ST/2026"},
        ages(round_, ISSUED, CALENDAR), PICTURES,
    )  # fmt: skip
    assert_issued(store, expected)


def test_the_report_counts_the_days_of_every_step_by_the_office_s_calendar(store: Store) -> None:
    round_ = recorded(store).round

    expected = Issue(DocumentKind.LAPORAN_HASIL, 1, ISSUED, ages=ages(round_, ISSUED, CALENDAR))
    assert_issued(store, expected)
    assert_issued(store, replace(expected, version=2))


def test_minutes_are_issued_although_the_bytes_of_a_photo_are_lost(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    lost, *others = PICTURES
    for digest in others:
        store.records.add_photo(PICTURES[digest])

    expected = Issue(
        DocumentKind.BERITA_ACARA, 1, ISSUED, "walikota", ages=ages(sample_dossier().round, ISSUED, CALENDAR),
        pictures={digest: PICTURES[digest] for digest in others},
    )  # fmt: skip
    assert_issued(store, expected)
    assert [(r.message, r.sha256) for r in caplog.records if r.levelname == "ERROR"] == [
        ("picture cannot be read", lost)
    ]
