"""To the office's identity provider and back. It leads to accounts that there are; it makes none."""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import ConfigError, NotFound, SignInRefused
from netmaintd.usecases.sign_in import known_elsewhere
from netmaintd.web.choose_language import inside
from netmaintd.web.halfway import LASTS
from netmaintd.web.login import address_of, known, limits_of, login_form, tell_of_failure
from netmaintd.web.provider import Journey, Provider
from netmaintd.web.refusals import wait
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.web.halfway import Tickets

logger = logging.getLogger(__name__)
router = APIRouter()
COOKIE = "__Host-sso"
"""Holds the browser to the way that it began: nobody is logged in by a link that somebody else sent him."""
SILENT = "Layanan SSO tidak menjawab sebagaimana mestinya; masuk dengan sandi, atau coba lagi nanti."
UNKNOWN = "Akun SSO Anda tidak dikenal di sini; minta administrator membuatkan akun dengan nama itu."
BROKEN_OFF = "Masuk lewat SSO terputus atau terlalu lama; mulai sekali lagi."


@dataclass(frozen=True, slots=True)
class Way:
    """A journey, and where it leads in the end."""

    journey: Journey
    back: str


@router.get("/masuk/oidc")
def to_provider(request: Request, ke: str = "/") -> Response:
    """Send a browser to the provider."""
    site = site_of(request)
    way = Way(Journey(), inside(ke))
    try:
        answer = RedirectResponse(_provider(request).address(way.journey), status_code=303)
    except (SignInRefused, ConfigError) as error:
        return _silent(request, error)
    key = _ways(request).begin(way, site.now())
    answer.set_cookie(
        COOKIE, key, max_age=int(LASTS.total_seconds()), secure=True, httponly=True, samesite="lax", path="/"
    )
    return answer


@router.get("/masuk/oidc/kembali")
def from_provider(request: Request, state: str = "", code: str = "") -> Response:
    """Take a browser back, with a code for the person who sits before it."""
    site = site_of(request)
    way = _ways(request).take(request.cookies.get(COOKIE, ""), site.now())
    if way is None or not code or not hmac.compare_digest(way.journey.state.encode(), state.encode()):
        return login_form(request, "/", BROKEN_OFF, status=401)
    address = address_of(request)
    time = limits_of(request).take(f"sso {address}", address, site.now())
    if time:
        return wait(request, time)
    try:
        user = _provider(request).user(way.journey, code, site.now())
    except (SignInRefused, ConfigError) as error:
        return _silent(request, error)
    limits_of(request).passed(f"sso {address}", address)
    if not known_elsewhere(site.store, user, "provider", site.now()):
        tell_of_failure(request, user, "no account")
        return login_form(request, "/", UNKNOWN, status=401)
    answer = known(request, user, way.back)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    return answer


def _provider(request: Request) -> Provider:
    configuration = site_of(request).configuration()
    oidc = configuration.settings.web.oidc
    if oidc is None:
        raise NotFound("no identity provider is set")
    return Provider(oidc, configuration.secrets.provider())


def _ways(request: Request) -> Tickets[Way]:
    ways: Tickets[Way] = request.app.state.ways
    return ways


def _silent(request: Request, error: SignInRefused | ConfigError) -> Response:
    logger.warning("identity provider refused", extra={"why": str(error)})
    return login_form(request, "/", SILENT, status=502)
