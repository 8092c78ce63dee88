"""SNMP's facts win, SSH's fill what is left open, and what is missing has the reason of the session that failed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from netmaintd.model.facts import (
    ClockState,
    ConfigText,
    CpuLoad,
    Facts,
    Identity,
    Interface,
    LagMember,
    LogLine,
    Missing,
    Neighbor,
    Quantity,
    Sensor,
    SshLogin,
    UpsState,
    Uptime,
)
from netmaintd.model.results import Outcome, SessionReport
from netmaintd.usecases.join_readings import NO_COMMAND, NO_SNMP, NO_SSH, NOT_GIVEN, explain, join, left_open
from netmaintd.usecases.read_snmp import SnmpReading
from netmaintd.usecases.read_ssh import SshReading
from packaged import PROFILES

AT = datetime(2026, 11, 25, tzinfo=UTC)
HEAT = Sensor(name="Inlet", quantity=Quantity.TEMPERATURE, value=30.0)
FAN = Sensor(name="Fan 1", quantity=Quantity.STATE, part="fan")
SUPPLY = Sensor(name="PSU 1", quantity=Quantity.STATE, part="power_supply")


def test_what_snmp_gave_is_not_asked_again_and_what_a_device_has_one_of_is() -> None:
    told = Facts((Interface(name="Gi1"), Uptime(uptime_s=5.0), Identity(model="X")))

    assert left_open({Interface, Uptime, Identity, LogLine}, told) == {Uptime, Identity, LogLine}


@pytest.mark.parametrize(("sensors", "asked"), [((HEAT, FAN), True), ((HEAT, FAN, SUPPLY), False), ((), True)])
def test_sensors_are_asked_again_unless_fans_supplies_and_heat_were_told(
    sensors: tuple[Sensor, ...], asked: bool
) -> None:
    assert (Sensor in left_open({Sensor}, Facts(sensors))) is asked


def test_no_fact_is_told_twice_and_gaps_are_filled() -> None:
    snmp = Facts(
        (Interface(name="Gi1"), HEAT, Uptime(uptime_s=5.0), Identity(hostname="sw1")), (Missing(CpuLoad, "a"),)
    )
    ssh = Facts((
        Interface(name="GigabitEthernet1"), Sensor(name="Exhaust", quantity=Quantity.TEMPERATURE, value=40.0), FAN,
        Uptime(uptime_s=6.0, reload_reason="power-on"), Identity(hostname="other", serial="S1"),
        CpuLoad(busy_ratio=0.1), ClockState(stratum=3), ClockState(stratum=4, offset_s=1.0),
    ))  # fmt: skip

    facts = join(snmp, ssh)

    assert facts.of(Interface) == (Interface(name="Gi1"),)
    assert facts.of(Sensor) == (HEAT, FAN)
    assert facts.of(CpuLoad) == (CpuLoad(busy_ratio=0.1),)
    assert facts.of(Uptime) == (Uptime(uptime_s=5.0, reload_reason="power-on"),)
    assert facts.of(Identity) == (Identity(hostname="sw1", serial="S1"),)
    assert facts.of(ClockState) == (ClockState(stratum=3, offset_s=1.0),)


def report(protocol: str, outcome: Outcome) -> SessionReport:
    return SessionReport(protocol, outcome, AT, AT)


def reason(kind: type, platform: str, snmp: Outcome | None, ssh: Outcome | None, *missing: Missing) -> str | None:
    profile = PROFILES.get(platform)
    by_snmp = SnmpReading(report("snmp", snmp), profile=profile) if snmp else None
    by_ssh = SshReading(report("ssh", ssh), profile) if ssh else None
    return explain({kind}, Facts(missing=missing), profile, by_snmp, by_ssh).why_missing(kind)


@pytest.mark.parametrize(
    ("kind", "platform", "snmp", "ssh", "expected"),
    [
        (Interface, "cisco_ios", None, Outcome.OK, NOT_GIVEN),
        (Interface, "cisco_ios", Outcome.OK, None, NOT_GIVEN),
        (Interface, "cisco_ios", Outcome.TIMEOUT, None, Outcome.TIMEOUT.reason),
        (Interface, "cisco_ios", None, Outcome.AUTH_FAILED, Outcome.AUTH_FAILED.reason),
        (Interface, "cisco_ios", Outcome.TIMEOUT, Outcome.OK, Outcome.TIMEOUT.reason),
        (Interface, "apc_ups", None, Outcome.OK, NO_SNMP),
        (UpsState, "apc_ups", None, Outcome.OK, NO_SNMP),
        (LogLine, "cisco_ios", Outcome.OK, None, NO_SSH),
        (LogLine, "cisco_ios", Outcome.TIMEOUT, Outcome.OK, NOT_GIVEN),
        (SshLogin, "cisco_ios", Outcome.OK, None, NO_SSH),
        (SshLogin, "cisco_ios", Outcome.OK, Outcome.REFUSED, Outcome.REFUSED.reason),
        (ConfigText, "cisco_ios", Outcome.OK, None, NO_SSH),
        (ConfigText, "apc_ups", Outcome.OK, Outcome.OK, NO_COMMAND),
        (LogLine, "apc_ups", Outcome.OK, Outcome.OK, NO_COMMAND),
        (LogLine, "apc_ups", Outcome.OK, None, NOT_GIVEN),
        (Uptime, "apc_ups", Outcome.OK, Outcome.OK, NOT_GIVEN),
    ],
)
def test_a_missing_kind_has_the_reason_of_the_session_that_could_have_told_it(
    kind: type, platform: str, snmp: Outcome | None, ssh: Outcome | None, expected: str
) -> None:
    assert reason(kind, platform, snmp, ssh) == expected


def test_a_text_that_could_not_be_read_weighs_more_than_silence() -> None:
    silent, unread = Missing(Neighbor, f"agen SNMP {NOT_GIVEN}"), Missing(Neighbor, "bentuk jawaban tidak dikenal")

    assert reason(Neighbor, "cisco_ios", Outcome.OK, Outcome.OK, silent, unread) == "bentuk jawaban tidak dikenal"
    assert reason(LagMember, "cisco_ios", Outcome.OK, Outcome.OK, silent) == NOT_GIVEN
