"""Nothing of an office leaves in a recorded session, wherever it stood; what a platform is read by stays."""

from __future__ import annotations

import ipaddress
import re
from datetime import date

import pytest

from netmaintd.model.facts import Facts, Identity
from netmaintd.model.recording import Recording
from netmaintd.profiles.anonymise_session import Office, anonymise_session
from netmaintd.profiles.pseudonym_addresses import left_in
from packaged import PROFILES

OFFICE = Office(
    names=("sw-dinkes-b7", "puskesmas-kalitirto", "sutarjo"),
    texts=("Puskesmas Kalitirto", "Jl. Ngaglik No. 12, Berbah"),
    secrets=("KunciMasuk#77",),
)
PLANTED = (
    "dinkes", "kalitirto", "puskesmas", "sutarjo", "ngaglik", "berbah", "wijayanti", "kuncimasuk", "pintubelakang",
    "komunitasku", "10.71.4", "172.29.8", "001a.2b3c", "00:1a:2b", "foc1723x0ab", "197203041998031002", "0812",
    "kotarahayu", "gudangarsip", "rapatutama", "2400:9800", "miidcertificatebody", "b7k2",
)  # fmt: skip
IOS = """\
Building configuration...

! Last configuration change at 10:00:00 WIB Wed Nov 25 2026 by sutarjo
hostname sw-dinkes-b7
username sutarjo privilege 15 secret 9 $9$PintuBelakang
username b7k2 nopassword
enable secret KunciMasuk#77
ip domain name kotarahayu.go.id
banner motd ^C
Milik Puskesmas Kalitirto, hubungi Wijayanti 0812-3456-7890 (NIP 197203041998031002)
^C
crypto pki certificate chain TP-self-signed-1
 certificate self-signed 01
  30820330 30820218 A0030201 02020101
  \tquit
vlan 10
 name RAPATUTAMA
interface GigabitEthernet1/0/1
 description ke Gudangarsip lt 2 via 10.71.4.9
 ip address 10.71.4.1 255.255.255.0
interface Vlan20
 ip address 172.29.8.1 255.255.252.0
ip route 172.29.11.0 255.255.255.128 10.71.4.254
ipv6 route 2400:9800:12::/48 2400:9800:12:1::1
ip access-list extended ACL_DARI_KALITIRTO
snmp-server community komunitasku RO
snmp-server location Jl. Ngaglik No. 12, Berbah
snmp-server contact wijayanti@kotarahayu.go.id
ntp server 10.71.4.99
radius server 10.71.4.98
logging host 10.71.4.97 transport udp port 514
tftp://10.71.4.96/sw-dinkes-b7.cfg
router bgp 65001
 neighbor 10.71.4.9 description untukGUDANGARSIPlama
end
"""
VERSION = """\
Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)
sw-dinkes-b7 uptime is 3 weeks, 2 days
cisco WS-C2960X-24TS-L (APM86XXX) processor (revision A0) with 524288K bytes of memory.
Processor board ID FOC1723X0AB
Base ethernet MAC Address       : 00:1a:2b:3c:4d:00
Model number                    : WS-C2960X-24TS-L
"""
TABLE = """\
Port      Name               Status       Vlan
Gi1/0/1   ke Gudangarsip lt  connected    10
Gi1/0/2   sw-dinkes-b7-utam  notconnect   20
Vlan    Mac Address       Type        Ports
  10    001a.2b3c.4d5e    DYNAMIC     Gi1/0/1
Internet  10.71.4.9       12   001a.2b3c.4d5e  ARPA   Vlan10
community komunitasku and b7k2-core
"""
GREETING = b"\r\nSelamat datang di sw-dinkes-b7, milik Puskesmas Kalitirto\r\n\r\nsw-dinkes-b7#"


