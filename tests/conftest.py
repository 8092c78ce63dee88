"""Fixtures that tests of several rooms share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings

from netmaintd.model.people import Assignment
from netmaintd.model.rounds import Round, Visit
from samples import NOW, PEOPLE, work_plan

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")

WAITING = ("e2e", "cli", "daemon", "systemd", "transport", "store", "lab")
"""Rooms whose tests wait for devices and processes."""


LONGEST = ("test_whole_round.py", "test_api_fuzz.py", "test_matrix.py", "test_hostile_strings.py")
"""Files that keep a worker busy for half a minute: begun last, they run while the others have nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest begin, then those that wait, so that the others fill the time; the order inside a room stays."""
    rooms = {room: place for place, room in enumerate(WAITING)}
    items.sort(key=lambda item: -1 if item.path.name in LONGEST else rooms.get(item.path.parent.name, len(rooms)))


@pytest.fixture
def drafted() -> Round:
    plan = work_plan()
    return Round(
        id="triwulan-2026-12-03",
        plan="triwulan",
        title="Pemeliharaan triwulan",
        nominal_at=NOW + timedelta(days=10),
        opened_at=NOW,
        work_plan=plan,
        visits=tuple(Visit(site.site, site.opd, date(2026, 12, 3)) for site in plan.sites),
    )


@pytest.fixture
def assignments() -> list[Assignment]:
    return [Assignment(person, date(2026, 1, 1)) for person in PEOPLE.values()]
