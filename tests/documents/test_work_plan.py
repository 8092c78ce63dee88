"""The work plan: every location, device and check, and who has approved this very plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from netmaintd.documents.contexts import BLANK, Data, context
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.people import Official
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.rounds import LeftOut, WorkPlan
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.trail import Act, enter, leave, note_down
from sample_dossier import KABID, KADIS, KASI, OFFICE, OPENED, TEAM, sample_dossier, sample_issue, undecided

CALENDAR = WorkingCalendar(OfficeCalendar(), OFFICE.zone)
DOWN = (("submit", KASI, 2), ("forward", KABID, 3), ("dispose", KADIS, 4))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def plan_of(dossier: Dossier) -> Data:
    return context(sample_issue(DocumentKind.RENCANA_KERJA), dossier, OFFICE)


def after(*acts: tuple[str, Official, int]) -> Dossier:
    """Return the round after some decisions: verb, who, and the step that is entered then."""
    round_ = enter(undecided().round, 1, OPENED, CALENDAR)
    for hour, (verb, who, target) in enumerate(acts, 1):
        at = OPENED + timedelta(hours=hour)
        round_ = enter(leave(round_, Act(verb, who, at)), target, at, CALENDAR)
    return replace(undecided(), round=round_)


def approvals(dossier: Dossier) -> list[bool]:
    return [signer["at"] != "" for signer in plan_of(dossier)["signers"]]


def test_the_work_plan_lists_every_location_device_and_check() -> None:
    data = plan_of(sample_dossier())

    planned = sample_dossier().round.work_plan
    assert [d["name"] for site in data["sites"] for d in site["devices"]] == [d.name for d in planned.devices]
    assert {d["checks"] for site in data["sites"] for d in site["devices"]} == {"1–5, 8–10, 15–16, 31–33"}
    assert [number for number, _ in data["checks"]] == [
        "1.", "2.", "3.", "4.", "5.", "8.", "9.", "10.", "15.", "16.", "31.", "32.", "33.",
    ]  # fmt: skip
    assert data["sites"][0]["day"] == "3 Desember 2026"
    assert data["sites"][0]["hours"] == "08.00–11.00 WIB"


def test_the_signers_are_those_who_drafted_checked_and_approved() -> None:
    signers = plan_of(sample_dossier())["signers"]

    assert [signer["caption"] for signer in signers] == ["Disusun oleh,", "Diperiksa oleh,", "Disetujui oleh,"]
    assert [signer["name"] for signer in signers] == [KASI.name, KABID.name, KADIS.name]
    assert signers[2]["post"] == "Plt. KEPALA DINAS KOMUNIKASI DAN INFORMATIKA"
    assert signers[0]["nip"] == "19730408 200212 1 005"


@pytest.mark.parametrize(
    ("acts", "standing"),
    [
        ((), [False, False, False]),
        (DOWN[:1], [True, False, False]),
        (DOWN, [True, True, True]),
        ((*DOWN[:1], ("return", KABID, 1)), [False, False, False]),
        ((*DOWN[:2], ("return", KADIS, 1)), [False, False, False]),
        ((*DOWN, ("clarify", KABID, 3)), [True, True, False]),
        ((*DOWN, ("dispose", KABID, 5), ("return", KASI, 1)), [False, False, False]),
        ((*DOWN, ("dispose", KABID, 5), ("return", KASI, 1), *DOWN[:1]), [True, False, False]),
        ((*DOWN, ("clarify", KABID, 3), ("dispose", KADIS, 4)), [True, True, True]),
    ],
)
def test_an_approval_before_a_return_is_not_printed_on_the_later_plan(
    acts: tuple[tuple[str, Official, int], ...], standing: list[bool]
) -> None:
    assert approvals(after(*acts)) == standing


def test_a_remark_beside_a_step_takes_no_approval_away() -> None:
    decided = after(*DOWN)
    remarked = note_down(decided.round, 3, Act("note", KADIS, OPENED + timedelta(hours=9)))

    assert approvals(replace(decided, round=remarked)) == [True, True, True]


def test_nobody_is_named_before_he_has_decided() -> None:
    signers = plan_of(undecided())["signers"]

    assert {signer["name"] for signer in signers} == {BLANK}
    assert {signer["at"] for signer in signers} == {""}
    assert [signer["post"] for signer in signers] == [
        "KEPALA SEKSI INFRASTRUKTUR DAN TEKNOLOGI", "KEPALA BIDANG PENYELENGGARAAN E-GOVERNMENT", "KEPALA DINAS",
    ]  # fmt: skip


def planned(dossier: Dossier, **words: object) -> Dossier:
    """Return a dossier with other words in its work plan."""
    plan: WorkPlan = replace(dossier.round.work_plan, **words)  # type: ignore[arg-type]
    return replace(dossier, round=replace(dossier.round, work_plan=plan))


def test_what_the_plan_leaves_out_is_printed_by_name_with_its_reason() -> None:
    out = [LeftOut(name, "dinkes", "Dinas Kesehatan", "sedang diganti") for name in ("sw-lama-1", "sw-lama-2")]
    dossier = planned(sample_dossier(), left_out=(*out, LeftOut("ups-9", "dinkes", "Dinas Kesehatan", "<b>tidak</b>")))

    paper = text_of(make(sample_issue(DocumentKind.RENCANA_KERJA), dossier, OFFICE))

    assert [(row["devices"], row["reason"]) for row in plan_of(dossier)["left_out"]] == [
        ("sw-lama-1, sw-lama-2", "sedang diganti"), ("ups-9", "<b>tidak</b>"),
    ]  # fmt: skip
    assert "Tidak termasuk dalam rencana ini" in paper
    assert "sw-lama-1, sw-lama-2" in paper
    assert "Seluruh perangkat" in text_of(
        make(sample_issue(DocumentKind.RENCANA_KERJA), planned(dossier, left_out=()), OFFICE)
    )
    assert "tidak dicatat pada versi ini" in text_of(
        make(sample_issue(DocumentKind.RENCANA_KERJA), planned(dossier, left_out=None), OFFICE)
    )


def test_planned_officers_stand_at_their_location_and_as_planned_until_somebody_is_appointed() -> None:
    drafted = undecided().round.work_plan
    sites = (replace(drafted.sites[0], officers=(TEAM[0],)), *drafted.sites[1:])
    dossier = planned(replace(undecided(), round=replace(undecided().round, officers=())), sites=sites)

    data = plan_of(dossier)

    assert [site["officers"] for site in data["sites"]][:2] == [TEAM[0].name, ""]
    assert ([officer["name"] for officer in data["officers"]], data["appointed"]) == ([TEAM[0].name], False)


def test_a_plan_that_nobody_handed_in_says_that_it_is_a_preview() -> None:
    assert plan_of(undecided())["draft"] is True
    assert plan_of(after(*DOWN[:1]))["draft"] is False
    assert "belum diajukan" in text_of(make(sample_issue(DocumentKind.RENCANA_KERJA), undecided(), OFFICE))
