"""The SNMP agents, asked over real UDP by pysnmp and, where it is installed, by net-snmp."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from lab_clients import known, walk, walks
from netmaintd.lab.city import described
from netmaintd.lab.credentials import SNMP_V2C, SNMP_V3

if TYPE_CHECKING:
    from netmaintd.lab.city import City

IF_NAME, IF_ALIAS, IF_OPER = "1.3.6.1.2.1.31.1.1.1.1", "1.3.6.1.2.1.31.1.1.1.18", "1.3.6.1.2.1.2.2.1.8"
SYSTEM = "1.3.6.1.2.1.1"
ANSWERING = [device.name for device in described().devices if not device.faults.dead]


@pytest.mark.parametrize("name", ANSWERING)
def test_system_and_interfaces_are_those_of_the_description(city: City, name: str) -> None:
    ports = next(box.device.ports for box in city.devices if box.device.name == name)
    device = known(city, name)

    system, names, aliases, states = walks(city, name, SYSTEM, IF_NAME, IF_ALIAS, IF_OPER)

    assert system["5.0"] == name
    assert int(system["3.0"]) > 0
    assert list(names.values()) == [port.name for port in ports]
    assert list(aliases.values()) == [port.alias for port in ports]
    assert list(states.values()) == ["1" if port.up else "2" for port in ports]
    assert {*device.uplinks, *device.edge_ports} <= set(names.values())


def test_the_swapped_switch_tells_its_own_serial_number(city: City) -> None:
    serials = walk(city, "sw-tirta-utara", "1.3.6.1.2.1.47.1.1.1.1.11")

    assert serials["1"] == "FOC2330W0QZ"


def test_the_hot_switch_is_over_the_limit_that_it_reports_itself(city: City) -> None:
    value = walk(city, "sw-inti-walikota", "1.3.6.1.4.1.9.9.13.1.3.1.3")
    limit = walk(city, "sw-inti-walikota", "1.3.6.1.4.1.9.9.13.1.3.1.4")
    standard = walk(city, "sw-inti-walikota", "1.3.6.1.2.1.99.1.1.1.4")

    assert int(value["1002"]) == 84
    assert int(limit["1002"]) == 75
    assert int(standard["1002"]) == 840


def test_the_cut_uplink_is_up_by_will_and_down_in_fact(city: City) -> None:
    admin = walk(city, "rt-tirta-utara", "1.3.6.1.2.1.2.2.1.7")
    oper = walk(city, "rt-tirta-utara", IF_OPER)

    assert (admin["2"], oper["2"]) == ("1", "2")


def test_two_ends_of_a_cable_see_each_other(city: City) -> None:
    near = walk(city, "rt-inti-walikota", "1.0.8802.1.1.2.1.4.1.1.9")
    far = walk(city, "sw-inti-walikota", "1.0.8802.1.1.2.1.4.1.1.9")
    port = walk(city, "sw-inti-walikota", "1.0.8802.1.1.2.1.4.1.1.7")

    assert "sw-inti-walikota" in near.values()
    assert far["0.1.1"] == "rt-inti-walikota"
    assert port["0.1.1"] == "Gi0/0/1"


def test_vendor_tables_tell_load_and_memory(city: City) -> None:
    cisco = walk(city, "sw-inti-walikota", "1.3.6.1.4.1.9.9.109.1.1.1.1.8")
    huawei = walk(city, "sw-gudang-dinkes", "1.3.6.1.4.1.2011.5.25.31.1.1.1.1")
    mikrotik = walk(city, "rt-dinkes", "1.3.6.1.2.1.25.3.3.1.2")
    health = walk(city, "rt-dinkes", "1.3.6.1.4.1.14988.1.1.3.100.1.3")
    linux = walk(city, "srv-pantau", "1.3.6.1.4.1.2021.4")

    assert 18 <= int(cisco["1"]) <= 24
    assert (huawei["7.67108873"], huawei["11.67108873"]) == ("38", "42")
    assert 11 <= int(mikrotik["1"]) <= 17
    assert health == {"14": "38", "17": "46"}
    assert int(linux["5.0"]) == 15931 * 1024


def test_the_ups_tells_battery_and_load(city: City) -> None:
    battery = walk(city, "ups-walikota", "1.3.6.1.2.1.33.1.2")
    output = walk(city, "ups-walikota", "1.3.6.1.2.1.33.1.4.4.1")

    assert (battery["1.0"], battery["3.0"], battery["4.0"]) == ("2", "38", "100")
    assert output["5.1"] == "41"


def test_a_wrong_community_gets_no_answer(city: City) -> None:
    with pytest.raises(TimeoutError):
        walk(city, "ups-walikota", SYSTEM, timeout_s=0.3, community="public")


def test_a_v3_device_does_not_answer_the_community(city: City) -> None:
    with pytest.raises(TimeoutError):
        walk(city, "srv-pantau", SYSTEM, timeout_s=0.3, community=SNMP_V2C.community)


def test_requests_are_heard_once_each(city: City) -> None:
    before = len(city.heard("ups-walikota"))

    walk(city, "ups-walikota", "1.3.6.1.2.1.33.1.2")

    heard = [event.what for event in city.heard("ups-walikota")[before:]]
    assert heard[0] == "snmp bulk 1.3.6.1.2.1.33.1.2"
    assert len(heard) <= 2


@pytest.mark.parametrize("fault", ["snmp_off", "snmp_hang", "dead"])
def test_an_agent_that_is_off_or_hangs_gives_no_answer_and_heals(city: City, fault: str) -> None:
    city.set_fault("srv-pantau", fault)
    with pytest.raises(TimeoutError):
        walk(city, "srv-pantau", SYSTEM, timeout_s=0.3)

    city.clear_fault("srv-pantau", fault)
    assert walk(city, "srv-pantau", SYSTEM)["5.0"] == "srv-pantau"


def test_a_slow_agent_answers_later_than_a_hasty_client_waits(city: City) -> None:
    city.set_fault("ups-walikota", "snmp_delay_s", 0.6)

    with pytest.raises(TimeoutError):
        walk(city, "ups-walikota", f"{SYSTEM}.5", timeout_s=0.2)

    assert walk(city, "ups-walikota", f"{SYSTEM}.5", timeout_s=5.0)["0"] == "ups-walikota"


def net_snmp(city: City, tool: str, name: str, *rest: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} of net-snmp is not installed")
    device = known(city, name)
    assert device.snmp is not None
    if device.snmp.version == "3":
        auth = ["-v3", "-l", "authPriv", "-u", str(SNMP_V3.username), "-a", "SHA-256", "-A", str(SNMP_V3.auth_key)]
        auth += ["-x", "AES", "-X", str(SNMP_V3.priv_key)]
    else:
        auth = ["-v2c", "-c", str(SNMP_V2C.community)]
    command = [program, *auth, "-On", "-t", "2", "-r", "1", f"{device.address}:{device.snmp.port}", *rest]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "MIBS": ""})


@pytest.mark.parametrize("name", ["sw-inti-walikota", "ups-walikota"])
def test_net_snmp_walks_the_whole_agent_in_order(city: City, name: str) -> None:
    done = net_snmp(city, "snmpbulkwalk", name, ".1")

    rows = [line for line in done.stdout.splitlines() if line.startswith(".") and "No more variables" not in line]
    oids = [tuple(map(int, row.split(" ", 1)[0][1:].split("."))) for row in rows]
    assert done.returncode == 0, done.stderr
    assert oids == sorted(set(oids))
    assert len(oids) > 90


def test_a_looping_agent_returns_the_same_object_again(city: City) -> None:
    city.set_fault("ups-walikota", "snmp_loop")

    done = net_snmp(city, "snmpwalk", "ups-walikota", f".{SYSTEM}")

    assert "OID not increasing" in done.stderr


def test_nothing_can_be_set_and_the_attempt_is_heard(city: City) -> None:
    done = net_snmp(city, "snmpset", "ups-walikota", f".{SYSTEM}.5.0", "s", "lain")

    assert "notWritable" in done.stderr
    assert city.heard("ups-walikota")[-1].what == f"snmp set {SYSTEM}.5.0"
    assert walk(city, "ups-walikota", SYSTEM)["5.0"] == "ups-walikota"
