"""Where else people may show who they are: an identity provider, a directory. Both only lead to accounts there are."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, field_validator

from netmaintd.config.secret_ref import SecretRef
from netmaintd.model.devices import FileModel, Label


def is_loopback(host: str | None) -> bool:
    """Whether a host of an address is this machine, where nobody listens in."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _https(value: str) -> str:
    parts = urlsplit(value)
    if not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))) or not parts.hostname:
        raise ValueError("must begin with https://")
    return value.rstrip("/")


Https = Annotated[Label, AfterValidator(_https)]


class OidcSettings(FileModel):
    """An identity provider (OpenID Connect, code flow with PKCE)."""

    issuer: Https
    client_id: Label
    client_secret: SecretRef | None = None
    claim: Label = "preferred_username"
    """What of the person's token is the user name here."""
    address: Https
    """Of these pages, as browsers know them; the provider is told `address/masuk/oidc/kembali`."""


class LdapSettings(FileModel):
    """A directory in which passwords are tried by binding."""

    url: Label
    """`ldaps://host`, or `ldap://host`, which is asked to begin TLS before anything is sent."""
    bind_dn: Label
    """Of a person, with `{user}` in it: `uid={user},ou=people,dc=example`."""
    ca_file: Path | None = None
    """Certificates that are trusted; none given: those of the machine."""

    @field_validator("url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("ldap", "ldaps") or not urlsplit(value).hostname:
            raise ValueError("must begin with ldaps:// or ldap://")
        return value

    @field_validator("bind_dn")
    @classmethod
    def _one_place(cls, value: str) -> str:
        if re.findall(r"\{.*?\}", value) != ["{user}"]:
            raise ValueError("must have {user} in it once, and no other braces")
        return value
