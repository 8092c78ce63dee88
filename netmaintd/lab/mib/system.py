"""SNMPv2-MIB system group (RFC 3418) and the engine's own words (RFC 3411)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.mib.rows import Row, integer, pointer, scalars, text, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netmaintd.lab.box import Box

SYS_OBJECT_ID = {
    "ISR4331/K9": "1.3.6.1.4.1.9.1.2068",
    "C9300-24T": "1.3.6.1.4.1.9.1.2494",
    "C9200L-24T-4G": "1.3.6.1.4.1.9.1.2694",
    "WS-C2960X-24TS-L": "1.3.6.1.4.1.9.1.1208",
    "WS-C2960L-24TS-AP": "1.3.6.1.4.1.9.1.2474",
    "WS-C2960L-16TS-LL": "1.3.6.1.4.1.9.1.2321",
    "mikrotik_routeros": "1.3.6.1.4.1.14988.1",
    "huawei_vrp": "1.3.6.1.4.1.2011.2.23.812",
    "aruba_aoscx": "1.3.6.1.4.1.47196.4.1.1.1.320",
    "linux": "1.3.6.1.4.1.8072.3.2.10",
    "frr": "1.3.6.1.4.1.8072.3.2.10",
    "snmp_standard": "1.3.6.1.4.1.318.1.3.27",
}
"""By model where the vendor numbers models, otherwise by platform."""
BOOTS = 7


def engine_id(box: Box) -> bytes:
    """Return the engine ID: net-snmp's enterprise, format 4 (text), the name. Unique in the city."""
    return bytes.fromhex("80001f8804") + f"{box.number:02d}{box.device.name}".encode()[:27]


def described(box: Box) -> str:
    """Return sysDescr as the platform writes it."""
    device = box.device
    texts = {
        "cisco_ios": _cisco(box),
        "mikrotik_routeros": f"RouterOS {device.model}",
        "huawei_vrp": (
            f"{device.model}\r\nHuawei Versatile Routing Platform Software\r\n"
            f" VRP (R) software,Version 5.170 (S5735 {device.os_version})\r\n"
            " Copyright (C) 2007 Huawei Technologies Co., Ltd."
        ),
        "aruba_aoscx": f"Aruba {device.model} {device.os_version}",
        "linux": f"Linux {box.hostname} 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64",
        "frr": f"Linux {box.hostname} 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64",
    }
    return texts.get(device.platform, f"{device.vendor} {device.model} (firmware {device.os_version})")


def _cisco(box: Box) -> str:
    release = "RELEASE SOFTWARE (fc3)"
    version = box.device.os_version
    if version.startswith("15"):
        head = f"Cisco IOS Software, {family(box)} Software ({image(box)}), Version {version}, {release}"
    else:
        head = f"Cisco IOS Software [Amsterdam], {family(box)} Software ({image(box)}), Version {version}, {release}"
    return head + (
        "\r\nTechnical Support: http://www.cisco.com/techsupport"
        "\r\nCopyright (c) 1986-2023 by Cisco Systems, Inc.\r\nCompiled Tue 07-Feb-23 00:11 by mcpre"
    )


def family(box: Box) -> str:
    """Return the word with which IOS names its hardware family."""
    model = box.device.model
    if model.startswith("WS-C2960"):
        return model.split("-")[1][:5]
    return "Catalyst L3 Switch" if model.startswith("C9") else "ISR"


def image(box: Box) -> str:
    """Return the name of the IOS image."""
    model = box.device.model
    if model.startswith("WS-C2960"):
        return f"{model.split('-')[1][:5]}-UNIVERSALK9-M"
    return "CAT9K_IOSXE" if model.startswith("C9") else "X86_64_LINUX_IOSD-UNIVERSALK9-M"


def system(box: Box) -> Iterator[Row]:
    """System group."""
    device, life = box.device, box.life
    object_id = SYS_OBJECT_ID.get(device.model) or SYS_OBJECT_ID[device.platform]
    yield from scalars(
        "1.3.6.1.2.1.1",
        {
            1: text(described(box)),
            2: pointer(object_id),
            3: lambda: ticks(life.uptime_s()),
            4: text("Seksi Infrastruktur dan Teknologi"),
            5: text(box.hostname),
            6: text(f"{box.site.title}, {device.rack or box.site.room or box.site.address}"),
            7: integer(6 if device.role in ("access", "distribution") else 78),
        },
    )


def engine(box: Box) -> Iterator[Row]:
    """Group snmpEngine of SNMP-FRAMEWORK-MIB; snmpEngineTime does not wrap after 497 days."""
    life = box.life
    yield from scalars(
        "1.3.6.1.6.3.10.2.1",
        {
            1: text(engine_id(box)),
            2: integer(BOOTS),
            3: lambda: integer(int(life.uptime_s())),
            4: integer(65507),
        },
    )
