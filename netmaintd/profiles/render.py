"""The one place where a value becomes part of a command: an IP address, or the name of a port, and nothing else."""

from __future__ import annotations

import re
from ipaddress import ip_address

from netmaintd.errors import CommandNotAllowed

TARGET, INTERFACE = "{target}", "{interface}"
_PORT = re.compile(r"[A-Za-z][A-Za-z0-9]{0,31}(?:[/._:-]?[A-Za-z0-9]{1,16}){0,8}")


def takes(command: str) -> frozenset[str]:
    """Return the placeholders of a command; none of one that is sent as it is."""
    return frozenset(name for name in (TARGET, INTERFACE) if name in command)


def render(command: str, *, target: str | None = None, interface: str | None = None) -> str:
    """Return a command with its values.

    Raises:
        CommandNotAllowed: a value is missing, is not wanted, or is not of its kind: no separator, space, pipe,
            quote, question mark or control character becomes part of a command.
    """
    given = {TARGET: target, INTERFACE: interface}
    wanted = takes(command)
    if {name for name, value in given.items() if value is not None} != wanted:
        raise CommandNotAllowed(f"{command!r} wants {', '.join(sorted(wanted)) or 'no value'}; nothing was sent")
    if target is not None:
        command = command.replace(TARGET, _address(target))
    if interface is not None:
        command = command.replace(INTERFACE, _port(interface))
    return command


def _address(text: str) -> str:
    try:
        return str(ip_address("" if "%" in text else text))
    except ValueError:
        raise CommandNotAllowed(f"{text!r} is no IP address; nothing was sent") from None


def _port(text: str) -> str:
    if len(text) > 64 or not _PORT.fullmatch(text):
        raise CommandNotAllowed(f"{text!r} is no name of a port; nothing was sent")
    return text
