"""Each rule about noise hits what it was written for and leaves what only looks alike; no platform is without proof."""

from __future__ import annotations

import re

import pytest

from netmaintd.config.profile_files import packaged, read_fast
from netmaintd.profiles.noise import LONGEST_LINE, MOST_LINES, Noise, normalise, untitled, without_noise
from netmaintd.profiles.profile import Profile, ProfileFile, resolve
from packaged import PROFILES

FILES = [profile for text in packaged().values() if (profile := read_fast(text))]
RULES = [pytest.param(rule, id=f"{file.name}:{rule.pattern[:30]}") for file in FILES for rule in file.noise]


def alone(*rules: Noise) -> Profile:
    return resolve(ProfileFile(name="contoh", title="Contoh", noise=rules), ())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_hits_its_samples_and_leaves_what_looks_alike(rule: Noise) -> None:
    assert rule.sample, "no line that it hits"
    assert rule.keep, "no line that looks alike and stays"
    for line in rule.sample:
        assert without_noise(alone(rule), line).strip() == "", line
    for line in rule.keep:
        assert without_noise(alone(rule), line) == f"{line.rstrip()}\n"


@pytest.mark.parametrize("name", PROFILES.names())
def test_no_other_rule_of_a_platform_hits_what_must_stay(name: str) -> None:
    profile = PROFILES.get(name)
    for file in FILES:
        if file.name not in profile.lineage:
            continue
        for line in (line for rule in file.noise for line in rule.keep):
            assert without_noise(profile, f"x\n{line}\nx") == f"x\n{line}\nx\n"


@pytest.mark.parametrize("name", PROFILES.names())
def test_what_every_configuration_holds_is_no_noise(name: str) -> None:
    lines = [
        "hostname sw-aula", "sysname SW-AULA", "set system host-name r1", " description Uptime 99 persen, Lantai 2",
        "interface GigabitEthernet1/0/1", "ntp server 192.0.2.1", "clock timezone WIB 7 0", "snmp-server location Time",
        "banner motd ^C Current configuration is secret ^C", "    set comments \"Last configuration change: 2\"",
        "time-range JAM-KERJA", " periodic daily 08:00 to 16:00", "<descr>revision</descr>", "logging 192.0.2.2",
        "add comment=\"export by RouterOS\" name=a", "username petugas role network-admin", "version 15.2",
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"

    assert normalise(PROFILES.get(name), text) == text


def test_a_section_of_noise_ends_where_its_last_line_is_and_is_never_half_the_configuration() -> None:
    rule = Noise(pattern="^<revision>", until="</revision>")
    inside = "<revision>\n<time>1</time>\n</revision>\n"

    assert without_noise(alone(rule), f"<a/>\n{inside}<b/>") == "<a/>\n<b/>\n"
    assert without_noise(alone(rule), "<revision>\n<a/>\n<b/>") == "<revision>\n<a/>\n<b/>\n"
    far = "<revision>\n" + "<a/>\n" * MOST_LINES + "</revision>\n"
    assert without_noise(alone(rule), far) == far


def test_a_line_too_long_for_a_clock_stays() -> None:
    line = "! Last configuration change at 08:00:01 " + "x" * LONGEST_LINE

    assert without_noise(PROFILES.get("cisco_ios"), line) == f"{line}\n"


def test_what_a_device_encrypts_anew_makes_no_difference() -> None:
    profile = PROFILES.get("fortinet_fortigate")
    shown = (
        'config user local\n    edit "a"\n        set passwd ENC {}\n    next\nend\n'
        'config vpn certificate local\n    set private-key "-----BEGIN ENCRYPTED PRIVATE KEY-----\n{}\n'
        '-----END ENCRYPTED PRIVATE KEY-----"\nend\n'
    )
    once, again = (normalise(profile, shown.format(a, b)) for a, b in (("AAAA1==", "MIIx\nMIIy"), ("BBB2==", "MIIz")))

    assert once == again
    assert 'edit "a"' in once
    assert normalise(profile, shown.replace('"a"', '"b"').format("AAAA1==", "MIIx")) != once


def test_terminal_signs_are_no_part_of_a_configuration() -> None:
    text = "\x1b[2J\x1b[4mhostname r1\x1b[m\r\nend\x00\r\n\x1b[4m\r"

    assert normalise(PROFILES.get("garderos"), text) == "hostname r1\nend\n"


def test_running_and_startup_differ_in_more_than_their_titles() -> None:
    running, startup = "Running configuration:\n\nhostname a\n", "Startup configuration:\n\nhostname a\n"

    assert untitled(running) == untitled(startup)
    assert untitled(running) != untitled(startup.replace("hostname a", "hostname b"))
    assert re.search("Running", normalise(PROFILES.get("hp_procurve"), running))
