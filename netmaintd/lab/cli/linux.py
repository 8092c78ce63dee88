"""A Debian server: bash without privileges, and the files and commands that tell its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.cli.dialect import Answers, Dialect
from netmaintd.lab.configs import linux as config

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

DIALECT = Dialect(
    prompt="petugas@{host}:~$ ",
    unknown="-bash: {word}: command not found\n",
    quiet=r"stty .*|export \w+=\S*|unset \w+|unalias .*|",
    leave=frozenset({"exit", "logout"}),
    welcome="Debian GNU/Linux 12\n\n",
)
KERNEL = "6.1.0-28-amd64"


def answers(box: Box) -> Answers:
    """Return what each command prints."""
    device, life = box.device, box.life
    total = device.memory_mib * 1024
    free = int(total * (1 - device.memory_used))
    return {
        "cat /etc/os-release": lambda: config.os_release(box),
        "cat /etc/debian_version": lambda: f"{device.os_version}.8\n",
        "cat /etc/hostname": lambda: f"{box.hostname}\n",
        "hostname": lambda: f"{box.hostname}\n",
        "uname -a": lambda: (
            f"Linux {box.hostname} {KERNEL} #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64 GNU/Linux\n"
        ),
        "uname -r": lambda: f"{KERNEL}\n",
        "cat /proc/uptime": lambda: f"{life.uptime_s():.2f} {life.uptime_s() * 3:.2f}\n",
        "cat /proc/loadavg": lambda: f"{device.cpu * 2:.2f} {device.cpu * 2:.2f} {device.cpu * 2:.2f} 1/412 20311\n",
        "cat /proc/meminfo": lambda: (
            f"MemTotal: {total:>15} kB\nMemFree: {free // 2:>16} kB\nMemAvailable: {free:>11} kB\n"
        ),
        "cat /etc/network/interfaces": lambda: "\n".join(config.lines(box, device.unsaved)) + "\n",
        "cat /sys/class/dmi/id/product_name": lambda: f"{device.model}\n",
        "cat /sys/class/dmi/id/product_serial": lambda: "cat: /sys/class/dmi/id/product_serial: Permission denied\n",
        "df -P": lambda: _volumes(box),
        "ip -br link": lambda: _links(box),
        "ip -br address": lambda: _addresses(box),
        "ip route": lambda: f"default via {device.gateway} dev {device.uplinks[0]} onlink\n",
    }


def _volumes(box: Box) -> str:
    rows = "".join(
        f"/dev/sda{n} {v.size_mib * 1024:>14} {int(v.size_mib * 1024 * v.used):>9} "
        f"{int(v.size_mib * 1024 * (1 - v.used)):>9} {round(v.used * 100):>4}% {v.name}\n"
        for n, v in enumerate(box.device.volumes, start=1)
    )
    return f"Filesystem     1024-blocks      Used Available Capacity Mounted on\n{rows}"


def _links(box: Box) -> str:
    return "".join(
        f"{port.name:<16} {'UP' if port.up else 'DOWN':<14} {box.mac(port.name).hex(':')} <BROADCAST,MULTICAST>\n"
        for port in box.device.ports
    )


def _addresses(box: Box) -> str:
    return "".join(
        f"{port.name:<16} {'UP' if port.up else 'DOWN':<14} {port.address or ''}\n" for port in box.device.ports
    )
