"""Bytes under their hash, encrypted at rest: raw outputs, configurations, photos, documents.

AES-256-GCM, the hash is authenticated with the content, so that two files cannot be exchanged. A blob is
durable when `put` returns: written aside, synced, renamed, and the folder synced.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from netmaintd.errors import IntegrityBroken, NotFound, StoreError

_NONCE = 12


class Blobs:
    """A folder of encrypted blobs."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Use a folder and a 32-byte key."""
        self._folder = folder
        self._cipher = AESGCM(key)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, content: bytes) -> str:
        """Store bytes and return their sha256; the same bytes are stored once.

        Raises:
            StoreError: the disk refused; nothing was stored.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, content, digest.encode())
        aside = path.with_name(f"{digest}.{secrets.token_hex(4)}.tmp")
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write_durably(aside, sealed)
            aside.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise StoreError(f"evidence cannot be stored under {self._folder}: {error}") from error
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of a hash.

        Raises:
            NotFound: there is no such blob.
            IntegrityBroken: the bytes are not those that were stored, or the key is another one.
        """
        path = self._path(digest)
        try:
            sealed = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"no stored bytes under {digest}") from error
        try:
            content = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())
        except (InvalidTag, ValueError) as error:
            raise IntegrityBroken(
                f"stored bytes of {digest} were changed, or the evidence key is another one"
            ) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise IntegrityBroken(f"stored bytes of {digest} have another hash")
        return content

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise NotFound(f"not a sha256: {digest!r}")
        return self._folder / digest[:2] / digest


def _write_durably(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
