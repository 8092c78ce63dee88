"""No secret of any platform is shown: several on a line, in quotes, over lines, and by their section."""

from __future__ import annotations

import pytest

from netmaintd.profiles.mask import mask
from packaged import PROFILES

KEY = b"k" * 32
PEM = "-----BEGIN RSA PRIVATE KEY-----\nrahasiaSATU\nrahasiaDUA\n-----END RSA PRIVATE KEY-----\nhostname a"


@pytest.mark.parametrize(
    ("platform", "text", "kept"),
    [
        (
            "cisco_ios",
            "snmp-server user a g v3 auth sha rahasiaSATU priv aes 128 rahasiaDUA",
            "snmp-server user a g v3",
        ),
        ("cisco_ios", "crypto isakmp key rahasiaSATU address 192.0.2.1", "address 192.0.2.1"),
        ("cisco_ios", " wpa-psk ascii 0 rahasiaSATU", "wpa-psk ascii 0 "),
        ("cisco_ios", "tacacs-server host 192.0.2.1 key 7 rahasiaSATU", "host 192.0.2.1 key 7 "),
        ("cisco_ios", "ntp authentication-key 1 md5 rahasiaSATU 7", "ntp authentication-key 1 md5 "),
        ("cisco_ios", " ip ospf authentication-key rahasiaSATU", "ip ospf authentication-key "),
        ("cisco_ios", PEM, "hostname a"),
        ("cisco_ios", PEM.partition("-----END")[0], "PRIVATE KEY-----"),
        ("mikrotik_routeros", "add name=a password=rahasiaSATU secret=rahasiaDUA", "add name=a "),
        ("mikrotik_routeros", 'add authentication-password="kata rahasiaSATU" encryption-password=rahasiaDUA', "add "),
        ("mikrotik_routeros", 'add password="kata \\\n    rahasiaSATU" name=a', "name=a"),
        ("mikrotik_routeros", "add wpa2-pre-shared-key=rahasiaSATU wpa-pre-shared-key=rahasiaDUA name=s", "name=s"),
        (
            "mikrotik_routeros",
            "/snmp community\nset [ find ] name=rahasiaSATU\nadd name=rahasiaDUA\n/ip route\nadd name=biasa",
            "add name=biasa",
        ),
        ("huawei_vrp", " local-user a password irreversible-cipher $1c$rahasiaSATU$x", "local-user a password "),
        (
            "huawei_vrp",
            "snmp-agent usm-user v3 a authentication-mode sha rahasiaSATU privacy-mode aes128 rahasiaDUA",
            "snmp-agent usm-user v3 a authentication-mode sha ",
        ),
        (
            "huawei_vrp",
            "snmp-agent target-host trap address udp-domain 192.0.2.1 params securityname rahasiaSATU",
            "trap",
        ),
        (
            "aruba_aoscx",
            "snmpv3 user a auth sha auth-pass ciphertext rahasiaSATU priv aes priv-pass ciphertext rahasiaDUA",
            "snmpv3 user a auth sha auth-pass ciphertext ",
        ),
        ("hp_procurve", 'snmp-server community "rahasiaSATU" unrestricted', "unrestricted"),
        ("frr", " area-password clear rahasiaSATU", " area-password clear "),
        ("snmp_standard", "x\ty password\trahasiaSATU", "x\ty password\t"),
    ],
)
def test_every_secret_of_a_text_is_masked_and_the_rest_is_kept(platform: str, text: str, kept: str) -> None:
    shown = mask(PROFILES.get(platform), text, KEY)

    assert "rahasiaSATU" not in shown
    assert "rahasiaDUA" not in shown
    assert kept in shown
    assert "<rahasia:" in shown


@pytest.mark.parametrize(
    "line",
    [
        "service password-encryption",
        "ssh user petugas authentication-type password",
        "  authentication-mode aaa",
        "ip http secure-server",
        "interface GigabitEthernet0/1",
        " passive-interface default",
        'set password=""',
    ],
)
def test_lines_without_a_secret_stay_as_they_are(line: str) -> None:
    for name in PROFILES.names():
        assert mask(PROFILES.get(name), line, KEY) == line, name


def test_masking_twice_changes_nothing_more() -> None:
    profile = PROFILES.get("cisco_ios")
    once = mask(profile, "snmp-server user a g v3 auth sha satusatu priv aes 128 duadua\nenable secret 9 $9$x", KEY)

    assert mask(profile, once, KEY) == once


def test_each_of_two_secrets_shows_when_it_alone_changes() -> None:
    profile = PROFILES.get("cisco_ios")
    line = "snmp-server user a g v3 auth sha satusatu priv aes 128 duadua"
    shown = {mask(profile, text, KEY) for text in (line, line.replace("satu", "tiga"), line.replace("dua", "lima"))}

    assert len(shown) == 3


def test_a_short_password_is_a_password() -> None:
    shown = mask(PROFILES.get("snmp_standard"), "password a1", KEY)

    assert shown.startswith("password <rahasia:")
