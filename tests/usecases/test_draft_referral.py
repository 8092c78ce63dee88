"""The draft of a letter for a related SOP: whose device, which figures over the rounds, and who signs."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.errors import NotFound
from netmaintd.model.office import Office
from netmaintd.model.people import Assignment
from netmaintd.model.results import CheckResult, Finding, FindingState, Measurement, Referral, Status
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.draft_referral import draft_referral
from samples import NOW, PEOPLE, examination

SOP = "SOP Permohonan Kenaikan Bandwidth"


@pytest.fixture
def store(tmp_path: Path, drafted: Round) -> Iterator[Store]:
    """Give a store in which an uplink filled up over three rounds."""
    with open_store("", tmp_path / "state", b"k" * 32, create=True) as store:
        store.people.assign(Assignment(PEOPLE["kasi"], NOW.date()), "admin", NOW)
        for nth, load in enumerate((0.55, 0.71, 0.93)):
            at = NOW - timedelta(days=90 * (2 - nth))
            round_ = replace(drafted, id=f"triwulan-{nth}", nominal_at=at, opened_at=at)
            store.rounds.open(round_, "jadwal", at)
            measured = Measurement("ether1", load, "ratio", "perlu perhatian ≥ 75 %")
            result = CheckResult("uplink-utilisation", Status.WARNING, f"Uplink terpakai {load:.0%}", (measured,))
            token = store.leases.claim(round_.id, "sw-a1", "uji", at, 60)
            assert token
            store.records.record_examination(round_.id, replace(examination(at=at), results=(result,)), token)
        finding = Finding("triwulan-2", "a", "sw-a1", "uplink-utilisation", Status.WARNING, "Uplink terpakai 93 %",
                          FindingState.NEW, NOW)  # fmt: skip
        referral = Referral("rujukan-1", "triwulan-2", SOP, "sw-a1", "uplink-utilisation", finding.summary, NOW)
        store.records.save_findings("triwulan-2", (finding,), (referral,))
        yield store


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "surat.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", "surat.pdf", "-"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_the_letter_names_sop_place_device_figures_of_all_rounds_and_who_signs(store: Store, tmp_path: Path) -> None:
    text = text_of(draft_referral(store, Office(), "rujukan-1", NOW), tmp_path)

    for words in ("Permohonan Kenaikan Bandwidth", "sw-a1", "Lokasi a", "OPD a", "Nomor", "Rahmat"):
        assert words in text
    for load in ("55 %", "71 %", "93 %"):
        assert load in text
    assert "perlu perhatian ≥ 75 %" in text


def test_a_finding_of_one_round_has_a_letter_without_a_graph(store: Store, tmp_path: Path) -> None:
    alone = Referral("rujukan-2", "triwulan-2", "SOP Pemeliharaan Server", "a", "kebersihan", "Debu tebal", NOW)
    store.records.save_findings("triwulan-2", (), (alone,))
    text = text_of(draft_referral(store, Office(), "rujukan-2", NOW), tmp_path)

    assert "Debu tebal" in text
    assert "Tanggal pemeriksaan" not in text


def test_what_is_no_referral_has_no_letter(store: Store) -> None:
    with pytest.raises(NotFound):
        draft_referral(store, Office(), "tidak-ada", NOW)
