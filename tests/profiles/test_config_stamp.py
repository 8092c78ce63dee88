"""When a Cisco device says over SNMP that its configuration was changed and saved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from netmaintd.model.facts import ConfigStamp
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES

UPTIME, CHANGED, SAVED, STARTUP = (
    f"1.3.6.1.{number}.0" for number in ("2.1.1.3", "4.1.9.9.43.1.1.1", "4.1.9.9.43.1.1.2", "4.1.9.9.43.1.1.3")
)


def stamps(**ticks: int) -> list[tuple[float | None, float | None]]:
    names = {"uptime": UPTIME, "changed": CHANGED, "saved": SAVED, "startup": STARTUP}
    text = "".join(f"{names[name]}|67|{value}\n" for name, value in ticks.items())
    profile = PROFILES.get("cisco_ios")
    walked = RecordedAgent(text.encode()).walk(walk_plan(profile).columns)
    found = snmp_facts(profile, walked, datetime(2026, 11, 24, tzinfo=UTC)).of(ConfigStamp)
    return [(one.changed_ago_s, one.saved_ago_s) for one in found]


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        ({"uptime": 100_000, "changed": 40_000, "saved": 50_000, "startup": 50_000}, [(600.0, 500.0)]),
        ({"uptime": 100_000, "changed": 40_000, "saved": 50_000}, [(600.0, 500.0)]),
        # Saved to a server only: the configuration that it starts with is an older one.
        ({"uptime": 100_000, "changed": 40_000, "saved": 50_000, "startup": 30_000}, [(600.0, 700.0)]),
        ({"uptime": 100_000, "changed": 40_000}, [(600.0, None)]),
        # The uptime began again after 497 days.
        ({"uptime": 1_000, "changed": 40_000, "saved": 500}, [(None, 5.0)]),
        ({"uptime": 1_000}, []),
    ],
)
def test_uptimes_of_the_events_become_how_long_ago_they_were(
    ticks: dict[str, int], expected: list[tuple[float | None, float | None]]
) -> None:
    assert stamps(**ticks) == expected
