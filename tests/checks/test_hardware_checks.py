"""Fans, power supplies, power over Ethernet, UPS and light: what wears out."""

from __future__ import annotations

import pytest

from examine import examine
from netmaintd.model.facts import (
    Documented,
    Interface,
    LinkStatus,
    PoePort,
    PoeSupply,
    Quantity,
    Sensor,
    SnmpAgent,
    State,
    UpsState,
)
from netmaintd.model.results import Measurement, Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN
NOT_GIVEN = "Tidak diperiksa: perangkat tidak memberikan data ini"
AGENT = SnmpAgent(version="3", level="authPriv")
BARE = Documented(name="sw-1")
NAN = float("nan")


def fan(name: str, state: State = State.OK) -> Sensor:
    return Sensor(name=name, quantity=Quantity.STATE, state=state, part="fan")


def speed(rpm: float | None, low: float | None = None, name: str = "Fan 1") -> Sensor:
    return Sensor(name=name, quantity=Quantity.FAN_SPEED, value=rpm, low_limit=low)


def supply(name: str, state: State = State.OK) -> Sensor:
    return Sensor(name=name, quantity=Quantity.STATE, state=state, part="power_supply")


BAD, WEAK = State.CRITICAL, State.WARNING
ROOM = Sensor(name="inlet", quantity=Quantity.TEMPERATURE, value=30.0)


@pytest.mark.parametrize(
    ("sensors", "expected"),
    [
        ((fan("a"), fan("b"), fan("c")), OK),
        ((fan("a"),), OK),
        ((fan("a"), fan("b"), fan("c", BAD)), WARNING),
        ((fan("a"), fan("b", BAD)), CRITICAL),
        ((fan("a"), fan("b"), fan("c", BAD), fan("d", BAD)), CRITICAL),
        ((fan("a", BAD),), CRITICAL),
        ((fan("a"), fan("b"), fan("c", WEAK)), WARNING),
        ((fan("a"), fan("slot 2", State.UNKNOWN)), OK),
        ((fan("a", State.UNKNOWN),), UNKNOWN),
        ((speed(4200.0),), OK),
        ((speed(999.0, low=1000.0),), CRITICAL),
        ((speed(1000.0, low=1000.0),), OK),
        ((speed(0.0),), UNKNOWN),
        ((speed(NAN),), UNKNOWN),
        ((speed(None),), UNKNOWN),
        ((ROOM,), UNKNOWN),
    ],
)
def test_one_fan_that_fails_is_worth_a_look_while_two_turn(sensors: tuple[Sensor, ...], expected: Status) -> None:
    assert examine("fans", *sensors).status is expected


def test_a_device_without_fans_is_told_apart_from_one_whose_fans_are_silent() -> None:
    assert examine("fans", ROOM).summary == NOT_GIVEN
    assert examine("fans", fan("a", State.UNKNOWN)).summary == (
        "Tidak diperiksa: perangkat tidak menyebut keadaan kipasnya"
    )


def test_a_fan_that_turned_at_the_last_examination_and_stands_now_has_failed() -> None:
    assert examine("fans", speed(0.0), earlier=(speed(3000.0),)).status is CRITICAL
    assert examine("fans", speed(0.0), earlier=(speed(0.0),)).status is UNKNOWN


def test_a_fan_that_vanished_is_named() -> None:
    result = examine("fans", fan("a"), fan("b"), earlier=(fan("a"), fan("b"), fan("c")))

    assert (result.status, result.summary) == (WARNING, "Kipas hilang sejak pemeriksaan lalu: c; 2 baik")


def test_parts_of_which_nothing_is_told_any_more_are_missed() -> None:
    assert examine("fans", ROOM, earlier=(fan("a"), ROOM)).summary == ("Kipas hilang sejak pemeriksaan lalu: a; 0 baik")
    assert examine("power-supply", ROOM, earlier=(supply("a"), ROOM)).status is WARNING


def test_fans_are_known_by_their_names_where_the_profile_does_not_say() -> None:
    nameless = Sensor(name="Fan Sensor", quantity=Quantity.STATE, state=BAD)
    fantasy = Sensor(name="Fantasy", quantity=Quantity.STATE, state=BAD)

    assert examine("fans", nameless).status is CRITICAL
    assert examine("fans", fantasy).status is UNKNOWN


@pytest.mark.parametrize(
    ("sensors", "settings", "expected"),
    [
        ((supply("a"), supply("b")), {}, OK),
        ((supply("a"),), {}, OK),
        ((supply("a"),), {"expected": 2}, WARNING),
        ((supply("a"), supply("b")), {"expected": 2}, OK),
        ((supply("a"), supply("b", BAD)), {}, WARNING),
        ((supply("a"), supply("b", WEAK)), {}, WARNING),
        ((supply("a", BAD), supply("b", BAD)), {}, CRITICAL),
        ((supply("a", WEAK),), {}, CRITICAL),
        ((supply("a"), supply("b", State.UNKNOWN)), {}, OK),
        ((supply("a", State.UNKNOWN),), {}, UNKNOWN),
        ((ROOM,), {}, UNKNOWN),
    ],
)
def test_one_supply_less_is_lost_redundancy(
    sensors: tuple[Sensor, ...], settings: dict[str, int], expected: Status
) -> None:
    assert examine("power-supply", *sensors, **settings).status is expected


