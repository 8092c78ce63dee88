"""Rows of an answer become the facts that SNMP gives, by what a platform's file says of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmaintd.config import profile_files
from netmaintd.config.problems import Problems
from netmaintd.config.profile_files import packaged, read_fast, wrong_templates
from netmaintd.model.facts import (
    Address,
    ClockState,
    Component,
    ConfigStamp,
    DefaultRoute,
    Expiry,
    Fact,
    Interface,
    LagMember,
    LinkStatus,
    LocalUser,
    LogLine,
    MemoryPool,
    Neighbor,
    PasswordKind,
    PingFromDevice,
    Sensor,
    StackMember,
    State,
    VirtualRouter,
)
from netmaintd.model.rows import Parsed, Recipe, Row, Unreadable
from netmaintd.parsers.parser import Parser
from netmaintd.parsers.templates import columns_of
from netmaintd.profiles.fact_fields import WORDS
from netmaintd.profiles.moments import day, moment
from netmaintd.profiles.parse_part import Parse
from netmaintd.profiles.parsed_facts import entries, parsed_facts
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.ssh_part import Command, Ssh
from netmaintd.profiles.targets import for_targets
from netmaintd.profiles.text_converters import TEXT_CONVERTERS
from packaged import PROFILES

AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LINUX = PROFILES.get("linux")


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    reader = Parser()
    yield reader
    reader.close()


def profile(*entries: dict[str, Any]) -> Profile:
    parse = tuple(Parse.model_validate(entry) for entry in entries)
    return LINUX.model_copy(update={"ssh": Ssh(driver="linux", commands=(Command(run="show it", parse=parse),))})


def told(entry: dict[str, Any], *rows: Row) -> tuple[Fact, ...]:
    platform = profile({"template": "any", **entry})
    facts = parsed_facts(platform, {("show it", Recipe("any")): Parsed(rows)}, AT, {}).known
    return tuple(replace(fact, provenance=None) for fact in facts)


def test_columns_become_the_fields_of_the_fact_that_snmp_gives() -> None:
    fields = {
        "name": {"column": "PORT", "convert": "cisco_if_name"},
        "descr": {"column": "PORT"},
        "if_type": {"column": "PORT", "convert": "port_type"},
        "admin": {"column": "STATE", "map": {"administratively down": "down", "*": "up"}},
        "oper": {"column": "STATE", "map": {"UP": "up", "*": "down"}},
        "speed": {"column": "BANDWIDTH", "convert": "bit_rate"},
        "mac": {"column": "MAC", "convert": "mac_address"},
    }
    row = {"PORT": "GigabitEthernet1/0/1", "STATE": "up", "BANDWIDTH": "100000 Kbit", "MAC": "00aa.bbcc.dd01"}

    assert told({"emits": "Interface", "fields": fields}, row) == (
        Interface(
            name="Gi1/0/1", descr="GigabitEthernet1/0/1", if_type=6, admin_status=LinkStatus.UP,
            oper_status=LinkStatus.UP, speed_bps=100_000_000, mac="00aabbccdd01",
        ),
    )  # fmt: skip


def test_a_word_that_no_map_knows_has_no_value_and_never_a_good_one() -> None:
    fields = {
        "name": {"column": "FAN", "prefix": "Fan "},
        "quantity": {"const": "state"},
        "part": {"const": "fan"},
        "state": {"column": "STATUS", "map": {"ok": "ok", "failed": "critical", "*": "unknown"}},
    }
    rows = [{"FAN": number, "STATUS": word} for number, word in (("1", "OK"), ("2", "Failed"), ("3", "Strange"))]

    sensors = told({"emits": "Sensor", "fields": fields}, *rows)

    assert [(s.name, s.state) for s in sensors if isinstance(s, Sensor)] == [
        ("Fan 1", State.OK), ("Fan 2", State.CRITICAL), ("Fan 3", State.UNKNOWN),
    ]  # fmt: skip


def test_a_value_may_come_from_elsewhere_in_the_row_or_not_at_all() -> None:
    fields = {
        "index": {"column": "ROW", "convert": "number"},
        "name": {"column": "NAME", "skip": ["n/a"], "otherwise": {"column": ["SLOT", "PLACE"]}},
        "model": {"column": "PID", "where": {"column": "KIND", "in": ["Chassis"]}},
        "kind": {"column": "KIND", "regex": "^([a-z]+)", "map": {"chassis": "chassis"}},
    }
    rows = (
        {"NAME": "N/A", "SLOT": "1", "PLACE": "left", "PID": "X1", "KIND": "chassis"},
        {"NAME": "Fan", "SLOT": "", "PLACE": "", "PID": "X2", "KIND": "fan tray"},
    )

    assert told({"emits": "Component", "fields": fields}, *rows) == (
        Component(index=1, name="1 left", model="X1", kind="chassis"),
        Component(index=2, name="Fan"),
    )


def test_a_row_with_lists_is_a_row_for_each_of_their_items() -> None:
    entry = {
        "emits": "LagMember",
        "each": ["PORTS", "FLAGS"],
        "fields": {
            "port": {"column": "PORTS"},
            "group_name": {"column": "GROUP"},
            "bundled": {"column": "FLAGS", "map": {"P": "yes", "*": "no"}},
        },
    }

    assert told(entry, {"GROUP": "Po1", "PORTS": ("Gi1", "Gi2", "Gi3"), "FLAGS": ("P", "D")}) == (
        LagMember(port="Gi1", group_name="Po1", bundled=True),
        LagMember(port="Gi2", group_name="Po1", bundled=False),
        LagMember(port="Gi3", group_name="Po1", bundled=False),
    )


def test_rows_that_do_not_pass_and_rows_after_the_first_are_left_out() -> None:
    entry = {
        "emits": "DefaultRoute",
        "where": [{"column": "NET", "in": ["0.0.0.0"]}, {"column": "VRF", "unlike": "."}],
        "first": True,
        "fields": {"next_hop": {"column": "HOP", "convert": "address"}},
    }
    rows = [
        {"NET": "10.0.0.0", "HOP": "10.0.0.1", "VRF": ""},
        {"NET": "0.0.0.0", "HOP": "10.9.0.1", "VRF": "office"},
        {"NET": "0.0.0.0", "HOP": "10.0.0.2", "VRF": ""},
        {"NET": "0.0.0.0", "HOP": "10.0.0.3", "VRF": ""},
    ]

    assert told(entry, *rows) == (DefaultRoute(next_hop="10.0.0.2"),)


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        (
            "ClockState",
            {"synchronised": "yes", "stratum": "3", "source": "10.0.0.9", "device_time": str(AT.timestamp() + 2.5)},
            ClockState(synchronised=True, stratum=3, source="10.0.0.9", offset_s=2.5),
        ),
        (
            "LogLine",
            {"message": "Fan failed", "severity": "2", "mnemonic": "ENV-2-FAN", "at": str(AT.timestamp())},
            LogLine(message="Fan failed", severity=2, mnemonic="ENV-2-FAN", at=AT),
        ),
        ("LogLine", {"message": "no time", "severity": "9"}, LogLine(message="no time")),
        ("LocalUser", {"name": "admin", "password": "reversible", "privilege": "15"},
         LocalUser(name="admin", password=PasswordKind.REVERSIBLE, privilege="15")),
        ("Expiry", {"what": "licence", "name": "SEC", "expires_on": "2027-01-02"},
         Expiry(what="licence", name="SEC", expires_on=date(2027, 1, 2))),
        ("Expiry", {"what": "licence", "name": "SEC", "endless": "yes"}, Expiry(what="licence", name="SEC")),
        ("Expiry", {"what": "licence", "name": "SEC"}, None),
        ("DefaultRoute", {"interface": "Dialer1"}, DefaultRoute(next_hop="Dialer1", interface="Dialer1")),
        ("PingFromDevice", {"target": "10.0.0.1", "sent": "5", "lost_percent": "20", "rtt": "0.004"},
         PingFromDevice(target="10.0.0.1", sent=5, received=4, rtt_s=0.004)),
        ("PingFromDevice", {"target": "10.0.0.1", "sent": "5", "received": "6"}, None),
        ("StackMember", {"member": "1", "role": "Master", "ready": "yes", "state": "Ready"},
         StackMember(member="1", role="master", ready=True, state="Ready")),
        ("ConfigStamp", {"changed_by": "budi"}, ConfigStamp(changed_by="budi")),
        ("ConfigStamp", {}, None),
        ("VirtualRouter", {"interface": "Vlan10", "vrid": "1", "state": "master"},
         VirtualRouter(interface="Vlan10", vrid=1, state="master")),
        ("MemoryPool", {"total": "1000", "free": "250"},
         MemoryPool(used_ratio=0.75, used_bytes=750, total_bytes=1000)),
        ("Address", {"address": "nonsense"}, None),
        ("Address", {"address": "10.0.0.1", "mask": "nonsense"}, Address(address="10.0.0.1")),
    ],
)  # fmt: skip
def test_rows_give_the_facts_of_the_command_line(kind: str, row: dict[str, str], expected: Fact | None) -> None:
    words = {"synchronised", "name", "message", "what", "endless", "password", "privilege", "mnemonic", "source"}
    texts = {*words, "expires_on", "target", "member", "role", "ready", "state", "changed_by", "interface", "address"}
    fields = {
        n: {"column": n.upper()}
        | ({"map": {v: v.lower()}} if (kind, n) in WORDS else {} if n in {*texts, "mask"} else {"convert": "number"})
        for n, v in row.items()
    }

    known = told({"emits": kind, "fields": fields}, {name.upper(): value for name, value in row.items()})

    assert known == ((expected,) if expected else ())


def test_the_clock_is_compared_with_ours_at_the_time_of_the_answer() -> None:
    entry = {"emits": "ClockState", "template": "any", "fields": {"device_time": {"column": "T", "convert": "moment"}}}
    readings = {("show it", Recipe("any")): Parsed(({"T": "10:00:05 WIB Wed Nov 25 2026"},))}

    (clock,) = parsed_facts(profile(entry), readings, AT + timedelta(minutes=9), {"show it": AT}).of(ClockState)

    assert clock.offset_s == 5.0


def test_what_could_not_be_read_is_missing_with_the_reason_and_the_command() -> None:
    entry = {"emits": "LogLine", "template": "any", "fields": {"message": {"column": "M"}}}
    key = ("show it", Recipe("any"))

    slow = parsed_facts(profile(entry), {key: Parsed(why_not=Unreadable.TOO_SLOW)}, AT, {})
    silent = parsed_facts(profile(entry), {key: Parsed()}, AT, {})

    assert slow.why_missing(LogLine) == "jawaban perangkat tidak terurai dalam batas waktu (show it)"
    assert silent.why_missing(LogLine) == "jawaban perintah perangkat tidak memberikan data ini"


def test_a_kind_is_told_once_and_sensors_add_up() -> None:
    memory = {"emits": "MemoryPool", "fields": {"percent": {"column": "USED", "convert": "percent"}}}
    heat = {"emits": "Sensor", "fields": {"quantity": {"const": "temperature"}, "name": {"column": "NAME"},
            "value": {"column": "USED", "convert": "number"}}}  # fmt: skip
    entries = [{**entry, "template": name} for entry in (memory, heat) for name in ("one", "two")]
    readings = {("show it", Recipe(n)): Parsed(({"USED": "40", "NAME": n},)) for n in ("one", "two")}

    facts = parsed_facts(profile(*entries), readings, AT, {})

    assert (len(facts.of(MemoryPool)), [s.name for s in facts.of(Sensor)]) == (1, ["one", "two"])


def test_beside_an_account_nothing_of_its_line_is_kept() -> None:
    entry = {"emits": "LocalUser", "template": "any", "fields": {"name": {"column": "USER"}}}
    readings = {("show it", Recipe("any")): Parsed(({"USER": "admin", "REST": "secret 0 rahasia"},))}

    (user,) = parsed_facts(profile(entry), readings, AT, {}).known

    assert "rahasia" not in repr(user)


FILE = """\
name: office_switch
title: Switch kantor
extends: linux
ssh:
  driver: linux
  commands:
    - run: show log
      parse:
        - emits: LogLine
          lines: '^(?P<TEXT>.+)$'
          fields:
            message: {column: TEXT}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("message:", "messages:", '9:11: office_switch: ssh.commands.0.parse.0: LogLine has no field "messages"; '
         "there are: at, message, mnemonic, severity"),
        ("column: TEXT", "column: LINE", 'parse.0: no column "LINE"; there are: TEXT'),
        ("emits: LogLine", "emits: Log", '9:18: office_switch: ssh.commands.0.parse.0.emits: no fact "Log" that a'),
        ("TEXT}", "TEXT, convert: texts}", 'message.convert: no converter "texts"; there are: text, number,'),
        ("lines: '^(?P<TEXT>.+)$'", "lines: '^.+$'", 'lines: "^.+$" has no named group; write (?P<COLUMN>...) around'),
        ("lines: '^(?P<TEXT>.+)$'", "template: linux_no_such", 'template: no template "linux_no_such"'),
        ("lines: '^(?P<TEXT>.+)$'", "template: linux_arp_-a", 'no column "TEXT"; there are: '),
        ("fields:", "within: '('\n          fields:", 'within: "(" is not a regular expression: '),
    ],
)  # fmt: skip
def test_what_a_file_says_wrong_is_told_with_its_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text(FILE.replace(old, new))

    problems = Problems()
    profile_files._read(tmp_path / "office.yaml", None, problems, {}, columns_of)

    (told_wrong,) = problems.told()
    assert message in str(told_wrong)


