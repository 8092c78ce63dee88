"""What a machine has only once: test processes beside each other take turns."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Wait until no other process holds what is so called, and hold it; one that is killed holds nothing."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]  # a name may hold a password
    path = Path(tempfile.gettempdir()) / f"netmaintd-tests-{os.getuid()}-{digest}.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
