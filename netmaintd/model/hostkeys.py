"""SSH host keys as they are recorded at enrolment and compared before any password is sent."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HostKey:
    """One public host key: `key_type` by RFC 4253 (`ssh-ed25519`), `key_base64` as in `known_hosts`."""

    key_type: str
    key_base64: str

    @property
    def sha256(self) -> str:
        """Fingerprint as OpenSSH prints it: `SHA256:` and unpadded base64."""
        digest = hashlib.sha256(base64.b64decode(self.key_base64)).digest()
        return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")
