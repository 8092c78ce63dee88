"""One link of the audit chain, as it is recorded and as it is shown to somebody who has no database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first row follows."""


@dataclass(frozen=True, slots=True)
class AuditLink:
    """One row. `body` is JSON, to the byte as it was recorded; None where it tells of something else."""

    seq: int
    previous: str
    hash: str
    body: bytes | None

    @property
    def whole(self) -> bool:
        """Whether the hash is that of the content; nobody can tell without the content."""
        return self.body is None or self.hash == link(self.seq, self.previous, self.body)


def link(seq: int, previous: str, body: bytes) -> str:
    """Return the hash of a row: every part with its length, so that no two rows share their framing."""
    framed = b"".join(f"{len(part)}:".encode() + part for part in (str(seq).encode(), previous.encode(), body))
    return hashlib.sha256(framed).hexdigest()
