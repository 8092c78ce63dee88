"""Secrets, fetched at the time of use from where the settings say they lie."""

from __future__ import annotations

import contextlib
import os
import secrets as random_bytes
from collections.abc import Callable
from pathlib import Path

from netmaintd.config.secret_ref import SecretRef
from netmaintd.config.settings import Settings, SnmpAccount, SshAccount
from netmaintd.errors import SecretMissing
from netmaintd.model.credentials import SnmpCredential, SshCredential

EVIDENCE_KEY = "netmaintd-evidence-key"
_KEY_BYTES = 32


class Secrets:
    """Credentials by name. Every secret that is fetched is told to `learn`, so that no log line shows it."""

    def __init__(self, settings: Settings, learn: Callable[[list[str]], None] = lambda _: None) -> None:
        """Take the settings; nothing is read yet."""
        self._settings, self._learn = settings, learn

    def ssh(self, name: str) -> SshCredential:
        """Return an SSH credential.

        Raises:
            SecretMissing: nothing holds it; the message says where it was looked for.
        """
        account = self._settings.credentials.get(name)
        if not isinstance(account, SshAccount):
            raise SecretMissing(f'no ssh credential "{name}" in the settings; add [credentials.{name}]')
        return SshCredential(
            name=name,
            username=account.username,
            password=self._fetch(name, account.password),
            private_key=self._fetch(name, account.private_key, whole=True),
            enable_secret=self._fetch(name, account.enable_secret),
        )

    def snmp(self, name: str) -> SnmpCredential:
        """Return an SNMP credential; raises like `ssh`."""
        account = self._settings.credentials.get(name)
        if not isinstance(account, SnmpAccount):
            raise SecretMissing(f'no snmp credential "{name}" in the settings; add [credentials.{name}]')
        return SnmpCredential(
            name=name,
            community=self._fetch(name, account.community),
            username=account.username,
            auth_protocol=account.auth_protocol,
            auth_key=self._fetch(name, account.auth_key),
            priv_protocol=account.priv_protocol,
            priv_key=self._fetch(name, account.priv_key),
        )

    def provider(self) -> str | None:
        """Return what proves to the identity provider that we ask; None where the office set nothing.

        Raises:
            SecretMissing: nothing holds it.
        """
        oidc = self._settings.web.oidc
        return self._fetch("web.oidc", oidc.client_secret) if oidc else None

    def bsre(self) -> str:
        """Return the password of the office's account at BSrE's service; SecretMissing also where none is set."""
        bsre = self._settings.signing.bsre
        found = self._fetch("signing.bsre", bsre.password) if bsre else None
        if found is None:
            raise SecretMissing("no signing.bsre in the settings")
        return found

    def _fetch(self, name: str, ref: SecretRef | None, *, whole: bool = False) -> str | None:
        if ref is None:
            return None
        text = _read(name, ref)
        secret = text if whole else text.split("\n", 1)[0].removesuffix("\r")
        if not secret:
            raise SecretMissing(f'credential "{name}": {_place(ref)} is empty')
        self._learn([secret])
        return secret


def _read(name: str, ref: SecretRef) -> str:
    if ref.env is not None:
        if ref.env not in os.environ:
            raise SecretMissing(f'credential "{name}": environment variable {ref.env} is not set')
        return os.environ[ref.env]
    path = _file(name, ref)
    try:
        if ref.file is not None and path.stat().st_mode & 0o077:
            raise SecretMissing(f'credential "{name}": {path} can be read by others; chmod 600 {path}')
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SecretMissing(f'credential "{name}": {path} cannot be read: {error}') from error


def _file(name: str, ref: SecretRef) -> Path:
    if ref.file is not None:
        return ref.file
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if folder is None:
        raise SecretMissing(
            f'credential "{name}": systemd gave no credentials; add LoadCredential={ref.credential}:… to the unit'
        )
    return Path(folder) / str(ref.credential)


def _place(ref: SecretRef) -> str:
    return str(ref.file or ref.credential or ref.env)


def evidence_key(state: Path) -> bytes:
    """Return the 32-byte key of the evidence: systemd's credential, else a file made once in the state folder.

    Raises:
        SecretMissing: it is there but cannot be used; a new one would make all old evidence unreadable.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    given = Path(folder) / EVIDENCE_KEY if folder else None
    path = given if given and given.exists() else state / "evidence.key"
    try:
        if not path.exists():
            _make_key(path)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise SecretMissing(f"the evidence key {path} cannot be used: {error}") from error
    if len(key) != _KEY_BYTES:
        raise SecretMissing(
            f"the evidence key {path} has {len(key)} bytes, not {_KEY_BYTES}; restore it from the backup"
        )
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Daemon and web may start at the same time: a whole key gets the name, and the one who is second uses it.
    fresh = path.with_name(f".{path.name}.{random_bytes.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(random_bytes.token_hex(_KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
