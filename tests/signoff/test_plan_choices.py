"""From choices to a work plan: what is not chosen stands in it by name with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from netmaintd.model.rounds import LeftOut, WorkPlan, WorkPlanItem
from netmaintd.signoff.plan_beginning import fresh
from netmaintd.signoff.plan_choices import GONE, Choices, Offer, compose, gone, named, replanned
from netmaintd.signoff.plan_faults import faults
from planning import (
    ANDI,
    CALENDAR,
    DRAFTED,
    END,
    EVERYTHING,
    FILE,
    NOW,
    OFFER,
    OLD,
    START,
    UPS,
    choices,
    plan,
    site,
)
from small_round import fresh_round


def made(chosen: Choices, base: WorkPlan = DRAFTED, offer: Offer = OFFER) -> WorkPlan:
    return compose(DRAFTED, base, offer, chosen)


def complaints(chosen: Choices) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.what, one.sites) for one in faults(chosen, made(chosen), FILE, CALENDAR, NOW)]


def test_a_draft_that_nobody_touches_comes_out_as_it_went_in() -> None:
    unchanged = made(choices())

    assert unchanged.sites == DRAFTED.sites
    assert set(unchanged.left_out or ()) == {OLD, UPS}
    assert complaints(choices()) == []


def test_a_device_that_is_not_ticked_is_named_with_its_reason_and_a_reason_is_wanted() -> None:
    silent = choices(balai={"devices": frozenset({"sw-1"})})
    told = choices(balai={"devices": frozenset({"sw-1"}), "reasons": {"sw-2": "sedang diganti"}})

    assert complaints(silent) == [("Tulis alasan untuk yang tidak ikut: sw-2.", ("balai",))]
    assert LeftOut("sw-2", "balai", "Balai", "sedang diganti") in (made(told).left_out or ())
    assert complaints(told) == []


def test_a_location_that_is_left_out_gives_its_reason_to_all_of_its_devices() -> None:
    closed = made(choices(dinas={"wanted": False, "reason": "gedung direnovasi"}))

    assert [one.site for one in closed.sites] == ["balai"]
    assert LeftOut("sw-3", "dinas", "Dinas", "gedung direnovasi") in (closed.left_out or ())
    assert UPS in (closed.left_out or ()), "what the file leaves out keeps the file's reason"


def test_a_device_outside_of_the_file_may_be_taken_along() -> None:
    with_ups = made(choices(balai={"devices": frozenset({"sw-1", "sw-2", "ups-1"})}))

    assert [one.name for one in with_ups.sites[0].devices] == ["sw-1", "sw-2", "ups-1"]
    assert with_ups.left_out == (OLD,)


def test_hours_and_officers_are_those_that_were_chosen() -> None:
    later = made(choices(dinas={"starts_at": END, "ends_at": END + timedelta(hours=1), "officers": (ANDI,)}))

    assert (later.sites[1].starts_at, later.sites[1].officers) == (END, (ANDI,))
    assert later.sites[0].starts_at == START
    assert later.planned_officers == (ANDI,)


def test_devices_that_left_the_inventory_are_named_in_this_plan_and_in_the_next() -> None:
    before = plan(site("balai", "sw-1", "sw-hilang"), site("lama", "sw-jauh"))

    first = made(choices(before), before)

    assert {one.device for one in gone(before, OFFER)} == {"sw-hilang", "sw-jauh"}
    assert LeftOut("sw-jauh", "lama", "Lama", GONE) in (first.left_out or ())
    assert {one.device for one in gone(first, OFFER)} == {"sw-hilang", "sw-jauh"}


def test_devices_that_came_later_are_offered_and_not_taken_in_silence() -> None:
    before = plan(site("balai", "sw-1"), left_out=(LeftOut("sw-2", "balai", "Balai", "dipinjam"), OLD, UPS))

    assert fresh(before, OFFER) == {"sw-3"}
    assert fresh(plan(site("balai", "sw-1"), left_out=None), OFFER) == {"sw-2", "sw-3"}
    drawn = choices(before)
    assert [(one.site, one.wanted, one.reasons) for one in drawn.places] == [
        ("balai", True, {"sw-2": "dipinjam"}), ("dinas", False, {}),
    ]  # fmt: skip
    assert drawn.places[1].devices == {"sw-3"}, "one tick takes the whole location"
    assert complaints(drawn) == [("Tulis alasan untuk yang tidak ikut: sw-3.", ("dinas",))]


def test_a_device_that_moved_is_offered_where_it_is_now() -> None:
    before = plan(site("balai", "sw-1", "sw-2", "sw-3"))

    assert [sorted(one.devices) for one in choices(before).places] == [["sw-1", "sw-2"], ["sw-3"]]
    assert gone(before, OFFER) == ()


def test_officers_without_a_post_of_the_team_are_not_taken_over() -> None:
    stranger = replace(ANDI, user="pensiun")
    before = plan(site("balai", "sw-1", "sw-2", officers=(ANDI, stranger)))

    assert choices(before).places[0].officers == (ANDI,)


def test_new_items_get_a_name_of_their_own() -> None:
    old = WorkPlanItem("kabel", "Kabel", "none", per_device=False)
    fresh_items = [WorkPlanItem("", title, "none", per_device=False) for title in ("Kabel!", "<b>", "日本", "")]

    names = [item.name for item in named((old, *fresh_items))]

    assert names == ["kabel", "kabel-2", "b", "butir", "butir-2"]


def test_the_round_goes_by_the_new_plan_with_a_visit_for_each_location() -> None:
    before = fresh_round()

    after = replanned(before, plan(site("balai", "sw-1", starts_at=START + timedelta(days=1))))

    assert [(one.site, one.planned_on) for one in after.visits] == [("balai", date(2026, 12, 4))]
    assert (after.version, after.step) == (before.version + 1, 1)
    assert EVERYTHING.sites[0].devices[2].name == "ups-1"
