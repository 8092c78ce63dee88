"""Bytes under their hash, encrypted at rest: raw outputs, configurations, photos, documents.

AES-256-GCM; the hash is authenticated with the content, so that two files cannot be exchanged. A blob is
durable when `put` returns: written aside, synced, renamed, and the folders synced.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from netmaintd.errors import IntegrityBroken, NotFound, StoreError

logger = logging.getLogger(__name__)

KEY_BYTES = 32
_NONCE = 12
_PROBE = "key-check"
"""A file that only the right key opens: a store is never continued under a second key."""


class Blobs:
    """A folder of encrypted blobs."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Use a folder and a key.

        Raises:
            IntegrityBroken: the folder belongs to another key.
            StoreError: the folder cannot be used, or the key has not 32 bytes.
        """
        if len(key) != KEY_BYTES:
            raise StoreError(f"the evidence key has {len(key)} bytes instead of {KEY_BYTES}")
        self._folder = folder
        self._cipher = AESGCM(key)
        self._make_folder(folder)
        self._check_key()

    def put(self, content: bytes) -> str:
        """Store bytes and return their sha256; the same bytes are stored once.

        Raises:
            StoreError: the disk refused; nothing was stored.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        self._make_folder(path.parent)
        if self._holds(digest):
            self._sync(path.parent)  # whoever renamed it may not have come so far yet
        else:
            self._write(path, self._seal(content, digest))
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of a hash.

        Raises:
            NotFound: there is no such blob.
            IntegrityBroken: the bytes are not those that were stored, or the key is another one.
        """
        content = self._open(self._path(digest), digest)
        if hashlib.sha256(content).hexdigest() != digest:
            raise IntegrityBroken(f"stored bytes of {digest} have another hash")
        return content

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise NotFound(f"not a sha256: {digest!r}")
        return self._folder / digest[:2] / digest

    def _holds(self, digest: str) -> bool:
        """Whether the blob is there and whole; one that was damaged is then written again."""
        try:
            self.get(digest)
        except NotFound:
            return False
        except IntegrityBroken:
            logger.warning("damaged blob written again", extra={"sha256": digest})
            return False
        return True

    def _check_key(self) -> None:
        path = self._folder / _PROBE
        if not path.exists():
            self._write(path, self._seal(b"netmaintd", _PROBE))
        try:
            self._open(path, _PROBE)
        except IntegrityBroken as error:
            raise IntegrityBroken(
                f"the evidence key is not the one that {self._folder} was written with; bring the first key back"
            ) from error

    def _seal(self, content: bytes, name: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, name.encode())

    def _open(self, path: Path, name: str) -> bytes:
        try:
            sealed = path.read_bytes()
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except FileNotFoundError as error:
            raise NotFound(f"no stored bytes under {name}") from error
        except OSError as error:
            raise StoreError(f"stored bytes of {name} cannot be read: {error.strerror}") from error
        except (InvalidTag, ValueError) as error:
            raise IntegrityBroken(f"stored bytes of {name} were changed") from error

    def _write(self, path: Path, sealed: bytes) -> None:
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            _write_durably(aside, sealed)
            aside.replace(path)
        except OSError as error:
            with suppress(OSError):  # the first error is the one to tell
                aside.unlink(missing_ok=True)
            raise self._refused(error) from error
        self._sync(path.parent)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._refused(error) from error
        self._sync(folder.parent)  # a new folder is lost with its content when its own name was not synced

    def _sync(self, folder: Path) -> None:
        try:
            _sync_folder(folder)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> StoreError:
        return StoreError(f"evidence cannot be stored under {self._folder}: {error.strerror}")


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
