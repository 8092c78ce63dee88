"""Each gap says which blank is empty, and for whom it can still be filled in."""

from __future__ import annotations

from dataclasses import replace

from netmaintd.model.dossier import Dossier, VisitRecord
from netmaintd.model.people import Role
from netmaintd.model.rounds import Override, Round, RoundStatus
from netmaintd.signoff.completeness import gaps, open_gaps, overridden
from netmaintd.signoff.gap import Blank, Gap
from netmaintd.signoff.who_fills import POINTS, who_fills
from small_round import OFFICIALS, OPENED, Story


def at_work() -> Round:
    story = Story()
    return story.to_the_locations()


def empty(round_: Round) -> Dossier:
    return Dossier(round_, (), (VisitRecord("walikota"),))


def test_every_gap_of_an_empty_round_names_a_place_and_a_point_in_words() -> None:
    round_ = at_work()
    devices = {device.name: site.site for site in round_.work_plan.sites for device in site.devices}

    found = gaps(empty(round_))

    assert {gap.number for gap in found} <= set(POINTS)
    assert all(gap.site for gap in found if gap.blank is not Blank.DISPOSITION)
    assert all(devices[gap.device] == gap.site for gap in found if gap.device)
    blanks = {gap.blank for gap in found}
    assert {Blank.EXAMINATION, Blank.ITEM, Blank.PHOTO, Blank.ACTIONS, Blank.CONFIG, Blank.SIGNATURE} <= blanks


def test_the_team_fills_in_what_it_saw_while_the_visit_is_open_and_nobody_afterwards() -> None:
    round_ = at_work()
    item = Gap("manual:walikota/kabel", 1, "Walikota", "belum diisi", Blank.ITEM, "walikota", item="kabel")
    seen = replace(item, blank=Blank.EXAMINATION)
    signed = replace(item, blank=Blank.SIGNATURE)
    closed = replace(round_, visits=tuple(replace(visit, step=8) for visit in round_.visits))
    waiting = replace(round_, visits=tuple(replace(visit, step=7) for visit in round_.visits))

    assert who_fills(round_, item) == who_fills(waiting, item) == {Role.TIM, Role.KASI}
    assert who_fills(round_, seen) == {Role.TIM, Role.KASI}
    assert who_fills(waiting, seen) == frozenset()
    assert who_fills(round_, signed) == {Role.TIM}
    assert who_fills(waiting, signed) == {Role.TIM, Role.OPD, Role.KASI}
    assert {who_fills(closed, gap) for gap in (item, seen, signed)} == {frozenset()}
    assert who_fills(replace(round_, status=RoundStatus.ENDED), item) == frozenset()
    assert who_fills(round_, Gap("disposition:3/petunjuk", 6, "", "", Blank.DISPOSITION, step=3)) == frozenset()


def test_what_the_section_head_let_pass_is_told_with_its_reason() -> None:
    round_ = at_work()
    first = gaps(empty(round_))[0]
    let_pass = Override(first.key, "Perangkat dipindahkan", OFFICIALS[Role.KASI], OPENED)
    dossier = empty(replace(round_, overrides=(let_pass,)))

    assert overridden(dossier) == ((first, let_pass),)
    assert first not in open_gaps(dossier)