def test_two_tables_that_tell_of_one_supply_count_it_once() -> None:
    result = examine("power-supply", supply("PS 1"), supply("Power of PS 1", BAD), supply("PS 2"))

    assert (result.status, result.summary) == (WARNING, "Catu daya rusak: PS 1; 1 baik")


def test_fans_of_one_name_are_several_fans() -> None:
    fans = [speed(7000.0, low=1000.0, name="speed 0/FT0") for _ in range(5)]

    result = examine("fans", *fans, speed(900.0, low=1000.0, name="speed 0/FT0"))

    assert (result.status, result.summary) == (WARNING, "Kipas rusak: speed 0/FT0 (6); 5 baik")


def test_a_line_card_that_gets_power_is_no_power_supply_and_an_outlet_of_a_strip_is_none_either() -> None:
    outlet = Sensor(name="NAS PSU", quantity=Quantity.STATE, state=BAD)

    result = examine("power-supply", supply("PS 1", BAD), supply("Power of Linecard(slot 1)"), outlet)

    assert (result.status, result.summary) == (CRITICAL, "Catu daya rusak: PS 1; 0 baik")


def test_a_supply_that_was_pulled_is_missed() -> None:
    result = examine("power-supply", supply("a"), earlier=(supply("a"), supply("b")), expected=2)

    assert result.summary == "Catu daya hilang sejak pemeriksaan lalu: b; 1 baik, seharusnya 2"
    assert result.measurements == (Measurement("a", "baik", threshold="2 baik"),)


@pytest.mark.parametrize(
    ("budget", "used", "expected"),
    [
        (100.0, 79.9, OK),
        (100.0, 80.0, WARNING),
        (100.0, 94.9, WARNING),
        (100.0, 95.0, CRITICAL),
        (100.0, 120.0, CRITICAL),
        (100.0, 95_000.0, UNKNOWN),
        (0.0, 0.0, UNKNOWN),
        (None, 10.0, UNKNOWN),
        (100.0, None, UNKNOWN),
        (NAN, 10.0, UNKNOWN),
    ],
)
def test_poe_follows_the_share_of_the_budget(budget: float | None, used: float | None, expected: Status) -> None:
    assert examine("poe", BARE, AGENT, PoeSupply(group="1", budget_w=budget, used_w=used)).status is expected


@pytest.mark.parametrize(
    ("status", "enabled", "expected"),
    [
        ("deliveringPower", True, OK),
        ("searching", True, OK),
        ("fault", True, CRITICAL),
        ("otherFault", None, CRITICAL),
        ("fault", False, OK),
        (None, True, UNKNOWN),
    ],
)
def test_a_port_in_fault_is_critical(status: str | None, enabled: bool | None, expected: Status) -> None:
    assert (
        examine("poe", BARE, AGENT, PoePort(port="1.7", status=status, enabled=enabled, power_w=3.0)).status is expected
    )


def test_a_faulty_supply_is_critical_and_everything_is_told() -> None:
    supplies = (PoeSupply(group="1", budget_w=370.0, used_w=95.0), PoeSupply(group="2", used_w=0.0, state=BAD))
    result = examine("poe", BARE, AGENT, *supplies, PoePort(port="1.7", status="fault"))

    assert result.status is CRITICAL
    assert result.summary == "Daya PoE terpakai 25,7 %; catu daya PoE rusak: 2; port gangguan: 1.7"
    assert examine("poe", BARE, AGENT).summary == NOT_GIVEN


def ups(
    on_battery: bool | None = False,
    runtime_s: float | None = 1800.0,
    charge: float | None = 1.0,
    load: float | None = 0.4,
    battery: State = State.OK,
) -> UpsState:
    return UpsState(
        on_battery=on_battery, runtime_s=runtime_s, charge_ratio=charge, load_ratio=load, battery_state=battery
    )


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (ups(), OK),
        (ups(on_battery=True), CRITICAL),
        (ups(runtime_s=900), OK),
        (ups(runtime_s=899), WARNING),
        (ups(runtime_s=300), WARNING),
        (ups(runtime_s=299), CRITICAL),
        (ups(charge=0.8), OK),
        (ups(charge=0.79), WARNING),
        (ups(charge=0.5), WARNING),
        (ups(charge=0.49), CRITICAL),
        (ups(load=0.79), OK),
        (ups(load=0.8), WARNING),
        (ups(load=0.95), CRITICAL),
        (ups(battery=State.WARNING), WARNING),
        (ups(battery=State.CRITICAL), CRITICAL),
        (ups(on_battery=None), UNKNOWN),
        (ups(on_battery=None, charge=0.1), CRITICAL),
        (ups(runtime_s=None, charge=None, load=None, battery=State.UNKNOWN), UNKNOWN),
        (ups(None, None, None, None, State.UNKNOWN), UNKNOWN),
        (ups(runtime_s=NAN, charge=2.55), OK),
    ],
)
def test_a_ups_is_judged_by_all_that_it_tells(fact: UpsState, expected: Status) -> None:
    assert examine("ups", fact).status is expected


