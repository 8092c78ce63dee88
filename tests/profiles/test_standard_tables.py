"""Every table of the standard profile read from a short walk written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netmaintd.model.facts import FACT_KINDS, Facts
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.snmp_facts import snmp_facts
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.recorded import RecordedAgent
from packaged import PROFILES

STANDARD = PROFILES.get("snmp_standard")
AT = datetime(2026, 11, 24, tzinfo=UTC)
SYSTEM, IF, IFX, PART = "1.3.6.1.2.1.1", "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1", "1.3.6.1.2.1.47.1.1.1.1"
ENGINE, SENSOR, POE, HOST = "1.3.6.1.6.3.10.2.1", "1.3.6.1.2.1.99.1.1.1", "1.3.6.1.2.1.105.1", "1.3.6.1.2.1.25"
UCD, LLDP, BRIDGE, Q = "1.3.6.1.4.1.2021", "1.0.8802.1.1.2.1", "1.3.6.1.2.1.17", "1.3.6.1.2.1.17.7.1.4"
IEEE_Q, BGP, OSPF, UPS = "1.3.111.2.802.1.1.4.1.4.3.1.3", "1.3.6.1.2.1.15", "1.3.6.1.2.1.14.10.1", "1.3.6.1.2.1.33.1"
IP, LAG = "1.3.6.1.2.1.4", "1.2.840.10006.300.43.1.2.1.1"
SAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    ("Uptime", f"{SYSTEM}.3.0|67|6000\n{ENGINE}.2.0|2|3", {"uptime_s": 60.0, "engine_boots": 3}),
    ("Uptime", f"{ENGINE}.3.0|2|50000000\n{ENGINE}.2.0|2|3", {"uptime_s": 5e7, "wraps_at_s": None}),
    ("Identity", f"{SYSTEM}.5.0|4|sw-lt1", {"hostname": "sw-lt1"}),
    (
        "Identity",
        f"{PART}.5.1|2|3\n{PART}.11.1|4|SN1\n{PART}.13.1|4|M-24\n{PART}.10.1|4|7.1\n{PART}.12.1|4|Pabrik\n"
        f"{PART}.5.2|2|3\n{PART}.11.2|4|SN2",
        {"serial": "SN1", "model": "M-24", "os_version": "7.1", "vendor": "Pabrik"},
    ),
    (
        "Identity",
        f"{PART}.5.1|2|11\n{PART}.11.1|4|\n{PART}.12.1|4|Pabrik\n{PART}.5.2|2|9\n{PART}.11.2|4|SALAH\n"
        f"{PART}.5.9|2|5\n{PART}.11.9|4|SN9\n{PART}.13.9|4|M-9",
        {"serial": "SN9", "model": "M-9"},
    ),
    ("Component", f"{PART}.5.4|2|6\n{PART}.7.4|4|PSU 1", {"index": 4, "kind": "powerSupply", "name": "PSU 1"}),
    (
        "Interface",
        f"{IF}.2.7|4|Port 7\n{IFX}.1.7|4|p7\n{IFX}.15.7|66|10000\n{IF}.5.7|66|4294967295\n{IF}.7.7|2|1\n{IF}.8.7|2|2\n"
        f"1.3.6.1.2.1.10.7.2.1.19.7|2|2\n{BRIDGE}.1.4.1.2.3|2|7\n{Q}.5.1.1.3|66|40\n{Q}.5.1.1.7|66|99",
        {"name": "p7", "if_index": 7, "speed_bps": 10**10, "oper_status": "down", "duplex": "half", "native_vlan": 40},
    ),
    ("Interface", f"{IFX}.1.7|4|p7\n{IF}.8.7|2|1", {"name": "p7", "descr": None, "oper_status": "up"}),
    (
        "InterfaceCounters",
        f"{IF}.2.1|4|p1\n{IF}.11.1|65|10\n{IFX}.2.1|65|2\n{IFX}.9.1|70|3\n{IF}.14.1|65|1",
        {"in_packets": 15, "in_unicast_packets": 10, "in_multicast_packets": 2, "in_broadcast_packets": 3,
         "in_errors": 1, "out_packets": None},
    ),
    ("InterfaceCounters", f"{IFX}.1.1|4|p1\n{IFX}.6.1|70|5000000000", {"name": "p1", "in_octets": 5_000_000_000}),
    (
        "InterfaceCounters",
        f"{IF}.2.1|4|p1\n{IF}.10.1|65|7\n{IF}.16.1|65|9\n{IFX}.6.1|70|7\n{IFX}.10.1|70|9",
        {"in_octets": 7, "out_octets": 9, "octets_bits": 64},
    ),
    (
        "InterfaceCounters",
        f"{IF}.2.1|4|p1\n{IF}.10.1|65|7\n{IF}.16.1|65|9\n{IFX}.6.1|70|7",
        {"in_octets": 7, "out_octets": 9, "octets_bits": 32},
    ),
    (
        "Sensor",
        f"{SENSOR}.1.5|2|10\n{SENSOR}.4.5|2|4200\n{PART}.2.5|4|Kipas",
        {"name": "Kipas", "quantity": "fan_speed", "value": 4200.0, "unit": "rpm"},
    ),
    ("Sensor", f"{UCD}.13.16.2.1.3.1|66|8300\n{UCD}.13.16.2.1.2.1|4|temp1", {"name": "temp1", "value": 8.3}),
    ("Sensor", f"{UCD}.13.16.3.1.3.1|66|900\n{UCD}.13.16.3.1.2.1|4|fan1", {"value": 900.0, "unit": "rpm"}),
    ("Sensor", f"{UCD}.13.16.4.1.3.1|66|3300\n{UCD}.13.16.4.1.2.1|4|in0", {"value": 3.3, "unit": "V"}),
    (
        "Sensor",
        f"1.3.6.1.2.1.131.1.1.1.3.4|2|2\n{PART}.5.4|2|6\n{PART}.7.4|4|PSU 1",
        {"name": "PSU 1", "part": "power_supply", "state": "critical"},
    ),
    ("PoeSupply", f"{POE}.3.1.1.2.1|66|370\n{POE}.3.1.1.3.1|2|3\n{POE}.3.1.1.4.1|66|95",
     {"group": "1", "budget_w": 370.0, "used_w": 95.0, "state": "critical"}),
    ("PoePort", f"{POE}.1.1.3.1.7|2|1\n{POE}.1.1.6.1.7|2|4", {"port": "1.7", "enabled": True, "status": "fault"}),
    ("CpuLoad", f"{HOST}.3.3.1.2.196608|2|37\n{HOST}.3.2.1.3.196608|4|Inti 1", {"name": "Inti 1", "busy_ratio": 0.37}),
    ("CpuLoad", f"{UCD}.11.11.0|2|75", {"name": "cpu", "busy_ratio": 0.25}),
    (
        "MemoryPool",
        f"{UCD}.4.5.0|2|1000\n{UCD}.4.6.0|2|100\n{UCD}.4.13.0|2|200\n{UCD}.4.14.0|2|50\n{UCD}.4.15.0|2|450",
        {"used_ratio": 0.6, "used_bytes": 600 * 1024, "total_bytes": 1000 * 1024},
    ),
    ("MemoryPool", f"{UCD}.4.5.0|2|1000\n{UCD}.4.6.0|2|100\n{UCD}.4.27.0|65|700", {"used_ratio": 0.3}),
    (
        "MemoryPool",
        "".join(
            f"{HOST}.2.3.1.2.{n}|6|{HOST}.2.1.{kind}\n{HOST}.2.3.1.3.{n}|4|{name}\n{HOST}.2.3.1.4.{n}|2|1024\n"
            f"{HOST}.2.3.1.5.{n}|2|1000\n{HOST}.2.3.1.6.{n}|2|{used}\n"
            for n, kind, name, used in (
                (1, 2, "Physical memory", 900), (6, 1, "Memory buffers", 50), (7, 1, "Cached memory", 450),
                (8, 1, "Shared memory", 200),
            )
        ),
        {"name": "Physical memory", "used_ratio": 0.6, "swap": False},
    ),
    (
        "MemoryPool",
        f"{HOST}.2.3.1.2.1|6|{HOST}.2.1.2\n{HOST}.2.3.1.3.1|4|RAM\n{HOST}.2.3.1.5.1|2|8\n{HOST}.2.3.1.6.1|2|2",
        {"name": "RAM", "used_ratio": 0.25},
    ),
    (
        "MemoryPool",
        f"{HOST}.2.3.1.2.3|6|{HOST}.2.1.3\n{HOST}.2.3.1.3.3|4|Swap\n{HOST}.2.3.1.5.3|2|8\n{HOST}.2.3.1.6.3|2|2",
        {"swap": True, "used_ratio": 0.25},
    ),
    (
        "Storage",
        f"{HOST}.2.3.1.2.3|6|{HOST}.2.1.8\n{HOST}.2.3.1.3.3|4|/tmp\n{HOST}.2.3.1.4.3|2|4096\n{HOST}.2.3.1.5.3|2|8\n"
        f"{HOST}.2.3.1.6.3|2|2",
        {"name": "/tmp", "used_bytes": 8192, "total_bytes": 32768},
    ),
    (
        "Neighbor",
        f"{LLDP}.3.7.1.2.5|2|5\n{LLDP}.3.7.1.3.5|4|p5\n{LLDP}.4.1.1.7.0.5.1|4|eth1\n{LLDP}.4.1.1.9.0.5.1|4|r2",
        {"local_port": "p5", "remote_port": "eth1", "remote_name": "r2", "protocol": "lldp"},
    ),
    (
        "Address",
        f"{IP}.34.1.3.1.4.10.0.0.1|2|7\n{IP}.34.1.4.1.4.10.0.0.1|2|1\n{IP}.34.1.5.1.4.10.0.0.1|6|{IP}.32.1.5.7.1.4.10.0.0.0.24",
        {"address": "10.0.0.1", "if_index": 7, "prefix_length": 24},
    ),
    ("Address", f"{IP}.34.1.3.4.20.254.128{'.0' * 13}.9.0.0.0.7|2|7", {"address": "fe80::9", "prefix_length": None}),
    ("Address", f"{IP}.34.1.3.2.254.128{'.0' * 13}.9|2|7", {"address": "fe80::9", "if_index": 7}),
    ("Address", f"{IP}.20.1.2.10.0.0.2|2|8\n{IP}.20.1.3.10.0.0.2|64|255.255.240.0",
     {"address": "10.0.0.2", "if_index": 8, "prefix_length": 20}),
    ("Address", f"{IP}.20.1.2.10.0.0.2|2|8\n{IP}.20.1.3.10.0.0.2|64|255.0.255.0", {"prefix_length": None}),
    ("Address", f"1.3.6.1.2.1.55.1.8.1.2.9.254.128{'.0' * 13}.9|2|64",
     {"address": "fe80::9", "if_index": 9, "prefix_length": 64}),
    (
        "Transceiver",  # the port is the part around the cage of the module
        f"{PART}.2.5|4|SFP-10G-LR\n{PART}.5.5|2|9\n{PART}.11.5|4|SN5\n{PART}.4.5|2|4\n{PART}.4.4|2|3\n{PART}.2.4|4|Bay\n"
        "1.3.6.1.2.1.47.1.3.2.1.2.3.0|6|1.3.6.1.2.1.2.2.1.1.17",
        {"serial": "SN5", "kind": "SFP-10G-LR", "if_index": 17},
    ),
    ("Vlan", f"{Q}.3.1.1.30|4|kantor", {"vlan_id": 30, "name": "kantor"}),
    ("Vlan", f"{Q}.2.1.4.0.31|4x|80", {"vlan_id": 31, "name": None}),
    ("Vlan", f"{Q}.3.1.2.32|4x|80", {"vlan_id": 32}),
    ("Vlan", f"{IEEE_Q}.1.33|4|tamu", {"vlan_id": 33, "name": "tamu"}),
    (
        "SpanningTree",
        f"{BRIDGE}.1.1.0|4x|020000000001\n{BRIDGE}.2.2.0|2|32768\n{BRIDGE}.2.3.0|67|4200\n{BRIDGE}.2.4.0|65|6\n"
        f"{BRIDGE}.2.5.0|4x|1000020000000009\n{BRIDGE}.2.6.0|2|4\n{BRIDGE}.2.7.0|2|24",
        {"bridge_address": "020000000001", "root_address": "020000000009", "is_root": False, "root_cost": 4,
         "root_port": 24, "topology_changes": 6, "since_change_s": 42.0},
    ),
    ("LagMember", f"{LAG}.13.7|2|48\n{LAG}.13.9|2|9\n{LAG}.13.10|2|0", {"if_index": 7, "group": 48, "bundled": True}),
    ("LagMember", f"{LAG}.12.8|2|48\n{LAG}.13.8|2|0\n{LAG}.12.9|2|0\n{LAG}.13.9|2|0", {"group": 48, "bundled": False}),
    ("VirtualRouter", "1.3.6.1.2.1.68.1.3.1.3.12.10|2|3", {"if_index": 12, "vrid": 10, "state": "master"}),
    ("VirtualRouter", "1.3.6.1.2.1.207.1.1.1.1.6.12.10.2|2|2", {"vrid": 10, "state": "backup", "ip_version": 6}),
    (
        "RoutingPeer",
        f"{BGP}.2.0|2|65000\n{BGP}.3.1.2.10.0.0.9|2|1\n{BGP}.3.1.3.10.0.0.9|2|1\n{BGP}.3.1.9.10.0.0.9|2|65010\n"
        f"{BGP}.3.1.16.10.0.0.9|66|90",
        {"peer": "10.0.0.9", "state": "idle", "enabled": False, "local_as": 65000, "remote_as": 65010,
         "established_s": 90.0},
    ),
    (
        "RoutingPeer",
        f"{OSPF}.6.10.0.0.9.0|2|8\n{OSPF}.3.10.0.0.9.0|64|192.0.2.9",
        {"protocol": "ospf", "peer": "10.0.0.9", "router_id": "192.0.2.9", "state": "full"},
    ),
    (
        "UpsState",
        f"{UPS}.2.1.0|2|3\n{UPS}.2.3.0|2|7\n{UPS}.2.4.0|2|41\n{UPS}.4.1.0|2|5\n{UPS}.4.4.1.5.1|2|60",
        {"battery_state": "warning", "runtime_s": 420, "charge_ratio": 0.41, "on_battery": True, "load_ratio": 0.6},
    ),
    ("Sensor", f"{UPS}.3.3.1.3.1|2|231", {"name": "Input 1", "value": 231.0, "unit": "V"}),
    ("Sensor", f"{UPS}.4.4.1.2.1|2|230", {"name": "Output 1", "value": 230.0}),
    ("Sensor", f"{UPS}.2.5.0|2|273", {"name": "Battery", "value": 27.3}),
    ("Sensor", f"{UPS}.2.7.0|2|31", {"name": "Battery temperature", "value": 31.0, "unit": "degC"}),
    (
        "Identity",
        f"{UPS}.1.1.0|4|Pabrik\n{UPS}.1.2.0|4|U-1500\n{UPS}.1.3.0|4|2.0",
        {"vendor": "Pabrik", "model": "U-1500", "os_version": "2.0"},
    ),
]  # fmt: skip


def read(walk: str, profile: Profile = STANDARD) -> Facts:
    return snmp_facts(profile, RecordedAgent(walk.encode()).walk(walk_plan(profile).columns), AT)


@pytest.mark.parametrize(("kind", "walk", "expected"), SAMPLES)
def test_a_row_of_a_standard_table_is_a_fact(kind: str, walk: str, expected: dict[str, Any]) -> None:
    (fact,) = read(walk).of(FACT_KINDS[kind])

    assert {name: getattr(fact, name) for name in expected} == pytest.approx(expected)


def test_no_standard_table_is_without_a_sample() -> None:
    alone = [STANDARD.model_copy(update={"tables": (table,)}) for table in STANDARD.tables]
    unread = [
        (profile.tables[0].emits, profile.tables[0].rows)
        for profile in alone
        if not any(read(walk, profile).known for _, walk, _ in SAMPLES)
    ]

    assert unread == []


@pytest.mark.parametrize(
    ("ports", "local_port"),
    [
        (f"{LLDP}.3.7.1.2.4|2|7\n{LLDP}.3.7.1.3.4|4|ge4", "ge4"),  # its own word, which is a name of a port
        (f"{LLDP}.3.7.1.2.4|2|5\n{LLDP}.3.7.1.3.4|4|Eth 1/4", "Eth 1/4"),  # a name by its subtype
        (f"{LLDP}.3.7.1.2.4|2|7\n{LLDP}.3.7.1.3.4|4|1004", "ge4"),  # the digits of an ifIndex
        (f"{LLDP}.3.7.1.2.4|2|3\n{LLDP}.3.7.1.3.4|4x|020000000004\n{BRIDGE}.1.4.1.2.4|2|1004", "ge4"),  # dot1dBasePort
        (f"{BRIDGE}.1.4.1.2.4|2|1004", "vlan4"),  # no local table: the number is an ifIndex
        (f"{LLDP}.3.7.1.2.4|2|3\n{LLDP}.3.7.1.3.4|4x|020000000004", "vlan4"),
    ],
)
def test_the_local_port_of_a_neighbour_is_found_by_whatever_the_agent_numbers_it(ports: str, local_port: str) -> None:
    names = f"{IFX}.1.4|4|vlan4\n{IFX}.1.1004|4|ge4\n"
    (neighbour,) = (n for n in read(f"{names}{ports}\n{LLDP}.4.1.1.7.0.4.1|4|eth1").of(FACT_KINDS["Neighbor"]))

    assert getattr(neighbour, "local_port", None) == local_port
