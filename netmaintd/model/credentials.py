"""Credentials as a transport needs them. Secrets are in no repr, and these values are never stored."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SshCredential:
    """Log in by password, by private key (OpenSSH text), or both; `enable_secret` raises the privilege."""

    name: str
    username: str
    password: str | None = field(default=None, repr=False)
    private_key: str | None = field(default=None, repr=False)
    enable_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SnmpCredential:
    """v2c: `community`. v3: `username` and protocols by the names `SHA`, `SHA256`, `AES`, `AES256`."""

    name: str
    community: str | None = field(default=None, repr=False)
    username: str | None = None
    auth_protocol: str = "SHA256"
    auth_key: str | None = field(default=None, repr=False)
    priv_protocol: str = "AES"
    priv_key: str | None = field(default=None, repr=False)

    @property
    def level(self) -> str:
        """USM security level by RFC 3414; empty for v2c."""
        if self.community is not None:
            return ""
        if self.auth_key is None:
            return "noAuthNoPriv"
        return "authPriv" if self.priv_key is not None else "authNoPriv"
