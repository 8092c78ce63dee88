"""What an FRR configuration holds, as vtysh prints it and as it stands in `/etc/frr/frr.conf`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.description import LabPort


def lines(box: Box, more: tuple[str, ...] = ()) -> list[str]:
    """Return the lines from `frr version` to `end`."""
    device = box.device
    return [
        f"frr version {device.os_version}", "frr defaults traditional", f"hostname {box.hostname}",
        "log syslog informational", "service integrated-vtysh-config", "!",
        "password contoh-sandi-vty", "enable password contoh-sandi-enable", "!",
        f"ip route 0.0.0.0/0 {device.gateway}", *more, "!",
        *(line for port in device.ports if port.alias for line in _interface(port)),
        *device.config, "line vty", "!", "end",
    ]  # fmt: skip


def _interface(port: LabPort) -> list[str]:
    address = [f" ip address {port.address}"] if port.address else []
    return [f"interface {port.name}", f" description {port.alias}", *address, "exit", "!"]