def wired(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def recorded(platform: str, prompt: str, *answers: tuple[str, bytes], greeting: bytes = GREETING) -> Recording:
    return Recording(
        "netmaintd", date(2026, 11, 25), platform, "SSH-2.0-Cisco-1.25", greeting, prompt.encode(), answers
    )


def taken_out(recording: Recording, key: bytes = b"k" * 32, facts: Facts = Facts()) -> Recording:  # noqa: B008
    return anonymise_session(recording, PROFILES.get(recording.profile), facts, OFFICE, key)


def ios(key: bytes = b"k" * 32) -> dict[str, str]:
    answers = (("show version", VERSION), ("show running-config", IOS), ("show interfaces status", TABLE))
    session = recorded("cisco_ios", "sw-dinkes-b7#", *((name, wired(text)) for name, text in answers))
    found = taken_out(session, key, Facts((Identity(hostname="sw-dinkes-b7", serial="FOC1723X0AB"),)))
    said = {name: content.decode() for name, content in found.answers}
    return said | {"greeting": found.greeting.decode(), "prompt": found.prompt.decode()}


def test_nothing_planted_survives_anywhere() -> None:
    said = "\n".join(ios().values()).lower()

    assert [word for word in PLANTED if word in said] == []


def test_the_prompt_is_still_the_name_in_the_configuration_and_in_the_greeting() -> None:
    said = ios()
    name = re.search(r"^hostname (\S+)\r$", said["show running-config"], re.MULTILINE)

    assert name
    assert said["prompt"] == f"{name[1]}#"
    assert said["greeting"].endswith(f"\r\n{name[1]}#")
    assert f"{name[1]} uptime is 3 weeks" in said["show version"]
    assert f"{name[1]}-" in said["show interfaces status"]


def test_what_the_platform_is_read_by_stays_and_columns_keep_their_place() -> None:
    said = ios()

    assert "Version 15.2(7)E4, RELEASE SOFTWARE (fc2)" in said["show version"]
    assert "cisco WS-C2960X-24TS-L (APM86XXX) processor" in said["show version"]
    assert "interface GigabitEthernet1/0/1\r\n description ke " in said["show running-config"]
    assert said["show running-config"].endswith("\r\nend\r\n")
    before, after = wired(TABLE).decode().splitlines(), said["show interfaces status"].splitlines()
    assert [line.find("connected") for line in after[1:3]] == [line.find("connected") for line in before[1:3]]
    assert [line.find("DYNAMIC") for line in after] == [line.find("DYNAMIC") for line in before]
    assert [line.find("ARPA") for line in after] == [line.find("ARPA") for line in before]


def test_addresses_keep_their_relations_and_prefixes() -> None:
    config = ios()["show running-config"]
    near = re.search(r"ip address (\S+) 255\.255\.255\.0", config)
    wide = re.search(r"ip address (\S+) 255\.255\.252\.0", config)
    route = re.search(r"ip route (\S+) 255\.255\.255\.128 (\S+)", config)
    six = re.search(r"ipv6 route (\S+) (\S+?)\r", config)

    assert near
    assert wide
    assert route
    assert six
    assert ipaddress.IPv4Address(route[2]) in ipaddress.IPv4Network(f"{near[1]}/24", strict=False)
    assert ipaddress.IPv4Network(f"{route[1]}/25").subnet_of(ipaddress.IPv4Network(f"{wide[1]}/22", strict=False))
    assert near[1].startswith("198.18.")
    assert ipaddress.ip_address(six[2]) in ipaddress.ip_network(six[1])
    assert six[1].startswith("2001:db8:")


@pytest.mark.parametrize(
    "line",
    [
        "ip dhcp excluded-address 10.71.4.1 10.71.4.20",
        "ip nat inside source static 10.71.4.5 192.168.9.5",
        "ip host kantor 10.71.4.1 10.71.4.2 10.71.4.3",
        "ip route 10.71.0.0 255.255.0.0 10.71.4.1 and 10.0.0.0/8 via 172.29.8.1",
        "access-list 1 permit 10.71.4.0 0.0.0.255 172.29.8.0 0.0.3.255",
        "neighbor 192.10.20.30 update-source 192.10.20.31 128.1.2.3",
        "server=10.71.4.1,10.71.4.2;10.71.4.3-10.71.4.9 [10.71.4.1]:22 10.71.4.1:80 src10.71.4.7 udp://10.71.4.1",
    ],
)
def test_no_address_of_a_line_stays_beside_another(line: str) -> None:
    found = taken_out(recorded("cisco_ios", "x#", ("show running-config", wired(f"{line}\n"))))

    said = found.answers[0][1].decode()
    assert left_in(said) == set()
    assert not re.search(r"\b(?:10\.71|172\.29|192\.168|192\.10|128\.1)\.", said)
    assert len(re.findall(r"198\.1[89]\.|100\.64\.", said)) >= len(
        re.findall(r"(?:10\.71|172\.29|192\.1|128\.1)", line)
    )


def test_what_looks_like_an_address_and_stays_is_named() -> None:
    text = "Software Version 15.0.2.1\nntp server 10.71.4.99\nip address 10.71.4.1 255.255.255.0\n"
    found = taken_out(recorded("cisco_ios", "x#", ("show version", wired(text))))

    assert left_in(found.answers[0][1].decode()) == {"15.0.2.1"}


def test_two_recordings_of_one_device_have_no_pseudonym_in_common() -> None:
    one, other = ios(b"1" * 32)["show running-config"], ios(b"2" * 32)["show running-config"]
    words = [set(re.findall(r"<rahasia:\w+>|(?<=hostname )\S+|(?<=username )\S+", text)) for text in (one, other)]

    assert len(words[0]) >= 4
    assert not words[0] & words[1]


def test_a_name_that_an_export_breaks_over_two_lines_is_found() -> None:
    export = (
        b"/interface ethernet\r\n"
        b'set [ find default-name=ether2 ] comment="Lantai 3 Gudang\\\r\n    arsip" name=ether2-puskes\\\r\n    mas\r\n'
        b"/system identity\r\nset name=rt-kali\\\r\n    tirto\r\n"
    )
    prompt = "[sutarjo@rt-kalitirto] >"
    session = recorded("mikrotik_routeros", prompt, ("/export", export), greeting=b"\r\n" + prompt.encode() + b" ")

    found = taken_out(session)

    said = found.answers[0][1].decode()
    plain = said.replace("\\\r\n    ", "")
    assert said.count("\\\r\n    ") == 3
    assert not any(word in plain.lower() for word in ("gudang", "arsip", "puskesmas", "kalitirto"))
    assert "set [ find default-name=ether2 ] comment=" in said
    name = re.search(r"set name=(\S+)", plain)
    assert name
    assert name[1] in found.prompt.decode()
    assert "sutarjo" not in found.prompt.decode()


def test_what_a_narrow_column_cuts_off_is_found_as_well() -> None:
    neighbours = (
        "  Port        Device ID        Port ID       System Name    Capabilities  TTL\n"
        "gi10      f8:b1:56:ac:07:64 f8:b1:56:ac:0   kali-puskesmas      O       3482\n"
        "                            7:64            tirto-lama\n"
    )
    config = "hostname kalitirto\ninterface Gi1\n description puskesmaskalitirto\n"
    answers = (("show lldp neighbors", wired(neighbours)), ("show running-config", wired(config)))
    found = taken_out(recorded("cisco_smallbusiness", "kalitirto#", *answers))

    said = found.answers[0][1].decode()
    assert said.startswith("  Port        Device ID        Port ID       System Name    Capabilities  TTL\r\n")
    assert "02:00:00:00:00:01 02:00:00:00:0 " in said
    assert not any(word in said.lower() for word in ("kali", "tirto", "puskes", "f8:b1"))
    assert [len(line) for line in said.splitlines()] == [len(line) for line in wired(neighbours).decode().splitlines()]


def test_words_of_the_command_line_stay_even_where_an_office_uses_them() -> None:
    config = "hostname core-switch\ninterface Gi1/0/1\n description uplink to Gi1/0/2 trunk\n switchport mode trunk\n"
    found = taken_out(recorded("cisco_ios", "core-switch#", ("show running-config", wired(config))))

    assert found.answers[0][1] == wired(config)


def test_tags_of_a_configuration_in_xml_stay_and_what_they_hold_goes() -> None:
    config = (
        "<?xml version='1.0'?>\n<pfsense>\n\t<hostname>fw-kalitirto</hostname>\n\t<domain>kotarahayu.go.id</domain>\n"
        "\t<user><name>sutarjo</name><descr><![CDATA[Pak Sutarjo]]></descr></user>\n"
        "\t<rule><descr>Allow Gudangarsip</descr><address>10.71.4.1</address></rule>\n</pfsense>\n"
    )
    found = taken_out(recorded("pfsense", "", ("cat /cf/conf/config.xml", config.encode()), greeting=b""))

    said = found.answers[0][1].decode()
    assert re.findall(r"</?\w+", said) == re.findall(r"</?\w+", config)
    assert not any(word in said.lower() for word in ("kalitirto", "kotarahayu", "sutarjo", "gudangarsip", "10.71"))


def test_what_is_named_like_a_secret_outside_a_configuration_stays() -> None:
    summary = "BGP community entries using 360 bytes\n  Community attribute sent to this neighbor (both)\n"
    found = taken_out(recorded("cisco_ios", "x#", ("show ip bgp summary", wired(summary))))

    assert found.answers[0][1] == wired(summary)


def test_bytes_that_are_no_utf_8_come_back_as_they_were() -> None:
    content = b"description caf\xe9 Gudangarsip\r\n\x1b[0mend\r\n"
    found = taken_out(recorded("cisco_ios", "x#", ("show running-config", content)))

    said = found.answers[0][1]
    assert b"\r\n\x1b[0mend\r\n" in said
    assert b"gudangarsip" not in said.lower()
    assert len(said) == len(content)


@pytest.mark.parametrize(
    "text", ["a" * 50000, "by " * 20000, "banner motd #\n" * 3000, "1." * 30000, 'comment="' * 9000]
)
def test_hostile_text_costs_no_more_than_other_text(text: str) -> None:
    assert taken_out(recorded("cisco_ios", "x#", ("show running-config", text.encode()))).answers
