"""The work plan: every location, device and check, and who has approved this very plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from netmaintd.documents.contexts import BLANK, Data, context
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.people import Official
from netmaintd.model.plans import OfficeCalendar
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.trail import Act, enter, leave, note_down
from sample_dossier import KABID, KADIS, KASI, OFFICE, OPENED, sample_dossier, sample_issue, undecided

CALENDAR = WorkingCalendar(OfficeCalendar(), OFFICE.zone)
DOWN = (("submit", KASI, 2), ("forward", KABID, 3), ("dispose", KADIS, 4))


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
