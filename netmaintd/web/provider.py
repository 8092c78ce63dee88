"""An identity provider asked over HTTPS: where to send a browser, and whom its code stands for.

OpenID Connect Core 1.0, section 3.1, with PKCE (RFC 7636). The only file that imports authlib and joserfc, and only
when an office has a provider.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from netmaintd.config.sign_in import is_loopback
from netmaintd.errors import ConfigError, SignInRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netmaintd.config.sign_in import OidcSettings

TIMEOUT_S, MOST_BYTES, LEEWAY_S = 10, 1_000_000, 60
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512"]
"""Signed with the provider's private key; neither unsigned nor with a secret that others know."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One browser's way to the provider and back."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))


class Provider:
    """One identity provider; raises SignInRefused where it does not answer as it must."""

    def __init__(self, settings: OidcSettings, client_secret: str | None) -> None:
        """Take how it is reached; nothing is asked yet."""
        self._settings, self._secret = settings, client_secret
        self._return = f"{settings.address}/masuk/oidc/kembali"

    def address(self, journey: Journey) -> str:
        """Return where to send the browser."""
        challenge = _Libraries().challenge(journey.verifier)
        asked = {
            "response_type": "code", "client_id": self._settings.client_id, "redirect_uri": self._return,
            "scope": "openid profile", "state": journey.state, "nonce": journey.nonce,
            "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        endpoint = self._endpoint(self._found(), "authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def user(self, journey: Journey, code: str, at: datetime) -> str:
        """Return the user name of the person for whom a code stands."""
        found = self._found()
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._return,
            "code_verifier": journey.verifier, "client_id": self._settings.client_id,
        }  # fmt: skip
        answer = self._asked(self._endpoint(found, "token_endpoint"), form)
        keys = self._asked(self._endpoint(found, "jwks_uri"))
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused("the provider gave no id_token")
        claims = _Libraries().claims(token, keys, self._settings, journey.nonce, at)
        name = claims.get(self._settings.claim)
        if not isinstance(name, str) or not name:
            raise SignInRefused(f"the token has no {self._settings.claim!r}; see web.oidc.claim")
        return name

    def _found(self) -> dict[str, Any]:
        found = self._asked(f"{self._settings.issuer}/.well-known/openid-configuration")
        if str(found.get("issuer", "")).rstrip("/") != self._settings.issuer:
            raise SignInRefused("the provider names another issuer than web.oidc.issuer")
        return found

    def _endpoint(self, found: dict[str, Any], name: str) -> str:
        address = str(found.get(name, ""))
        parts = urlsplit(address)
        if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)):
            return address
        raise SignInRefused(f"the provider's {name} is no https address")

    def _asked(self, address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        if form and self._secret:
            pair = f"{quote(self._settings.client_id, safe='')}:{quote(self._secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        asked = Request(address, urlencode(form).encode() if form else None, headers)  # noqa: S310  https, see _endpoint
        try:
            with build_opener(_Stay).open(asked, timeout=TIMEOUT_S) as answer:
                read = json.loads(answer.read(MOST_BYTES))
        except (URLError, OSError, ValueError) as error:
            raise SignInRefused(f"the provider cannot be asked: {type(error).__name__}") from error
        if not isinstance(read, dict):
            raise SignInRefused("the provider answers with something else than an object")
        return read


class _Stay(HTTPRedirectHandler):
    """Follows nobody elsewhere: the secret goes only to the address that was checked."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse."""


class _Libraries:
    """What is taken of authlib and joserfc."""

    def __init__(self) -> None:
        try:
            from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415  an extra
            from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
            from joserfc import errors, jwk, jwt  # noqa: PLC0415
        except ImportError as error:
            raise ConfigError("web.oidc: authlib is not installed; install netmaintd[sso]") from error
        self.challenge: Callable[[str], str] = create_s256_code_challenge
        self._id_token, self._errors, self._jwk, self._jwt = CodeIDToken, errors, jwk, jwt

    def claims(self, token: str, keys: Any, settings: OidcSettings, nonce: str, at: datetime) -> Any:
        """Return what a token says, once signature, issuer, audience, time and nonce are right."""
        options = {
            "iss": {"essential": True, "values": [settings.issuer, f"{settings.issuer}/"]},
            "aud": {"essential": True, "value": settings.client_id},
        }
        try:
            read = self._jwt.decode(token, self._jwk.KeySet.import_key_set(keys), algorithms=ALGORITHMS)
            params = {"nonce": nonce, "client_id": settings.client_id}
            claims = self._id_token(read.claims, read.header, options, params)
            claims.validate(now=int(at.timestamp()), leeway=LEEWAY_S)
        except (self._errors.JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SignInRefused(f"the token is not good: {type(error).__name__}: {error}") from error
        return claims