def test_the_packages_own_files_name_templates_and_columns_that_there_are() -> None:
    for name, text in packaged().items():
        profile = read_fast(text)
        assert profile is not None, name
        assert list(wrong_templates(profile, columns_of)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-25 10:00:00+07:00", AT),
        ("2026-11-25T03:00:00Z", AT),
        ("*10:00:00.000 WIB Wed Nov 25 2026", AT),
        ("Wed Nov 25 10:00:00 WIB 2026", AT),
        ("11:00:00 WITA Wed 11/25/2026", AT),
        ("nov/25/2026 03:00:00 UTC", AT),
        ("2026-11-25 10:00:00 Asia/Jakarta", AT),
        ("10:00:00 Time Zone : Jakarta add 07:00:00 11/25/2026", AT),
        ("25 Nov 2026 03:00:00 AM GMT", AT),
        ("10:00:00 JKT Wed Nov 25 2026", None),
        ("Nov 25 10:00:00 WIB", None),
        ("2026-11-25 10:00:00", None),
        ("2026-02-30 10:00:00 UTC", None),
        ("2026-11-25 25:00:00 UTC", None),
    ],
)
def test_a_time_counts_only_with_a_whole_date_and_a_known_zone(text: str, expected: datetime | None) -> None:
    assert moment(text) == (expected.timestamp() if expected else None)
    assert day(text) == (None if expected is None and "2026-02-30" in text else day(text))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("bit_rate", "1Gbps", 1e9),
        ("bit_rate", "a-1000", 1e9),
        ("bit_rate", "100Mb/s", 1e8),
        ("bit_rate", "10G", 1e10),
        ("bit_rate", "1000000 Kbit", 1e9),
        ("bit_rate", "auto", None),
        ("size", "29.5MiB", 29.5 * 1024**2),
        ("size", "512K", 512 * 1024),
        ("size", "1,024 bytes", 1024.0),
        ("count", "9 393 483", 9393483),
        ("count", "1,234,567 packets", 1234567),
        ("mac_address", "00-aa-bb-cc-dd-ee", "00aabbccddee"),
        ("mac_address", "00aabb-ccddee", "00aabbccddee"),
        ("mac_address", "00AA.BBCC.DDEE", "00aabbccddee"),
        ("mac_address", "0000.0000.0000", None),
        ("address", "10.0.0.1/24", "10.0.0.1"),
        ("address", "fe80::1%eth0", "fe80::1"),
        ("address", "10.0.0", None),
        ("prefix_length", "10.0.0.1/255.255.255.0", 24),
        ("severity", "Warnings", 4),
        ("severity", "3", 3),
        ("severity", "", None),
        ("port_type", "GigabitEthernet0/1", 6),
        ("port_type", "GigabitEthernet0/1.100", 135),
        ("port_type", "Vlan10", 136),
        ("port_type", "Eth-Trunk1", 161),
        ("port_type", "ge-0/0/1", 6),
        ("port_type", "1/1/1", 6),
        ("port_type", "LoopBack0", 24),
        ("port_type", "Null0", None),
        ("cisco_if_name", "TenGigabitEthernet1/1/1", "Te1/1/1"),
        ("cisco_if_name", "Port-channel5", "Po5"),
        ("cisco_if_name", "mgmt0", "mgmt0"),
        ("comware_if_name", "XGE1/0/1", "Ten-GigabitEthernet1/0/1"),
        ("comware_if_name", "Bridge-Aggregation1", "Bridge-Aggregation1"),
        ("vrp_if_name", "GE0/0/1", "GigabitEthernet0/0/1"),
        ("vrp_if_name", "10GE1/0/1", "10GE1/0/1"),
        ("as_number", "635.66", 635 * 65536 + 66),
        ("as_number", "65000", 65000),
        ("bgp_state", "12", "established"),
        ("bgp_state", "Idle (Admin)", "idle"),
        ("bgp_state", "Connect/v6", "connect"),
        ("ospf_state", "FULL/DR", "full"),
        ("ospf_state", "2WAY/DROTHER", "twoWay"),
        ("percent", "5%", 0.05),
        ("percent", "101%", None),
        ("idle_percent", "75.0", 0.25),
        ("day", "Jan 02 2027", "2027-01-02"),
    ],
)
def test_what_command_lines_write_is_read_in_base_units(name: str, text: str, expected: object) -> None:
    assert TEXT_CONVERTERS[name](text) == expected


