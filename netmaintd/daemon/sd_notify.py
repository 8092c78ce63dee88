"""Words to systemd over its notification socket (sd_notify(3)); silent where there is none."""

from __future__ import annotations

import logging
import os
import socket
import time

logger = logging.getLogger(__name__)
PATIENCE_S = 2.0
"""How long a service manager may take to read: the service must not stand still because of one that does not."""


def tell(*words: str) -> bool:
    """Send assignments such as `READY=1`; False when nobody listens, or nobody reads.

    Raises:
        OSError: the socket is named but cannot be written: the service manager would kill us, so say it.
    """
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return False
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
        out.settimeout(PATIENCE_S)
        out.connect(address)
        try:
            out.sendall("\n".join(words).encode())
        except TimeoutError:
            logger.warning("the service manager does not read", extra={"words": list(words)})
            return False
    return True


def ready(status: str) -> None:
    """The service serves."""
    tell("READY=1", f"STATUS={status}")


def reloading() -> None:
    """A reload begins; `ready` ends it."""
    tell("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")


def stopping() -> None:
    """The service is on its way out."""
    tell("STOPPING=1")


def watchdog_interval_s() -> float | None:
    """Return half of what systemd allows between two signs of life, None when it wants none."""
    usec = os.environ.get("WATCHDOG_USEC")
    return int(usec) / 2_000_000 if usec else None
