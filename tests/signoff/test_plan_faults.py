"""What a work plan may not be, what is doubtful about it, and who is planned twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from netmaintd.model.people import Assignment, Role
from netmaintd.model.rounds import Round, RoundStatus, WorkPlan
from netmaintd.signoff.chain import begin
from netmaintd.signoff.plan_choices import Choices, compose, replanned
from netmaintd.signoff.plan_clashes import clashes
from netmaintd.signoff.plan_faults import editable, faults
from netmaintd.signoff.plan_remarks import remarks
from planning import ANDI, CALENDAR, DRAFTED, END, FILE, FROZEN, NOW, OFFER, SRI, START, choices, plan, site
from small_round import OPENED, Story, fresh_round


def complaints(chosen: Choices, at: datetime = NOW) -> list[str]:
    return [one.what for one in faults(chosen, compose(DRAFTED, DRAFTED, OFFER, chosen), FILE, CALENDAR, at)]


def said(made: WorkPlan, *others: Round, at: datetime = NOW) -> list[tuple[str, tuple[str, ...]]]:
    posts = (Assignment(ANDI, date(2026, 1, 1)), Assignment(SRI, date(2026, 1, 1), date(2026, 12, 2)))
    return [(one.what, one.sites) for one in remarks(made, FILE, CALENDAR, at, posts, others)]


def other(*officers: object, where: str = "jauh", step: int = 1, **said: object) -> Round:
    away = plan(site(where, "sw-9", officers=(ANDI,)))
    return replace(replanned(fresh_round(), away), id="lain", title="Bulanan", step=step, officers=officers, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        (
            {"starts_at": NOW - timedelta(days=3), "ends_at": NOW - timedelta(days=3) + timedelta(hours=1)},
            "sudah lewat",
        ),
        ({"starts_at": END, "ends_at": END + timedelta(hours=2)}, "seluruhnya di luar jendela pemeliharaan"),
        ({"starts_at": START + timedelta(days=2), "ends_at": END + timedelta(days=2)}, "Sabtu 5 Desember 2026"),
        ({"devices": frozenset()}, "Pilih paling sedikit satu perangkat"),
        ({"devices": frozenset({"sw-1"}), "reason": "x" * 301}, "lebih panjang dari 300"),
    ],
)
def test_a_location_that_cannot_be_is_refused_with_a_remedy(place: dict[str, object], complaint: str) -> None:
    assert complaint in " ".join(complaints(choices(balai=place)))


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        ({"purpose": " "}, "Tujuan belum ditulis."),
        ({"service_impact": "x" * 1001}, "Dampak layanan lebih panjang dari 1000 huruf; persingkat."),
        ({"risks": ("y" * 301,)}, "lebih panjang dari 300"),
        ({"manual": DRAFTED.manual * 2}, "Butir lapangan “Bersih dari debu” tertulis dua kali"),
    ],
)
def test_texts_and_items_are_refused_where_they_cannot_be_printed(texts: dict[str, object], complaint: str) -> None:
    assert complaint in " ".join(complaints(replace(choices(), **texts)))  # type: ignore[arg-type]


def test_a_plan_without_a_location_is_none() -> None:
    nothing = choices(balai={"wanted": False, "reason": "x"}, dinas={"wanted": False, "reason": "x"})

    assert complaints(nothing) == ["Pilih paling sedikit satu lokasi."]


def test_a_plan_is_changed_at_step_one_only_and_again_after_it_came_back() -> None:
    story = Story()
    assert editable(story.round)
    story.act(Role.KASI, "submit")
    assert not editable(story.round)
    assert editable(story.act(Role.KABID, "return", reason="tanggal bentrok"))
    assert not editable(replace(story.round, status=RoundStatus.PAUSED))


def test_a_plain_plan_gives_no_remark() -> None:
    assert said(DRAFTED) == []


def test_days_off_are_named_once_for_all_of_their_locations() -> None:
    christmas = datetime(2026, 12, 25, 1, tzinfo=UTC)
    sunday = plan(site("balai", "sw-1", starts_at=christmas), site("dinas", "sw-3", starts_at=christmas))

    ((sentence, sites),) = said(sunday)
    assert sentence.startswith("Jumat 25 Desember 2026 bukan hari kerja: ")
    assert "Natal" in sentence
    assert sites == ("balai", "dinas")


def test_a_day_before_the_chain_can_be_through_is_told() -> None:
    (found,) = said(DRAFTED, at=START - timedelta(days=3))

    assert "Langkah 2 sampai 5 boleh memakan 4 hari kerja, sampai Jumat 4 Desember 2026" in found[0]


def test_hours_that_are_partly_outside_of_the_window_say_when_devices_are_examined() -> None:
    long = plan(replace(site("balai", "sw-1"), ends_at=END + timedelta(hours=4)))

    ((sentence, _),) = said(long)
    assert "perangkat hanya diperiksa Kamis 3 Desember 2026 pukul 08.00–16.00" in sentence


def test_an_officer_whose_post_ends_before_the_day_is_told() -> None:
    assert said(plan(site("balai", "sw-1", officers=(ANDI, SRI)))) == [
        ("Sri Wahyuni tidak memegang jabatan tim pada Kamis 3 Desember 2026.", ("balai",)),
    ]


def test_an_officer_at_several_locations_at_once_is_one_sentence() -> None:
    (found,) = clashes(plan(site("balai", "sw-1", officers=(ANDI,)), site("dinas", "sw-3", officers=(ANDI,))), ())

    assert found.what == (
        "Andi Saputra direncanakan di beberapa tempat pada waktu yang sama, Kamis 3 Desember 2026 "
        "pukul 08.00–16.00: Balai, Dinas."
    )
    assert found.sites == ("balai", "dinas")


def test_one_location_after_the_other_is_no_clash() -> None:
    after = plan(site("balai", "sw-1", officers=(ANDI,)), site("dinas", "sw-3", starts_at=END, officers=(ANDI,)))

    assert clashes(after, ()) == ()


def test_other_rounds_that_are_not_over_are_looked_at() -> None:
    ours = plan(site("balai", "sw-1", officers=(ANDI,)))

    (person,) = clashes(ours, (other(),))
    assert person.what.endswith("Balai, Jauh (Bulanan).")
    (place,) = clashes(plan(site("balai", "sw-1")), (other(where="balai"),))
    assert place.what.startswith("Balai ada dalam beberapa putaran pada waktu yang sama")
    assert "putaran ini, Bulanan" in place.what


def test_who_was_appointed_in_another_round_goes_before_who_was_planned_there() -> None:
    theirs = plan(site("balai", "sw-1", officers=(ANDI,)))

    assert clashes(theirs, (other(SRI, step=6),)) == (), "Andi was planned there, Sri goes"
    assert clashes(plan(site("balai", "sw-1", officers=(SRI,))), (other(SRI, step=6),))
    assert clashes(theirs, (other(step=8),)) == (), "nobody goes to a location any more"
    assert begin(other(), OPENED, CALENDAR).title == "Bulanan"


def test_a_day_in_a_freeze_of_the_office_is_shown_and_cannot_be_saved() -> None:
    sentence = (
        "Kamis 3 Desember 2026 dalam masa pembekuan sampai Rabu 9 Desember 2026: Pemilihan umum. "
        "Pilih tanggal sesudahnya."
    )
    after = START + timedelta(days=7)
    later = choices(dinas={"starts_at": after, "ends_at": after + timedelta(hours=8)})

    wrong = faults(later, compose(DRAFTED, DRAFTED, OFFER, later), FILE, FROZEN, NOW)

    assert [(one.what, one.sites) for one in wrong] == [(sentence, ("balai",))]
    assert sentence in [one.what for one in remarks(DRAFTED, FILE, FROZEN, NOW, (), ())]
