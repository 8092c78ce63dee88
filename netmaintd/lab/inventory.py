"""What the inventory says of the simulated devices: the models, and the text of files under `devices/`.

Where the description says `inventory`, the inventory differs from the device on purpose: a box that was swapped,
or (null) something that nobody wrote down.
"""

from __future__ import annotations

from io import StringIO
from textwrap import indent
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from netmaintd.lab import credentials
from netmaintd.model.devices import Device, Site, SnmpVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netmaintd.lab.box import Box

CONNECT_TIMEOUT_S = 3.0
"""Loopback answers at once or not at all."""
PINGING = frozenset({"cisco_ios"})
"""Platforms whose simulated devices answer a request for echoes."""
DEEP = 1
"""Levels of a file that are written line by line."""
OF_DEVICE = ("name", "site", "platform", "role", "vendor", "model", "serial", "rack")


def defaults(ssh_port: int, snmp_port: int) -> dict[str, Any]:
    """Return what all simulated devices have in common."""
    return {
        "probe": "tcp",
        "ssh": {"credential": credentials.SSH.name, "port": ssh_port, "connect_timeout_s": CONNECT_TIMEOUT_S},
        "snmp": {
            "version": "3",
            "credential": credentials.SNMP_V3.name,
            "port": snmp_port,
            "timeout_s": 2.0,
            "retries": 1,
        },
    }


def entry(box: Box) -> dict[str, Any]:
    """Return what a device's entry says beyond the defaults, in the order of the file."""
    device = box.device
    said: dict[str, Any] = {"name": device.name, "address": box.address}
    said |= {key: value for key in OF_DEVICE if (value := getattr(device, key)) is not None}
    if device.uplinks:
        said["uplinks"] = list(device.uplinks)
    if device.edge_ports:
        said["edge_ports"] = list(device.edge_ports)
    if device.gateway and device.platform in PINGING:
        said["ping_targets"] = [device.gateway]
    if device.snmp is SnmpVersion.V2C:
        said["snmp"] = {"version": "2c", "credential": credentials.SNMP_V2C.name}
    return {key: value for key, value in (said | device.inventory).items() if value is not None}


def whole(box: Box, common: dict[str, Any]) -> Device:
    """Return the device as the daemon knows it, with the defaults put in."""
    said = entry(box)
    parts = {key: {**common[key], **said.get(key, {})} for key in ("ssh", "snmp") if key != "ssh" or box.device.ssh}
    return Device.model_validate({**common, **said, "ssh": None, **parts})


def text(sites: Iterable[Site], boxes: Iterable[Box], common: dict[str, Any], heading: str = "") -> str:
    """Return one file: heading, defaults, sites, devices. Where some have no SSH, it is no default of the file."""
    said = [(box, entry(box)) for box in boxes]
    if not all(box.device.ssh for box, _ in said):
        ssh, common = common["ssh"], {key: value for key, value in common.items() if key != "ssh"}
        said = [(box, one | {"ssh": ssh | one.get("ssh", {})} if box.device.ssh else one) for box, one in said]
    parts = [heading + _yaml({"defaults": common})]
    listed = [site.model_dump(mode="json", exclude_defaults=True) for site in sites]
    if listed:
        parts.append("sites:\n" + indent(_yaml(listed), "  "))
    entries = [_illness(box) + indent(_yaml([one]), "  ") for box, one in said]
    return "\n".join([*parts, "devices:\n" + "\n".join(entries)])


def _illness(box: Box) -> str:
    return f"  # Sakit di lab: {box.device.illness}.\n" if box.device.illness else ""


def _yaml(content: Any) -> str:
    writer = YAML()
    writer.width = 110
    out = StringIO()
    writer.dump(_compact(content), out)
    return out.getvalue()


def _compact(content: Any, depth: int = 0) -> Any:
    """Return the same content, with what lies deep inside an entry on one line."""
    said: CommentedMap | CommentedSeq
    if isinstance(content, dict):
        said = CommentedMap((key, _compact(value, depth + 1)) for key, value in content.items())
    elif isinstance(content, list):
        said = CommentedSeq(_compact(value, depth + 1) for value in content)
    else:
        return content
    if depth > DEEP:
        said.fa.set_flow_style()
    return said
