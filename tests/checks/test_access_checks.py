"""How safely the device is reached, and which access points joined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examine import examine
from netmaintd.model.facts import Documented, Fact, SnmpAgent, SshLogin, Wireless, WirelessMeasure
from netmaintd.model.results import Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN


def login(cipher: str = "aes256-ctr", key: str = "ssh-ed25519", *, legacy: bool = False) -> SshLogin:
    return SshLogin(
        privileged=True, prompt="sw#", host_key_type=key, host_key_sha256="ab", kex="curve25519-sha256",
        cipher=cipher, legacy=legacy,
    )  # fmt: skip


def agent(version: str = "3", level: str = "authPriv") -> SnmpAgent:
    return SnmpAgent(version=version, level=level)


BOTH = Documented(name="sw-1", services=("ssh", "snmp"))
UPS = Documented(name="ups-1", services=("snmp",))


@pytest.mark.parametrize(
    ("facts", "expected", "summary"),
    [
        ((BOTH, login(), agent()), OK, "Akses aman (SSH, SNMP)"),
        ((UPS, agent()), OK, "Akses aman (SNMP)"),
        ((BOTH, login(key="ssh-rsa"), agent()), OK, "Akses aman (SSH, SNMP)"),
        ((BOTH, login(legacy=True), agent()), WARNING, "Akses kurang aman: SSH memakai SHA-1"),
        ((BOTH, login("aes128-cbc"), agent()), WARNING, "Akses kurang aman: sandi SSH usang aes128-cbc"),
        ((BOTH, login(key="ssh-dss"), agent()), WARNING, "Akses kurang aman: kunci host usang ssh-dss"),
        (
            (BOTH, replace(login(), telnet=True), agent()),
            CRITICAL,
            "Akses kurang aman: Telnet dipakai, kata sandi terbaca di jalan",
        ),
        ((UPS, agent("2c", "")), WARNING, "Akses kurang aman: SNMPv2c tanpa enkripsi"),
        ((UPS, agent(level="authNoPriv")), WARNING, "Akses kurang aman: SNMPv3 tanpa enkripsi"),
        ((UPS, agent(level="noAuthNoPriv")), CRITICAL, "Akses kurang aman: SNMPv3 tanpa kata sandi"),
        ((BOTH, agent()), UNKNOWN, "Tidak diperiksa: belum terbaca lewat SSH"),
        ((BOTH, login()), UNKNOWN, "Tidak diperiksa: belum terbaca lewat SNMP"),
        ((BOTH, agent("2c", "")), WARNING, "Akses kurang aman: SNMPv2c tanpa enkripsi"),
        ((BOTH,), UNKNOWN, "Tidak diperiksa: perangkat tidak memberikan data ini"),
    ],
)
def test_both_ways_in_are_judged_by_the_sessions_that_were_held(
    facts: tuple[Fact, ...], expected: Status, summary: str
) -> None:
    result = examine("security-posture", *facts)

    assert (result.status, result.summary) == (expected, summary)


def joined(count: float, measure: WirelessMeasure = WirelessMeasure.ACCESS_POINTS) -> Wireless:
    return Wireless(name="controller", measure=measure, value=count)


@pytest.mark.parametrize(
    ("now", "before", "wanted", "expected"),
    [
        (40, None, 40, OK),
        (41, None, 40, OK),
        (39, None, 40, WARNING),
        (38, None, 40, WARNING),
        (37, None, 40, CRITICAL),
        (0, None, 40, CRITICAL),
        (40, 40, None, OK),
        (39, 40, None, WARNING),
        (39, 40, 39, OK),
        (40, None, None, UNKNOWN),
        (40, 0, None, UNKNOWN),
        (float("nan"), 40, None, UNKNOWN),
    ],
)
def test_access_points_are_counted_against_the_expected_number(
    now: float, before: float | None, wanted: int | None, expected: Status
) -> None:
    earlier = (joined(before),) if before is not None else None

    assert examine("access-points", joined(now), earlier=earlier, expected=wanted).status is expected


def test_the_number_and_where_it_comes_from_are_told() -> None:
    assert examine("access-points", joined(39), earlier=(joined(40),)).summary == (
        "39 access point bergabung, 40 pada pemeriksaan lalu"
    )
    assert examine("access-points", joined(4), expected=4).summary == "4 access point bergabung, 4 yang diharapkan"


def test_a_radio_without_a_count_of_access_points_is_no_controller() -> None:
    assert examine("access-points", joined(12, WirelessMeasure.CLIENTS)).summary == (
        "Tidak diperiksa: perangkat tidak memberikan data ini"
    )
