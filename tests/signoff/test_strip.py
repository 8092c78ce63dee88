"""The eleven steps as they are drawn: where each stands, also after a return, a pause and an end."""

from __future__ import annotations

from datetime import date, timedelta

from netmaintd.model.people import Role
from netmaintd.signoff.strip import Stand, drawn, visit_stands
from netmaintd.signoff.trail import ages
from small_round import CALENDAR, Story


def stands(story: Story, days: int = 0) -> str:
    """Return the first letters of all steps, some days later."""
    at = story.at + timedelta(days=days)
    return " ".join(one.stand.name[:2] for one in drawn(story.round, ages(story.round, at, CALENDAR)))


def test_a_step_is_done_now_late_or_ahead() -> None:
    story = Story()
    story.act(Role.KASI, "submit")

    assert stands(story) == "DO NO" + " AH" * 9
    assert stands(story, days=10) == "DO LA" + " AH" * 9
    story = Story()
    story.to_the_check()
    assert stands(story) == "DO " * 7 + "NO" + " AH" * 3


def test_what_was_sent_back_is_to_be_done_again() -> None:
    story = Story()
    story.act(Role.KASI, "submit")
    story.act(Role.KABID, "return", reason="Tanggal bentrok")

    assert stands(story) == "NO AG" + " AH" * 9


def test_a_pause_and_an_end_are_drawn_where_they_happened() -> None:
    story = Story()
    story.act(Role.KASI, "submit")
    story.act(Role.KABID, "forward")
    story.act(Role.KADIS, "postpone", reason="Anggaran", until=date(2027, 1, 11))

    assert stands(story) == "DO DO PA" + " AH" * 8
    story.act(Role.KADIS, "cancel", reason="Batal")
    assert stands(story) == "DO DO ST" + " AH" * 8


def test_each_visit_has_two_steps_of_its_own() -> None:
    story = Story()
    story.to_the_locations()
    story.act(Role.TIM, "finish-visit", site="walikota")
    old = ages(story.round, story.at, CALENDAR)

    first, second = (visit_stands(visit, story.round, old) for visit in story.round.visits)

    assert first == {6: Stand.DONE, 7: Stand.NOW}
    assert second == {6: Stand.NOW, 7: Stand.AHEAD}
