"""Configurations from answers: whole or not, saved or not, shown without secrets."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmaintd.config.profile_files import load_profiles
from netmaintd.errors import ConfigError, ConfigProblems
from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import ConfigKind, ConfigSaved, ConfigText, Facts, Identity, SshLogin
from netmaintd.profiles.commands import commands_for, dialogue
from netmaintd.profiles.gathered import merged_identity
from netmaintd.profiles.mask import mask, normalise
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.profiles.ssh_facts import ssh_facts
from packaged import PROFILES

AT = datetime(2026, 11, 24, tzinfo=UTC)
KEY = b"k" * 32
RUNNING = """Building configuration...

Current configuration : 612 bytes
!
! Last configuration change at 08:00:01 WIB Mon Nov 23 2026 by admin
hostname sw1
enable secret 9 $9$contohContoh
username baca privilege 1 secret 5 $1$abcd$efgh
snmp-server community rahasia-ro RO
interface Gi1/0/1
 description "uplink"
ntp clock-period 17179861
end
"""


def answer(command: str, text: str, *, doubt: str = "") -> Answer:
    return Answer(command, text.encode(), not doubt, doubt)


def facts(running: str, startup: str, *, doubt: str = "") -> tuple[Facts, ConfigSaved | None]:
    found = ssh_facts(
        PROFILES.get("cisco_ios"),
        {
            "show running-config": answer("show running-config", running, doubt=doubt),
            "show startup-config": answer("show startup-config", startup),
        },
        AT,
    )
    return found, found.one(ConfigSaved)


def test_lines_that_change_by_themselves_do_not_count() -> None:
    later = RUNNING.replace("08:00:01", "09:30:00").replace("17179861", "17179999").replace("612", "700")

    _, saved = facts(RUNNING, later)

    assert saved is not None
    assert saved.saved


def test_a_line_more_is_not_saved() -> None:
    _, saved = facts(RUNNING.replace("end\n", "vlan 77\nend\n"), RUNNING)

    assert saved is not None
    assert not saved.saved


def test_half_a_configuration_is_compared_with_nothing() -> None:
    found, saved = facts(RUNNING, RUNNING, doubt="its end marker is missing")
    running = next(text for text in found.of(ConfigText) if text.kind is ConfigKind.RUNNING)

    assert saved is None
    assert not running.complete
    assert running.doubt
    assert found.why_missing(ConfigSaved)


def test_an_empty_startup_configuration_tells_nothing() -> None:
    found, saved = facts(RUNNING, "")

    assert saved is None
    assert found.why_missing(ConfigSaved)


def test_an_empty_answer_is_no_configuration() -> None:
    found, _ = facts("", RUNNING)

    assert not found.of(ConfigText)[0].complete


def test_identity_is_read_from_show_version() -> None:
    text = (
        "Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E8, RELEASE SOFTWARE\n"
        "sw1 uptime is 3 weeks\n"
        "cisco WS-C2960X-24TS-L (APM86XXX) processor (revision A0) with 524288K bytes of memory.\n"
        "Processor board ID FOC1924S1KL\n"
    )
    identity = ssh_facts(PROFILES.get("cisco_ios"), {"show version": answer("show version", text)}, AT).one(Identity)

    assert identity is not None
    assert (identity.model, identity.os_version, identity.serial, identity.hostname) == (
        "WS-C2960X-24TS-L",
        "15.2(7)E8",
        "FOC1924S1KL",
        "sw1",
    )


@pytest.mark.parametrize(
    ("platform", "answers", "expected"),
    [
        (
            "frr",
            {"show version": "FRRouting 8.4.4 (r1) on Linux(6.1.0-18-amd64).\r\nCopyright 1996-2005 K. Ishiguro\r\n"},
            {"os_name": "FRRouting", "os_version": "8.4.4", "hostname": "r1", "vendor": None},
        ),
        (
            "linux",
            {
                "cat /etc/os-release": 'PRETTY_NAME="Debian 12"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\n',
                "cat /etc/hostname": "gw-balaikota\n",
                "cat /sys/class/dmi/id/product_name": "PowerEdge R340\n",
            },
            {"os_name": "Debian GNU/Linux", "os_version": "12", "hostname": "gw-balaikota", "model": "PowerEdge R340"},
        ),
        (
            "mikrotik_routeros",
            {
                "/system resource print": "    uptime: 1w2d\r\n   version: 7.16.1 (stable)\r\nboard-name: hEX S\r\n",
                "/system identity print": "  name: Router Lantai 2\r\n",
                "/system routerboard print": "  routerboard: yes\r\n  serial-number: ABC123\r\n",
            },
            {"os_version": "7.16.1", "model": "hEX S", "hostname": "Router Lantai 2", "serial": "ABC123"},
        ),
    ],
)
def test_identity_is_read_from_what_each_platform_answers(
    platform: str, answers: dict[str, str], expected: dict[str, str | None]
) -> None:
    profile = PROFILES.get(platform)
    told = ssh_facts(profile, {command: answer(command, text) for command, text in answers.items()}, AT)
    identity = merged_identity(told.of(Identity), profile.vendor)

    assert {name: getattr(identity, name) for name in expected} == expected
    assert set(answers) <= set(commands_for(profile, {Identity}))


def test_a_refused_command_tells_no_identity() -> None:
    refused = Answer("cat /etc/hostname", b"cat: /etc/hostname: Permission denied\n", False, "the device refused it")

    assert ssh_facts(PROFILES.get("linux"), {"cat /etc/hostname": refused}, AT).known == ()


@pytest.mark.parametrize(
    ("platform", "command", "text", "kept"),
    [
        ("frr", "show running-config", "Building configuration...\n\nCurrent configuration:\n!\nhostname r1\nend\n",
         "hostname r1\nend\n"),
        ("linux", "cat /etc/network/interfaces", "auto eth0\n\tmtu 1500  \n", "auto eth0\n\tmtu 1500\n"),
        ("mikrotik_routeros", "/export", "# 2026-11-24 08:00:01 by RouterOS 7.16\n# software id = A\n/ip route\n",
         "# software id = A\n/ip route\n"),
    ],
)  # fmt: skip
def test_a_configuration_is_kept_without_the_lines_that_change(
    platform: str, command: str, text: str, kept: str
) -> None:
    config = ssh_facts(PROFILES.get(platform), {command: answer(command, text)}, AT).one(ConfigText)

    assert config is not None
    assert (config.kind, config.complete, config.normalised) == (ConfigKind.RUNNING, True, kept)
    assert config.text == text.encode()


def test_no_secret_is_shown_and_a_changed_one_still_shows_as_changed() -> None:
    profile = PROFILES.get("cisco_ios")

    shown = mask(profile, RUNNING, KEY)
    changed = mask(profile, RUNNING.replace("rahasia-ro", "rahasia-baru"), KEY)

    for secret in ("$9$contohContoh", "$1$abcd$efgh", "rahasia-ro"):
        assert secret not in shown
    assert "snmp-server community <rahasia:" in shown
    assert shown != changed
    assert mask(profile, RUNNING, b"x" * 32) != shown
    assert "hostname sw1" in shown


@pytest.mark.parametrize(
    ("platform", "line", "secret"),
    [
        ("cisco_ios", "tacacs-server key 7 0822455D0A16", "0822455D0A16"),
        ("cisco_ios", " key 7 0822455D0A16", "0822455D0A16"),
        ("cisco_ios", "snmp-server host 10.0.0.9 version 2c trapRahasia", "trapRahasia"),
        ("mikrotik_routeros", '/ppp secret add name=a password="kata sandi"', "kata"),
        (
            "mikrotik_routeros",
            "/snmp community set [find] name=publik-rahasia authentication-password=abc12345",
            "abc12345",
        ),
        ("huawei_vrp", " local-user baca password irreversible-cipher $1a$xyzxyz$", "$1a$xyzxyz$"),
        ("huawei_vrp", "snmp-agent community read cipher %^%#abcdef%^%#", "%^%#abcdef%^%#"),
        ("aruba_aoscx", "user admin group administrators password ciphertext AQBapXYZ", "AQBapXYZ"),
        ("frr", " neighbor 10.0.0.1 password sesiRahasia", "sesiRahasia"),
        ("snmp_standard", "wpa-psk sandiwifi123", "sandiwifi123"),
    ],
)
def test_secrets_of_every_platform_are_masked(platform: str, line: str, secret: str) -> None:
    assert secret not in mask(PROFILES.get(platform), line, KEY)


def test_only_commands_that_are_needed_are_sent() -> None:
    ios = PROFILES.get("cisco_ios")

    assert commands_for(ios, {ConfigText}) == ("show running-config",)
    assert commands_for(ios, {ConfigSaved}) == ("show running-config", "show startup-config")
    assert commands_for(ios, {SshLogin}) == ()
    assert commands_for(PROFILES.get("mikrotik_routeros"), {ConfigSaved}) == ()
    assert dialogue(PROFILES.get("snmp_standard")).commands == frozenset()


READS = re.compile(
    r"(?:show|display|dir|get|cat|ping|df|uptime|free|uname|ip route show|ip -\w+ \w+|lldpctl|timedatectl)(?: .*)?"
    r"|/export.*|/[a-z0-9 -]+ print(?: [a-z-]+)*|/ping address=\{target\} count=\d+"
    r"|more system:running-config|(?:configuration|port|lldp|vlan|rstp|chassis|system|ntp) show .*|software show"
    r"|nv (?:config )?show.*|admin (?:show .*|display-config)|opnsense-version|hostname|about"
)
"""What reads and can do nothing else, whatever follows."""


def test_no_command_of_any_profile_changes_anything() -> None:
    for name in PROFILES.names():
        for command in dialogue(PROFILES.get(name)).commands:
            assert READS.fullmatch(command), f"{name}: {command}"


def test_normalising_is_idempotent() -> None:
    profile = PROFILES.get("cisco_ios")
    once = normalise(profile, RUNNING)

    assert normalise(profile, once) == once
    assert "Last configuration change" not in once


def test_a_profile_that_extends_itself_or_nothing_is_refused() -> None:
    one = ProfileFile(name="a", title="A", extends="b")

    with pytest.raises(ConfigError, match='extends "b", which there is not'):
        ProfileSet([one])
    with pytest.raises(ConfigError, match="extends itself"):
        ProfileSet([one, ProfileFile(name="b", title="B", extends="a")])


def test_an_office_may_bring_its_own_profile_and_its_faults_are_named(tmp_path: Path) -> None:
    (tmp_path / "kota.yaml").write_text("name: kota\ntitle: Kota\nextends: cisco_ios\nnoise: ['^! kota']\n")
    profiles = load_profiles(tmp_path)
    assert profiles.get("kota").ssh == profiles.get("cisco_ios").ssh
    assert profiles.get("kota").lineage == ("kota", "cisco_ios", "cisco", "snmp_standard")

    (tmp_path / "buruk.yaml").write_text("name: buruk\ntitle: B\nnoise: ['(']\nsnmp: {tables: [{emits: Cpu}]}\n")
    with pytest.raises(ConfigProblems) as caught:
        load_profiles(tmp_path)
    assert "buruk.yaml:3:" in str(caught.value)
    assert 'no fact "Cpu"' in str(caught.value)
