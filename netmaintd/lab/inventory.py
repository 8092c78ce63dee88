"""What the inventory says of the simulated devices: the models, and the text of files under `devices/`.

Where the description says `inventory`, the inventory differs from the device on purpose: a box that was swapped.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from netmaintd.lab import credentials
from netmaintd.model.devices import Device, Site, SnmpVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netmaintd.lab.box import Box

CONNECT_TIMEOUT_S = 3.0
"""Loopback answers at once or not at all."""
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
    if device.snmp is SnmpVersion.V2C:
        said["snmp"] = {"version": "2c", "credential": credentials.SNMP_V2C.name}
    return said | device.inventory


def whole(box: Box, common: dict[str, Any]) -> Device:
    """Return the device as the daemon knows it, with the defaults put in."""
    said = entry(box)
    parts = {key: {**common[key], **said.get(key, {})} for key in ("ssh", "snmp") if key != "ssh" or box.device.ssh}
    return Device.model_validate({**common, **said, "ssh": None, **parts})


def text(sites: Iterable[Site], boxes: Iterable[Box], common: dict[str, Any], heading: str = "") -> str:
    """Return one file: heading, defaults, sites, devices. `boxes` must all have SSH, or none of them."""
    said = [(box, entry(box)) for box in boxes]
    if not any(box.device.ssh for box, _ in said):
        common = {key: value for key, value in common.items() if key != "ssh"}
    content: dict[str, Any] = {"defaults": common}
    listed = [site.model_dump(mode="json", exclude_defaults=True) for site in sites]
    if listed:
        content["sites"] = listed
    content["devices"] = [one for _, one in said]
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 110
    out = StringIO()
    writer.dump(content, out)
    return heading + out.getvalue()
