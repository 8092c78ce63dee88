"""How the office's people may sign documents with certificates, and whose certificates the office trusts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

from netmaintd.config.secret_ref import SecretRef
from netmaintd.model.devices import FileModel, Label


def _web_address(value: str) -> str:
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
        raise ValueError("must begin with https:// or http://")
    return value.rstrip("/")


WebAddress = Annotated[Label, AfterValidator(_web_address)]


class TokenSettings(FileModel):
    """A token or hardware security module at this machine (PKCS#11)."""

    module: Path
    """The library that speaks to it: `/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so`."""
    token: Label
    """Its label."""


class BsreSettings(FileModel):
    """BSrE's Esign Client Service in the office's own network."""

    address: WebAddress
    version: Literal["v1", "v2"] = "v2"
    user: Label
    """The office's account there, not that of who signs."""
    password: SecretRef


class SigningSettings(FileModel):
    """Certified signatures. Without any of it people sign with a certificate file of their own."""

    trusted: Path | None = None
    """A folder with certificates (`*.pem`, `*.crt`, `*.cer`) of the issuers that the office trusts."""
    time_authority: WebAddress | None = None
    """Where the time of a signature is confirmed (RFC 3161); without one it is the signer's own clock."""
    pkcs11: TokenSettings | None = None
    bsre: BsreSettings | None = None
