"""FRRouting: a login shell that is vtysh, with the manners of IOS and fewer words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.cli.dialect import Answers, Dialect
from netmaintd.lab.configs import frr as config

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

DIALECT = Dialect(
    prompt="{host}# ",
    unknown="% Unknown command: {command}\n",
    quiet=r"enable",
    paging_off=r"terminal (length|paging) 0|no terminal paging",
    abbreviates=True,
    welcome="\nHello, this is FRRouting.\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n\n",
)


def answers(box: Box) -> Answers:
    """Return what each command prints. vtysh knows no saved configuration; the file is read by a shell."""
    return {
        "show version": lambda: _version(box),
        "show running-config": lambda: running(box),
        "show interface brief": lambda: _brief(box),
        "show interface description": lambda: _described(box),
    }


def running(box: Box) -> str:
    """Return `show running-config`."""
    body = "\n".join(config.lines(box, box.device.unsaved))
    return f"Building configuration...\n\nCurrent configuration:\n!\n{body}\n"


def _version(box: Box) -> str:
    return (
        f"FRRouting {box.device.os_version} ({box.hostname}) on Linux(6.1.0-28-amd64).\n"
        "Copyright 1996-2005 Kunihiro Ishiguro, et al.\n"
        f"configured with:\n    '--build=x86_64-linux-gnu' '--prefix=/usr'\n"
    )


def _brief(box: Box) -> str:
    head = "Interface       Status  VRF             Addresses\n---------       ------  ---             ---------\n"
    return head + "".join(
        f"{port.name:<16}{'up' if port.up else 'down':<8}default         {port.address or ''}\n"
        for port in box.device.ports
    )


def _described(box: Box) -> str:
    head = "Interface       Status  Protocol  Description\n"
    return head + "".join(
        f"{port.name:<16}{'up' if port.admin else 'down':<8}{'up' if port.up else 'down':<10}{port.alias}\n"
        for port in box.device.ports
    )
