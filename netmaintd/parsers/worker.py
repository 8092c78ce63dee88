"""The process that reads texts: answers one request after another, and ends with the program that began it.

Whatever a text does to it, it harms nothing but itself: it has no other file than its end of the channel, little
memory, and an alarm whose default is the end of the process, so that it cannot outlive a program that is gone.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
import sys

from netmaintd.parsers.frames import receive, send
from netmaintd.parsers.read_text import answer

MEMORY_BYTES = 512 << 20
_GRACE_S = 1.0
"""The program ends the process at the limit; the alarm is for when it cannot."""


def main() -> None:
    """Serve until the other end is closed."""
    # A hardened service may forbid to change limits; then the service's own limit of memory holds.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=sys.stdin.fileno()) as channel:
        send(channel, {"ready": True})
        while (request := receive(channel)) is not None:
            signal.setitimer(signal.ITIMER_REAL, float(request["limit_s"]) + _GRACE_S)
            send(channel, answer(request))
            signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
