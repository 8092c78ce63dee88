"""Notes with which plan and report go up, and the sheet of what each level noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from netmaintd.documents.contexts import context
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.rounds import StepEntry
from sample_dossier import ISSUED, KABID, KADIS, KASI, OFFICE, sample_dossier, sample_issue


def reviewed() -> Dossier:
    """Return the sample after it came back once from the head of the agency and was accepted."""
    dossier = sample_dossier()
    acts = (
        (8, "accept", KASI, ""), (9, "accept", KABID, "Sesuai."), (10, "return", KADIS, "Lengkapi foto Puskesmas."),
        (9, "return", KABID, "Mohon dilengkapi."), (8, "accept", KASI, ""), (9, "accept", KABID, ""),
        (10, "accept-with-instructions", KADIS, "Baik."),
    )  # fmt: skip
    trail = [*dossier.round.trail]
    for day, (step, verb, who, note) in enumerate(acts):
        at: datetime = ISSUED + timedelta(days=day)
        trail.append(StepEntry(step, at, at.date(), None, at + timedelta(hours=1), verb, who, note))
    round_ = replace(dossier.round, trail=tuple(trail), follow_ups=("Ganti UPS Puskesmas",))
    return replace(dossier, round=round_)


def test_the_note_with_the_plan_names_places_days_and_the_plan_s_number() -> None:
    data = context(sample_issue(DocumentKind.NOTA_DINAS_RENCANA), sample_dossier(), OFFICE)

    told = " ".join(data["body"])
    assert "Kantor Wali Kota (4 perangkat)" in told
    assert "3 Desember 2026 sampai dengan 4 Desember 2026" in told
    assert "500.12.2/031/RK/KOMINFO/2026" in data["attached"]
    assert data["signer"]["name"] == KABID.name


def test_the_note_with_the_report_gives_the_figures_of_the_report() -> None:
    data = context(sample_issue(DocumentKind.NOTA_DINAS_LAPORAN), reviewed(), OFFICE)

    assert "Dari 12 perangkat, 7 baik, 2 perlu perhatian, 2 rusak, dan 1 tidak diperiksa." in " ".join(data["body"])
    assert data["signer"]["name"] == KABID.name


def test_a_note_of_a_decision_that_does_not_stand_any_more_is_signed_by_nobody() -> None:
    dossier = reviewed()
    back = StepEntry(8, ISSUED + timedelta(days=9), (ISSUED + timedelta(days=10)).date())
    again = replace(dossier, round=replace(dossier.round, trail=(*dossier.round.trail, back)))

    assert context(sample_issue(DocumentKind.NOTA_DINAS_LAPORAN), again, OFFICE)["signer"]["name"].startswith("…")


def test_the_sheet_of_checks_has_every_stay_with_returns_and_instructions() -> None:
    data = context(sample_issue(DocumentKind.LEMBAR_PEMERIKSAAN), reviewed(), OFFICE)

    assert [row["step"].split(".")[0] for row in data["rows"]] == ["8", "9", "10", "9", "8", "9", "10"]
    assert data["rows"][2]["note"] == "Lengkapi foto Puskesmas."
    assert data["rows"][2]["decision"].startswith("kembalikan")
    assert data["instructions"] == ["Ganti UPS Puskesmas"]
    assert data["signer"]["name"] == KADIS.name
