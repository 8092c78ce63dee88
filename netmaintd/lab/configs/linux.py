"""The files of a Debian server that describe its network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.box import Box


def lines(box: Box, more: tuple[str, ...] = ()) -> list[str]:
    """Return `/etc/network/interfaces`."""
    device = box.device
    said = [
        "# This file describes the network interfaces available on your system.",
        "source /etc/network/interfaces.d/*",
        "",
    ]
    for port in device.ports:
        if port.kind == "loopback":
            said += [f"auto {port.name}", f"iface {port.name} inet loopback", ""]
        elif port.address:
            said += [f"auto {port.name}", f"iface {port.name} inet static", f"\taddress {port.address}"]
            said += [f"\tgateway {device.gateway}", "\tdns-nameservers 10.60.99.1", ""]
    return [*said, *more]


def os_release(box: Box) -> str:
    """Return `/etc/os-release` of Debian."""
    version = box.device.os_version
    return (
        f'PRETTY_NAME="Debian GNU/Linux {version} (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="{version}"\n'
        f'VERSION="{version} (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n'
        'HOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\n'
        'BUG_REPORT_URL="https://bugs.debian.org/"\n'
    )
