"""A switch without SNMP is judged by the same checks, from what its commands answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from netmaintd.checks import registry
from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import Documented, Facts, SshLogin
from netmaintd.model.results import Outcome, SessionReport, Status
from netmaintd.parsers.parser import Parser
from netmaintd.profiles.commands import commands_for
from netmaintd.profiles.ssh_facts import ssh_facts
from netmaintd.usecases.join_readings import explain, join, left_open
from netmaintd.usecases.parse_answers import parse_answers
from netmaintd.usecases.read_ssh import SshReading
from packaged import PROFILES

AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
PORT = """\
GigabitEthernet1/0/{n} is up, line protocol is {state}
  Hardware is Gigabit Ethernet, address is 00aa.bbcc.dd0{n} (bia 00aa.bbcc.dd0{n})
  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,
     reliability 255/255, txload 1/255, rxload 1/255
  Encapsulation ARPA, loopback not set
  Full-duplex, 1000Mb/s, media type is 10/100/1000BaseTX
  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: 0
     200000 packets input, 90000000 bytes, 0 no buffer
     {errors} input errors, {errors} CRC, 0 frame, 0 overrun, 0 ignored
     100000 packets output, 80000000 bytes, 0 underruns
     0 output errors, 0 collisions, 0 interface resets
"""
SAYS = {
    "show version": "Cisco IOS Software, C2960X Software, Version 15.2(7)E4, RELEASE SOFTWARE\n"
    "sw-1 uptime is 5 weeks, 1 day\nSystem returned to ROM by power-on\ncisco WS-C2960X (APM86XXX) processor\n",
    "show interfaces": PORT.format(n=1, state="up", errors=0) + PORT.format(n=2, state="down", errors=900),
    "show lldp neighbors detail": "------------------------------------------------\nLocal Intf: Gi1/0/1\n"
    "Chassis id: 00aa.bbcc.ee01\nPort id: Gi0/1\nPort Description: ke lantai 2\nSystem Name: rt-1\n\n"
    "System Description: \nRouterOS\n\nTime remaining: 100 seconds\nSystem Capabilities: B,R\n"
    "Enabled Capabilities: R\nManagement Addresses:\n    IP: 10.0.0.1\n\nTotal entries displayed: 1\n",
    "show processes cpu | include CPU utilization": "CPU utilization for five seconds: 9%/0%; one minute: 8%; "
    "five minutes: 7%\n",
    "show processes memory | include Pool": "Processor Pool Total:  1000 Used:  950 Free:  50\n",
    "show environment all": "FAN 1 is OK\nFAN 2 is FAULTY\nSYSTEM TEMPERATURE is OK\n"
    "System Temperature Value: 41 Degree Celsius\nSystem Temperature State: GREEN\n"
    "Yellow Threshold : 105 Degree Celsius\nRed Threshold    : 115 Degree Celsius\nPOWER SUPPLY 1 is DC OK\n",
    "show clock": "10:00:00.500 WIB Wed Nov 25 2026\n",
    "show ntp status": "Clock is synchronized, stratum 3, reference is 10.0.0.9\n",
    "show logging": "Log Buffer (8192 bytes):\n\n*Nov 25 02:00:00.000: %LINK-3-UPDOWN: Interface Gi1/0/2, "
    "changed state to down\n",
    "show etherchannel summary": "Number of channel-groups in use: 0\nNumber of aggregators:           0\n",
}
EXPECTED = {
    "uptime": Status.OK,
    "uplinks": Status.CRITICAL,
    "neighbors": Status.OK,
    "cpu": Status.OK,
    "memory": Status.CRITICAL,
    "temperature": Status.OK,
    "fans": Status.CRITICAL,
    "power-supply": Status.OK,
    "interface-errors": Status.CRITICAL,
    "clock": Status.OK,
}


@pytest.fixture(scope="module")
def facts() -> Iterator[Facts]:
    parser, ios = Parser(), PROFILES.get("cisco_ios")
    kinds = {kind for name in EXPECTED for kind in (*registry.kind_of(name).needs, *registry.kind_of(name).uses)}
    asked = commands_for(ios, left_open(kinds, Facts()))
    refused = {run: Answer(run, b"% Invalid", False, "refused: % Invalid") for run in asked if run not in SAYS}
    answers = {run: Answer(run, SAYS[run].encode(), True) for run in asked if run in SAYS} | refused
    readings = parse_answers(ios, answers, kinds, parser)
    told = ssh_facts(ios, answers, AT, readings, dict.fromkeys(answers, AT))
    login = SshLogin(privileged=True, prompt="sw-1#", host_key_type="ssh-ed25519", host_key_sha256="x")
    documented = Documented(name="sw-1", uplinks=("Gi1/0/1", "Gi1/0/2"), neighbors=(("Gi1/0/1", "rt-1"),))
    session = SshReading(SessionReport("ssh", Outcome.OK, AT, AT), ios)
    joined = join(Facts(), told).plus(known=(login, documented))
    explained = explain(kinds, joined, ios, None, session)
    yield Facts(explained.known, explained.missing, AT)
    parser.close()


@pytest.mark.parametrize("check", EXPECTED)
def test_a_check_judges_what_commands_tell(check: str, facts: Facts) -> None:
    result = registry.build(check).run(facts)

    assert result.status is EXPECTED[check], result.summary
