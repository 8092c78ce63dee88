"""Logging in and out: name and password, then a code where the account has one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import ConfigError
from netmaintd.usecases.sign_in import known_elsewhere
from netmaintd.web.choose_language import inside
from netmaintd.web.directory import directory_knows
from netmaintd.web.halfway import Known, Tickets
from netmaintd.web.pages import render
from netmaintd.web.refusals import wait
from netmaintd.web.site import site_of
from netmaintd.web.visitor import COOKIE, token_of

if TYPE_CHECKING:
    from netmaintd.web.limits import Limits

logger = logging.getLogger(__name__)
router = APIRouter()
Word = Annotated[str, Form(max_length=200)]
WRONG = "Nama pengguna atau sandi tidak cocok."
WRONG_CODE = "Kode tidak cocok, atau sudah dipakai. Tunggu kode berikutnya di telepon Anda."
TOO_LATE = "Waktu untuk mengetik kode sudah habis; masuk sekali lagi."


@router.get("/masuk")
def login_page(request: Request, ke: str = "/") -> Response:
    """Show the form."""
    return login_form(request, inside(ke))


@router.post("/masuk")
def log_in(request: Request, pengguna: Word, sandi: Word, ke: Word = "/") -> Response:
    """Go on when name and password fit; which of them did not is not said."""
    site, limits, back = site_of(request), limits_of(request), inside(ke)
    now, address = site.now(), address_of(request)
    time = limits.take(pengguna, address, now)
    if time:
        return wait(request, time)
    if not (site.store.accounts.password_fits(pengguna, sandi) or _in_directory(request, pengguna, sandi)):
        tell_of_failure(request, pengguna, "password")
        return login_form(request, back, WRONG, pengguna, 401)
    limits.passed(pengguna, address)
    return known(request, pengguna, back)


@router.post("/masuk/kode")
def log_in_with_code(request: Request, tiket: Word, kode: Word) -> Response:
    """Begin the session of somebody whose name and password fitted before."""
    site, limits = site_of(request), limits_of(request)
    now, address = site.now(), address_of(request)
    ticket = halfway_of(request).look(tiket, now)
    if ticket is None:
        return login_form(request, "/", TOO_LATE, status=401)
    time = limits.take(f"kode {ticket.user}", address, now)
    if time:
        return wait(request, time)
    if not site.store.accounts.code_fits(ticket.user, kode.replace(" ", ""), now):
        tell_of_failure(request, ticket.user, "code")
        return render(request, "login_code.html", status=401, ticket=tiket, trouble=WRONG_CODE)
    limits.passed(f"kode {ticket.user}", address)
    halfway_of(request).take(tiket, now)
    return _begun(request, ticket.user, ticket.back)


@router.post("/keluar")
def log_out(request: Request) -> Response:
    """End the session, here and in the store."""
    site = site_of(request)
    site.store.logins.end(token_of(request), site.now())
    answer = RedirectResponse("/masuk", status_code=303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    return answer


def known(request: Request, user: str, back: str) -> Response:
    """Begin the session of somebody who showed who he is, or ask for the code that his account wants besides."""
    site = site_of(request)
    account = site.store.accounts.get(user)
    if account is None or account.disabled:
        return login_form(request, back, WRONG, status=401)
    if not account.two_factor:
        return _begun(request, user, back)
    ticket = halfway_of(request).begin(Known(user, back), site.now())
    return render(request, "login_code.html", ticket=ticket, trouble="")


def login_form(request: Request, back: str, trouble: str = "", user: str = "", status: int = 200) -> Response:
    """Return the form, perhaps with what went wrong."""
    oidc = site_of(request).configuration().settings.web.oidc is not None
    return render(request, "login.html", status=status, back=back, trouble=trouble, user=user, oidc=oidc)


def address_of(request: Request) -> str:
    """Return where a request comes from; behind our proxy that is what the proxy says."""
    return request.client.host if request.client else ""


def limits_of(request: Request) -> Limits:
    """Return how often who failed."""
    limits: Limits = request.app.state.limits
    return limits


def halfway_of(request: Request) -> Tickets[Known]:
    """Return who still owes a code."""
    halfway: Tickets[Known] = request.app.state.halfway
    return halfway


def _in_directory(request: Request, user: str, password: str) -> bool:
    """Whether the office's directory takes the password of an account here; nobody else's is tried there."""
    site = site_of(request)
    ldap = site.configuration().settings.web.ldap
    account = site.store.accounts.get(user) if ldap else None
    if ldap is None or account is None or account.disabled:
        return False
    try:
        if not directory_knows(ldap, user, password):
            return False
    except ConfigError as error:
        logger.error("directory cannot be asked", extra={"why": str(error)})
        return False
    known_elsewhere(site.store, user, "directory", site.now())
    return True


def _begun(request: Request, user: str, back: str) -> Response:
    site = site_of(request)
    answer = RedirectResponse(back, status_code=303)
    token = site.store.logins.begin(user, site.now())
    answer.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="lax", path="/")
    return answer


def tell_of_failure(request: Request, user: str, why: str) -> None:
    """Record a failed login; `user` may be anything that somebody typed, a password by mistake among it."""
    site = site_of(request)
    site.store.logins.refused(user if site.store.accounts.get(user) else "?", why, site.now())
    logger.warning("login refused", extra={"address": address_of(request), "why": why})
