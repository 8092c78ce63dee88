"""Which platform a device is thought to be, and what its commands tell of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import Identity, Uptime
from netmaintd.model.snmp import oid
from netmaintd.profiles.commands import commands_for
from netmaintd.profiles.converters import duration
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.profiles.ssh_facts import ssh_facts
from packaged import PROFILES

LINUX = "1.3.6.1.4.1.8072.3.2.10"
AT = datetime(2026, 11, 24, tzinfo=UTC)


def test_ssh_makes_a_platform_more_special_but_never_another() -> None:
    assert PROFILES.recognise(LINUX, "Linux r1 6.1", "FRRouting 8.4.4 (r1).").profile.name == "frr"
    assert PROFILES.recognise(LINUX, "Linux r1 6.1", "SSH-2.0-Cisco-1.25").profile.name == "linux"
    assert PROFILES.recognise("1.3.6.1.4.1.9.1.1", None, "FRRouting 8.4.4").profile.name == "cisco_ios"
    asa = "Cisco Adaptive Security Appliance Version 9.16"
    assert PROFILES.recognise("1.3.6.1.4.1.9.1.2404", asa, "SSH-2.0-Cisco-1.25").profile.name == "cisco_asa"


def test_a_stranger_is_told_by_the_number_of_its_maker() -> None:
    told = PROFILES.recognise("1.3.6.1.4.1.99999.2.1", "apa saja", None)

    assert told.profile.name == "snmp_standard"
    assert told.reason == "sysObjectID 1.3.6.1.4.1.99999.2.1 (enterprise 99999) is known to no profile"
    assert PROFILES.recognise("0.0", None, None).reason == "sysObjectID 0.0 is known to no profile"


def test_what_another_system_answers_is_not_taken_for_this_one() -> None:
    assert PROFILES.recognise("1.3.6.1.4.1.2011.2.123", "Huawei Integrated Access Software", None).profile.name == (
        "huawei_smartax"
    )
    assert PROFILES.recognise("1.3.6.1.4.1.99999.1", "router", None).profile.name == "snmp_standard"
    assert PROFILES.recognise("1.3.6.1.4.1.11.2.3.7.11.84", None, None).profile.name == "hp_procurve"


@pytest.mark.parametrize(
    ("number", "descr", "name"),
    [
        ("1.3.6.1.4.1.9.1.1208", "Cisco IOS Software, C2960X Software", "cisco_ios"),
        ("1.3.6.1.4.1.9.1.1208", None, "cisco_ios"),
        ("1.3.6.1.4.1.9.1.2404", "Cisco Adaptive Security Appliance Version 9.16", "cisco_asa"),
        ("1.3.6.1.4.1.9.1.1639", "Cisco IOS XR Software (Cisco ASR9K Series)", "cisco_iosxr"),
        ("1.3.6.1.4.1.9.12.3.1.3.840", "Cisco NX-OS(tm) n3000", "cisco_nxos"),
        ("1.3.6.1.4.1.9.6.1.9", "Cisco IOS Software", "cisco_ios"),
        ("1.3.6.1.4.1.9.1.3999", "Catalyst 1300 Series Managed Switch", "cisco_smallbusiness"),
        ("1.3.6.1.4.1.674.10895.3060", "Dell EMC Networking N1548P, 6.6.3.10, Linux 4.14", "dell_nseries"),
        ("1.3.6.1.4.1.674.10895.3028", "24-port 10/100/1000 Gigabit Switch", "dell_powerconnect"),
        ("1.3.6.1.4.1.1916.2.999", None, "extreme_xos"),
        ("1.3.6.1.4.1.1916.2.302", "VSP-7432CQ (8.0.5.0)", "extreme_voss"),
        ("1.3.6.1.4.1.12325.1.1.2.1.1", "fw1 14.0-RELEASE FreeBSD", "freebsd"),
        ("1.3.6.1.4.1.12325.1.1.2.1.1", "pfSense 2.7.2-RELEASE pfSense FreeBSD 14.0", "pfsense"),
        (None, "Cisco IOS Software", "cisco_ios"),
    ],
)
def test_systems_of_one_vendor_are_told_apart_by_what_they_say(
    number: str | None, descr: str | None, name: str
) -> None:
    assert PROFILES.recognise(number, descr, None).profile.name == name


def test_profiles_of_one_prefix_are_told_apart_by_sysdescr_and_the_most_special_is_asked_first() -> None:
    number = "1.3.6.1.4.1.99999"
    general = {"name": "a", "title": "A", "match": {"sys_object_id": [number], "sys_descr": ["^Kota"]}}
    special = {"name": "b", "title": "B", "extends": "a", "match": {"sys_descr": ["^Kota Raya"]}}
    rival = {"name": "c", "title": "C", "match": {"sys_object_id": [number], "sys_descr": ["^Desa"]}}
    files = [ProfileFile.model_validate(file) for file in (general, special, rival)]
    profiles = ProfileSet(files)

    assert profiles.recognise(number, "Kota 1", None).profile.name == "a"
    assert profiles.recognise(number, "Desa 1", None).profile.name == "c"
    assert profiles.recognise(number, "lain", None).profile.name == "a"
    for known in (number, None):
        assert profiles.recognise(known, "Kota Raya 1", None).profile.name == "b"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1 year, 2 weeks, 3 days, 4 hours, 5 minutes", 31_536_000 + 17 * 86_400 + 4 * 3600 + 300),
        ("0 week, 1 day, 2 hours, 3 minutes", 86_400 + 7380),
        ("1w2d03:04:05", 9 * 86_400 + 11_045),
        ("5 days, 4:05", 5 * 86_400 + 14_700),
        ("15 days", 15 * 86_400),
        ("45m10s", 2710),
        ("9" * 400 + " days", None),
        ("sejak kemarin", None),
        ("", None),
    ],
)
def test_a_time_in_words_is_seconds(text: str, seconds: float | None) -> None:
    assert duration(text.encode()) == seconds


@pytest.mark.parametrize(
    ("platform", "command", "text", "seconds"),
    [
        ("cisco_ios", "show version", "sw1 uptime is 3 weeks, 2 days\n", 23 * 86_400),
        ("mikrotik_routeros", "/system resource print", "  uptime: 1w2d03:04:05\n", 9 * 86_400 + 11_045),
        (
            "hp_procurve",
            "show system",
            "  Up Time            : 15 days              Memory   - Total   : 1\n",
            15 * 86_400,
        ),
        (
            "huawei_vrp",
            "display version",
            "HUAWEI S5735-L24T4S-A1 Routing Switch uptime is 0 week, 1 day, 2 hours, 3 minutes\n",
            86_400 + 7380,
        ),
    ],
)
def test_a_device_without_snmp_still_tells_its_uptime(platform: str, command: str, text: str, seconds: float) -> None:
    profile = PROFILES.get(platform)
    found = ssh_facts(profile, {command: Answer(command, text.encode(), True)}, AT)
    uptime = found.one(Uptime)

    assert command in commands_for(profile, {Uptime})
    assert uptime is not None
    assert uptime.uptime_s == seconds
    assert all(identity.hostname != "uptime" for identity in found.of(Identity))


def test_an_object_that_only_one_platform_has_is_asked_last_and_only_where_it_decides() -> None:
    radio = oid("1.3.6.1.4.1.41112.1.10.1.3.2.0")  # afLTUDevModel
    linux = ("1.3.6.1.4.1.8072.3.2.10", "Linux menara 4.4.198 armv7l", None)

    assert PROFILES.probes(PROFILES.recognise(*linux).profile) == (radio,)
    assert PROFILES.probes(PROFILES.get("cisco_ios")) == ()
    assert PROFILES.recognise(*linux).profile.name == "linux"
    found = PROFILES.recognise(*linux, {radio})
    assert (found.profile.name, found.reason) == (
        "ubiquiti_airfiber_ltu",
        "only ubiquiti_airfiber_ltu has 1.3.6.1.4.1.41112.1.10.1.3.2.0",
    )
    assert PROFILES.recognise("1.3.6.1.4.1.9.1.1", "Cisco IOS Software", None, {radio}).profile.name == "cisco_ios"
