"""A round is carried out in the hours that the section head wrote into the work plan, location by location."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Assignment
from netmaintd.signoff.plan_beginning import choices_of
from netmaintd.signoff.plan_choices import Choices
from netmaintd.usecases.edit_work_plan import save_work_plan
from netmaintd.usecases.prepare_work_plan import Desk, Source, open_desk
from netmaintd.usecases.walk_demo_round import DEMO_PEOPLE
from round_office import NOMINAL, PLACES, RoundOffice, round_office

FIRST, SECOND = PLACES


def apart(desk: Desk) -> Choices:
    """Return the newest plan with two hours for the first location, and the second one a day later."""
    drawn = choices_of(desk.base, desk.offer, desk.team)
    start = drawn.places[0].starts_at
    days = {FIRST: timedelta(0), SECOND: timedelta(days=1)}
    places = tuple(
        replace(one, starts_at=start + days[one.site], ends_at=start + days[one.site] + timedelta(hours=2))
        for one in drawn.places
    )
    return replace(drawn, places=places)


def test_each_location_is_examined_in_its_own_hours(tmp_path: Path) -> None:
    with round_office(tmp_path) as office:
        round_id = office.open_round(NOMINAL).id
        edit(office, round_id)
        office.store.people.assign(Assignment(DEMO_PEOPLE[2], office.clock.now().date()), "uji", office.clock.now())
        office.walk(round_id).dispose()
        first, second = office.store.rounds.get(round_id).work_plan.sites

        office.clock.move_to(first.starts_at + timedelta(minutes=5))
        summary = office.run(round_id)

        assert set(summary.recorded) == {device.name for device in first.devices}
        assert set(summary.left) == {device.name for device in second.devices}
        assert summary.why.startswith("planned for")
        office.clock.move_to(first.ends_at + timedelta(minutes=5))
        with pytest.raises(DecisionNotAllowed, match="planned for"):
            office.run(round_id)
        office.clock.move_to(second.starts_at + timedelta(minutes=5))
        assert set(office.run(round_id).recorded) == {device.name for device in second.devices}
        assert office.store.records.unfinished(round_id) == ()


def edit(office: RoundOffice, round_id: str) -> None:
    now, calendar = office.clock.now(), office.parts.calendar(office.configuration)
    desk = open_desk(office.store, office.configuration, calendar, round_id, Source.NEWEST, now)
    saved = save_work_plan(office.store, office.configuration, desk, apart(desk), 1, "kasi", now)
    assert (saved.saved, saved.newest.version) == (True, 2)