@given(st.text(max_size=200))
def test_no_text_breaks_a_converter(text: str) -> None:
    for convert in TEXT_CONVERTERS.values():
        value = convert(text)
        assert value is None or isinstance(value, (int, float, str))


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (Unreadable.REFUSED, Unreadable.REFUSED, "perangkat menolak perintahnya (show it)"),
        (Unreadable.REFUSED, None, "jawaban perintah perangkat tidak memberikan data ini"),
        (None, Unreadable.REFUSED, "jawaban perintah perangkat tidak memberikan data ini"),
        (None, Unreadable.NOT_UNDERSTOOD, "bentuk jawaban perangkat tidak dikenal (show it)"),
        (Unreadable.REFUSED, Unreadable.CUT, "perangkat menolak perintahnya (show it)"),
    ],
)
def test_one_of_two_ways_that_is_refused_does_not_hide_that_there_is_nothing(
    first: Unreadable | None, second: Unreadable | None, reason: str
) -> None:
    entries = [{"emits": "Neighbor", "template": name, "fields": {}} for name in ("one", "two")]
    readings = {("show it", Recipe(n)): Parsed(why_not=w) for n, w in (("one", first), ("two", second))}

    assert parsed_facts(profile(*entries), readings, AT, {}).why_missing(Neighbor) == reason


