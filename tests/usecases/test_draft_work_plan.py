"""Which checks are planned for a device: by its services, and by what earlier rounds showed that it has."""

from __future__ import annotations

import pytest

from netmaintd.model.devices import Device
from netmaintd.model.facts import (
    Facts,
    Interface,
    InterfaceCounters,
    Missing,
    Neighbor,
    Quantity,
    Sensor,
    SnmpAgent,
    State,
    Uptime,
)
from netmaintd.model.plans import Plan, PlannedCheck
from netmaintd.usecases.draft_work_plan import NO_PAST, Past, checks_for, past_kinds
from netmaintd.usecases.join_readings import NO_SNMP, NOT_GIVEN

PLAN = Plan.model_validate(
    {
        "name": "triwulan",
        "title": "Triwulan",
        "cron": "0 8 10 1 *",
        "window": {"start": "08:00", "end": "16:00"},
        "checks": [
            {"check": name}
            for name in ("cpu", "fans", "routing-peers", "uplink-utilisation", "config-backup", "config-change")
        ],
    }
)
BOTH = {"name": "sw-1", "address": "10.0.0.1", "site": "a", "ssh": {"credential": "s"}, "snmp": {"credential": "n"}}
FAN = Sensor(name="Fan 1", quantity=Quantity.STATE, state=State.OK, part="fan")
COUNTED = (InterfaceCounters(name="p1"), Interface(name="p1"), Uptime(uptime_s=1.0))
AGENT = SnmpAgent(version="3")
ALWAYS = ("cpu", "config-backup")


def planned(past: Past = NO_PAST, **said: object) -> set[str]:
    checks = checks_for(PLAN, Device.model_validate({**BOTH, **said}), past)
    assert set(ALWAYS) <= set(checks)
    return set(checks) - set(ALWAYS)


def test_the_first_round_asks_for_everything_that_it_can_judge() -> None:
    assert planned() == {"fans", "routing-peers"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((AGENT,), set()),
        ((AGENT, FAN), {"fans"}),
        ((AGENT, *COUNTED), {"uplink-utilisation"}),
        ((AGENT, Sensor(name="inlet", quantity=Quantity.TEMPERATURE, value=30.0)), set()),
    ],
)
def test_later_rounds_ask_for_what_the_device_has(facts: tuple[object, ...], expected: set[str]) -> None:
    assert planned(Past(facts={"sw-1": Facts(facts)})) == expected  # type: ignore[arg-type]


def test_what_was_judged_once_is_asked_for_even_when_it_is_gone() -> None:
    assert planned(Past(judged=frozenset({("sw-1", "fans")}), facts={"sw-1": Facts((AGENT,))})) == {"fans"}


def test_what_the_inventory_documents_is_asked_for_even_when_the_device_shows_none() -> None:
    assert planned(Past(facts={"sw-1": Facts((AGENT,))}), peers=["10.0.0.9"]) == {"routing-peers"}


def test_a_device_that_another_one_showed_nothing_of_is_asked_everything() -> None:
    assert planned(Past(facts={"sw-2": Facts((AGENT,))})) == {"fans", "routing-peers"}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("perangkat berhenti menjawab sampai batas waktu", {"fans"}), (NO_SNMP, set()), (NOT_GIVEN, set()),
     ("perangkat menolak perintahnya (show environment)", set())],
)  # fmt: skip
def test_what_a_broken_session_left_open_is_asked_again(reason: str, expected: set[str]) -> None:
    assert planned(Past(facts={"sw-1": Facts((AGENT,), (Missing(Sensor, reason),))})) == expected


def test_what_only_a_command_line_tells_is_not_planned_without_one() -> None:
    plan = PLAN.model_copy(update={"checks": tuple(PlannedCheck(check=c) for c in ("cpu", "clock", "log-review"))})

    assert checks_for(plan, Device.model_validate({**BOTH, "ssh": None}), NO_PAST) == ("cpu",)
    assert checks_for(plan, Device.model_validate(BOTH), NO_PAST) == ("cpu", "clock", "log-review")


def test_a_configuration_is_compared_once_there_is_one() -> None:
    assert "config-change" in planned(Past(configured=frozenset({"sw-1"})))


def test_only_facts_that_decide_are_read_again() -> None:
    kinds = set(past_kinds(PLAN))

    assert {Sensor, InterfaceCounters} <= kinds
    assert Neighbor not in kinds
    assert not {kind.__name__ for kind in kinds} & {"ConfigText", "CpuLoad", "Documented"}
