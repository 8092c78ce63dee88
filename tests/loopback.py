"""A part of 127.0.0.0/8 for each lab of a test, so that tests running beside each other never meet.

A part is held by a socket in it: the kernel gives the address to one process of this machine, and takes it back when
that process ends, however it ends. The ports need no choice then, and none is one that clients are given.
"""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager

PARTS = range(80, 250)
HELD_PORT = 10001


@contextmanager
def own_network() -> Iterator[str]:
    """Hold the first two numbers of addresses, as `127.93`, that nobody else has while this lasts."""
    for part in random.sample(PARTS, len(PARTS)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as held:
            try:
                held.bind((f"127.{part}.255.254", HELD_PORT))
            except OSError:
                continue
            yield f"127.{part}"
            return
    raise AssertionError("every part of the loopback network is held")