def test_a_ups_on_battery_says_for_how_long() -> None:
    assert examine("ups", ups(on_battery=True, runtime_s=420, charge=0.41)).summary == (
        "Daya dari baterai, baterai baik, tahan 7 menit, terisi 41 %, beban 40 %"
    )


def light(value: float | None, name: str = "Te1/1 Receive Power Sensor", **limits: float) -> Sensor:
    return Sensor(name=name, quantity=Quantity.OPTICAL_POWER, value=value, **limits)


def port(name: str, oper: LinkStatus) -> Interface:
    return Interface(name=name, oper_status=oper, admin_status=LinkStatus.UP)


@pytest.mark.parametrize(
    ("sensor", "expected"),
    [
        (light(-10.0, low_limit=-18.0, high_limit=1.0), OK),
        (light(-15.9, low_limit=-18.0, high_limit=1.0), OK),
        (light(-16.0, low_limit=-18.0, high_limit=1.0), WARNING),
        (light(-18.0, low_limit=-18.0, high_limit=1.0), CRITICAL),
        (light(1.0, low_limit=-18.0, high_limit=1.0), CRITICAL),
        (light(-16.5, low_limit=-18.0, low_warning=-17.0), OK),
        (light(-17.0, low_limit=-18.0, low_warning=-17.0), WARNING),
        (light(0.5, high_limit=1.0, high_warning=0.5), WARNING),
        (light(-20.9), OK),
        (light(-21.0), WARNING),
        (light(-23.0), CRITICAL),
        (light(-23.0, low_limit=-99.0), CRITICAL),
        (light(-4.0, name="Te1/1 Transmit Power Sensor"), UNKNOWN),
        (light(-40.0), UNKNOWN),
        (light(NAN), UNKNOWN),
        (light(None), UNKNOWN),
    ],
)
def test_light_is_judged_by_the_module_then_by_the_office(sensor: Sensor, expected: Status) -> None:
    assert examine("optics", sensor).status is expected


@pytest.mark.parametrize(("before", "now", "expected"), [(-5.0, -6.9, OK), (-5.0, -7.0, WARNING), (-7.0, -5.0, OK)])
def test_two_decibels_less_than_last_time_are_worth_a_look(before: float, now: float, expected: Status) -> None:
    assert examine("optics", light(now), earlier=(light(before),)).status is expected


@pytest.mark.parametrize(
    ("oper", "before", "expected"),
    [
        (LinkStatus.DOWN, (), UNKNOWN),
        (LinkStatus.UP, (), CRITICAL),
        (None, (), UNKNOWN),
        (None, (light(-40.0),), UNKNOWN),
        (None, (light(-8.0),), CRITICAL),
    ],
)
def test_darkness_counts_only_where_there_was_light_or_a_link(
    oper: LinkStatus | None, before: tuple[Sensor, ...], expected: Status
) -> None:
    ports = (port("Te1/1", oper),) if oper else ()

    assert examine("optics", light(-40.0), *ports, earlier=before or None).status is expected


@pytest.mark.parametrize("name", ["Rx Te1/1", "Te1/1 Receive Power Sensor", "Power Rx (Te1/1)", "Lane Rx 516.0"])
def test_a_sensor_is_known_to_sit_in_a_port_that_is_down(name: str) -> None:
    down = Interface(name="Te1/1", if_index=516, oper_status=LinkStatus.DOWN)

    assert examine("optics", light(-26.0, name), down).status is UNKNOWN
    assert examine("optics", light(-26.0, "Rx Te1/10"), down).status is CRITICAL


def test_the_worst_direction_is_named_with_its_loss() -> None:
    result = examine("optics", light(-12.0), light(-3.0, "Te1/2 Receive Power"), earlier=(light(-5.5),))

    assert (result.status, result.summary) == (WARNING, "Te1/1 Receive Power Sensor -12 dBm, turun 6,5 dB")
    assert result.measurements[0] == Measurement(
        "Te1/1 Receive Power Sensor", -12.0, "dBm", "rusak ≤ -23 dBm, perlu perhatian turun ≥ 2 dB"
    )


def test_the_state_that_the_device_itself_tells_counts() -> None:
    sensor = Sensor(name="Rx 1", quantity=Quantity.OPTICAL_POWER, state=State.CRITICAL)

    assert examine("optics", sensor).status is CRITICAL
    assert examine("optics", ROOM).summary == NOT_GIVEN
