"""The SSH host keys of simulated devices: made once, kept in the lab's state directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from netmaintd.errors import LabNotStarted
from netmaintd.model.hostkeys import HostKey

if TYPE_CHECKING:
    from pathlib import Path

ED25519, RSA = "ed25519", "rsa"
RSA_BITS = 2048


class HostKeys:
    """The private keys of one device, as OpenSSH text, one file for each kind."""

    def __init__(self, directory: Path, device: str) -> None:
        """Keys lie in `directory`, which is made when it is missing."""
        self._directory, self._device = directory, device

    def private(self, kind: str) -> str:
        """Return a private key; made at the first call.

        Raises:
            LabNotStarted: the state directory cannot be written or read.
        """
        try:
            path = self._path(kind)
            if not path.exists():
                self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.touch(mode=0o600)
                path.write_bytes(_new_key(kind))
            return path.read_text(encoding="ascii")
        except OSError as error:
            raise LabNotStarted(f"{self._device}: host key in {self._directory}: {error}") from error

    def public(self, kind: str) -> HostKey:
        """Return what a client records at enrolment."""
        private = serialization.load_ssh_private_key(self.private(kind).encode(), password=None)
        encoded = private.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
        key_type, key_base64 = encoded.decode("ascii").split()[:2]
        return HostKey(key_type, key_base64)

    def forget(self) -> None:
        """Throw the keys away; the next ones are new."""
        for kind in (ED25519, RSA):
            self._path(kind).unlink(missing_ok=True)

    def _path(self, kind: str) -> Path:
        return self._directory / f"{self._device}.{kind}"


def _new_key(kind: str) -> bytes:
    key: ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey
    key = ed25519.Ed25519PrivateKey.generate() if kind == ED25519 else rsa.generate_private_key(65537, RSA_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    )