PINGS = {
    "cisco_ios": "Sending 5, 100-byte ICMP Echos to 10.0.0.1, timeout is 2 seconds:\n!!!!.\n"
    "Success rate is 80 percent (4/5), round-trip min/avg/max = 1/4/8 ms\n",
    "juniper_junos": "PING 10.0.0.1: 56 data bytes\n--- ping statistics ---\n"
    "5 packets transmitted, 4 packets received, 20% packet loss\n"
    "round-trip min/avg/max/stddev = 1.000/4.0/8.000/0.1 ms\n",
    "huawei_vrp": "  --- 10.0.0.1 ping statistics ---\n    5 packet(s) transmitted\n    4 packet(s) received\n"
    "    20.00% packet loss\n    round-trip min/avg/max = 1/4/8 ms\n",
    "mikrotik_routeros": "  SEQ HOST  SIZE TTL TIME  STATUS\n"
    "    sent=5 received=4 packet-loss=20% min-rtt=1ms avg-rtt=4ms\n",
}


@pytest.mark.parametrize("platform", PINGS)
def test_echo_requests_of_the_device_itself_are_counted_for_each_target(platform: str, parser: Parser) -> None:
    targets = ("10.0.0.1", "10.0.0.2")
    asked = for_targets(PROFILES.get(platform), targets)
    answers = {run: PINGS[platform].replace("10.0.0.1", run.split()[-1]) for run, _ in entries(asked, {PingFromDevice})}
    if platform == "mikrotik_routeros":
        answers = dict.fromkeys(answers, PINGS[platform])
    readings = {(run, p.recipe): parser.read(p.recipe, answers[run]) for run, p in entries(asked, {PingFromDevice})}

    pings = parsed_facts(asked, readings, AT, {}).of(PingFromDevice)

    assert [replace(ping, provenance=None) for ping in pings] == [
        PingFromDevice(target=target, sent=5, received=4, rtt_s=0.004) for target in targets
    ]


RUNNING = """\
! Last configuration change at 10:00:00 WIB Wed Nov 25 2026 by budi
! NVRAM config last updated at 03:00:00 UTC Wed Nov 25 2026 by budi
username admin privilege 15 secret 9 $9$rahasia
username tamu password 7 0822455D0A16
username lama secret 5 $1$rahasia
username mesin privilege 1
end
"""


def test_accounts_and_the_stamp_of_a_configuration_are_read_and_no_secret_with_them(parser: Parser) -> None:
    ios = PROFILES.get("cisco_ios")
    wanted = {LocalUser, ConfigStamp}
    readings = {
        (run, p.recipe): parser.read(p.recipe, RUNNING)
        for run, p in entries(ios, wanted) if run == "show running-config"
    }  # fmt: skip

    facts = parsed_facts(ios, readings, AT, {})

    assert [(u.name, u.privilege, u.password.value) for u in facts.of(LocalUser)] == [
        ("admin", "15", "strong_hash"),
        ("tamu", "", "reversible"),
        ("lama", "", "weak_hash"),
        ("mesin", "1", "unknown"),
    ]
    assert replace(facts.of(ConfigStamp)[0], provenance=None) == ConfigStamp(
        changed_at=AT, changed_by="budi", saved_at=AT
    )
    assert "rahasia" not in repr(facts)
    assert "0822455D0A16" not in repr(facts)


def test_a_field_that_knows_only_some_words_takes_them_from_a_map() -> None:
    with pytest.raises(ValueError, match="admin needs a map to: dormant, down,"):
        profile({"emits": "Interface", "template": "any", "fields": {"admin": {"column": "STATE"}}})


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ("up", "9" * 400, "-1", "nan", "inf", "1e999", "10.0.0.1/99", "2026-99-99 99:99:99 UTC", "\x1b[2J")
    ),
)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_text_in_any_column_of_any_platform_breaks_the_reading(data: st.DataObject) -> None:
    cell = data.draw(HOSTILE)
    for name in PROFILES.names():
        platform = PROFILES.get(name)
        readings = {
            (run, parse.recipe): Parsed((dict.fromkeys(parse.columns(), cell),)) for run, parse in entries(platform)
        }
        parsed_facts(platform, readings, AT, {})
